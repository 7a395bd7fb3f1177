import type { AlertPolicy } from './policy.ts';

/** What else a decision rests on: how the channel watches the service, and the time. */
export interface AroundAlert {
  readonly policy: AlertPolicy;
  readonly now: Date;
  /** Whether the channel wants to hear nothing new now. */
  readonly isQuiet: boolean;
  /** Ids of whom to call, if the channel names anybody. */
  readonly onCall?: string | undefined;
  readonly escalateTo?: string | undefined;
}
