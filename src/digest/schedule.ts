import type { Who } from '../access/person.ts';
import type { CronTimes } from '../cron.ts';

/** How much a digest says: its root alone; with what changed and the services; with long lists. */
export type DigestDepth = 'short' | 'usual' | 'full';

/** A digest that a channel gets again and again. */
export interface DigestSchedule {
  readonly id: string;
  readonly channel: string;
  readonly times: CronTimes;
  /** The times as they were typed: "weekday 9:00". */
  readonly words: string;
  readonly depth: DigestDepth;
  readonly createdBy: Who;
  readonly createdAt: Date;
  /** Undefined while it comes. */
  readonly paused: Pause | undefined;
  /** When it comes next; of a paused one when it would have. Undefined where it never does again. */
  readonly nextAt: Date | undefined;
  /** One more with every change that people make, and with a pause; 0 before it is added. */
  readonly version: number;
}

/** Why a schedule does not come. */
export interface Pause {
  readonly at: Date;
  /** Who wanted it; undefined where Slack took nothing for the channel any more. */
  readonly by: Who | undefined;
  /** In a clause: "the channel is archived"; '' where somebody wanted it. */
  readonly why: string;
}
