import type { Who } from '../access/person.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { AlertKind } from './check.ts';

/** A problem of one service in one channel, from the first bad look to its end. */
export interface Alert {
  readonly topic: 'alert';
  readonly ref: ServiceRef;
  readonly kind: AlertKind;
  readonly subject: string;
  /**
   * `counting`: bad looks, too few yet to be told. `muted`: it would be told, but the channel wanted quiet.
   * The rest is what people see.
   */
  readonly state: 'counting' | 'muted' | 'firing' | 'acknowledged' | 'snoozed' | 'resolved';
  /** The last few looks that count, oldest first; as many as it takes to open or close. Those all alike keep their times. */
  readonly looks: readonly Look[];
  /** Of the newest bad look. */
  readonly word: string;
  readonly reason: string;
  /** When the trouble began as far as looks tell: the first bad look of this opening. */
  readonly beganAt: Date;
  /** The newest bad look, as it was last worth saying. */
  readonly lastBadAt: Date;
  /** When it was opened, and each time it opened again; oldest first, the newest twenty. */
  readonly openings: readonly Date[];
  /** Since when it comes and goes; undefined while it does not. */
  readonly flappingSinceAt: Date | undefined;
  readonly onCall: string | undefined;
  readonly escalateTo: string | undefined;
  /** How many rungs of the ladder have been called. */
  readonly rung: number;
  /** When the next rung, reminder or end of patience comes, or a snooze or a quiet may be over; undefined where none does. */
  readonly nextAt: Date | undefined;
  readonly acknowledged: { readonly by: Who; readonly at: Date; readonly reminders: number } | undefined;
  /** `untilAt` undefined: until it is resolved. */
  readonly snoozed: { readonly by: Who; readonly at: Date; readonly untilAt: Date | undefined } | undefined;
  readonly resolved: Resolution | undefined;
  /** What was to be said in the thread, oldest first; the newest thirty. Said once each, those that no longer matter left out. */
  readonly news: readonly News[];
}

/** A look that counts. */
export interface Look {
  readonly at: Date;
  readonly bad: boolean;
}

/** How an alert ended. */
export interface Resolution {
  readonly at: Date;
  /** Undefined where good looks ended it. */
  readonly by: Who | undefined;
  /** "2 good looks in a row", "the service was deleted", "a newer rollout began"; one clause. */
  readonly how: string;
}

/** One step of an alert, a reply in its thread. */
export interface News {
  /** Counts from 1 in each thread and never goes back. */
  readonly seq: number;
  readonly at: Date;
  readonly step: NewsStep;
}

export type NewsStep =
  | { readonly kind: 'opened' }
  /** It was told before, was over, and is there again. */
  | { readonly kind: 'reopened'; readonly by: Who | undefined }
  /** The same trouble in another word or with another reason. */
  | { readonly kind: 'changed'; readonly word: string; readonly reason: string }
  | { readonly kind: 'flapping'; readonly times: number; readonly sinceAt: Date }
  | { readonly kind: 'acknowledged'; readonly by: Who }
  | { readonly kind: 'unacknowledged'; readonly by: Who | undefined }
  | { readonly kind: 'snoozed'; readonly by: Who; readonly untilAt: Date | undefined }
  /** The snooze is over and the trouble is not. */
  | { readonly kind: 'woken'; readonly by: Who | undefined }
  /** The next rung is called. */
  | { readonly kind: 'escalated'; readonly to: Rung }
  | { readonly kind: 'reminder'; readonly by: Who }
  | { readonly kind: 'resolved'; readonly resolution: Resolution; readonly afterMs: number };

/** Who is called. `id` is a user's or a user group's. */
export type Rung = { readonly kind: 'person' | 'group'; readonly id: string } | { readonly kind: 'channel' };
