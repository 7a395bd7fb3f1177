import type { ServiceRef, Task } from '../deployment/service.ts';

/** A stopped task as it was first seen, since ECS forgets it after about an hour. */
export interface StoppedRecord {
  readonly ref: ServiceRef;
  readonly task: Task;
  /** When the bot saw it. */
  readonly seenAt: Date;
  /** Its last lines, oldest first, secrets made unreadable; undefined while they were not read. */
  readonly lines:
    | readonly { readonly at: Date; readonly container: string; readonly text: string }[]
    | undefined;
  /** Why its lines could not be read; undefined where they were, or were not asked for. */
  readonly notRead: string | undefined;
}
