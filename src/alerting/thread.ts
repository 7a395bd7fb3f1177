import type { Alert } from './alert.ts';
import type { Blindness } from './blindness.ts';
import type { RefutedCriterion } from './refuted-criterion.ts';
import type { RolloutCard } from './rollout-card.ts';

/** What a thread may be about. */
export type Topic = Alert | RolloutCard | Blindness | RefutedCriterion;

/** What the bot says in a channel by itself and keeps up to date: a message, with replies where it is an alert. */
export interface Thread<A extends Topic = Topic> {
  readonly id: string;
  readonly channel: string;
  /** Of two open threads of a channel no two have the same. */
  readonly key: string;
  readonly about: A;
  /** Whether there may be more to come. */
  readonly open: boolean;
  /** One more with every change that was saved; 0 before the first. */
  readonly version: number;
}

export type AlertThread = Thread<Alert>;
export type RolloutThread = Thread<RolloutCard>;
export type BlindnessThread = Thread<Blindness>;
export type CriterionThread = Thread<RefutedCriterion>;

/** What is to become of a thread. One of version 0 is added, any other saved as it is given. */
export type ThreadChange =
  | { readonly thread: Thread }
  /** By id: nothing came of it. Only one that people should not see yet is removed; another is lost. */
  | { readonly remove: string };

/** Whether a thread is about an alert. */
export function isAlertThread(thread: Thread): thread is AlertThread {
  return thread.about.topic === 'alert';
}

/** Whether a thread is a rollout's card. */
export function isRolloutThread(thread: Thread): thread is RolloutThread {
  return thread.about.topic === 'rollout';
}

/** Whether a thread is a notice of blindness. */
export function isBlindnessThread(thread: Thread): thread is BlindnessThread {
  return thread.about.topic === 'blindness';
}

/** Whether a thread is about a criterion that is not met after all. */
export function isCriterionThread(thread: Thread): thread is CriterionThread {
  return thread.about.topic === 'criterion';
}

/** What of a thread is in Slack. Written by whoever delivers, and by nobody else. */
export interface Delivery {
  /** `ts` of the root; undefined before it was posted. */
  readonly root: string | undefined;
  /** A digest of what the root shows, to tell whether it has to be edited. */
  readonly shown: string | undefined;
  /** The newest of the news that was said, or needs not be said any more. */
  readonly said: number;
  /** A post that was about to be made; its outcome is to be found out. */
  readonly posting: Posting | undefined;
  /** Slack does not take it: since when, and in its words. */
  readonly refused: { readonly sinceAt: Date; readonly why: string } | undefined;
  /** How many roots were deleted by hand: one is posted anew, a second is not. */
  readonly lost: number;
  /** The version that this came from; older than the thread's: there is something to be done. */
  readonly version: number;
  /** Not before then is it to be looked at again, and then even if nothing changed; undefined: as soon as something changes. */
  readonly nextAt: Date | undefined;
}

/** A post that was announced before it was made. */
export interface Posting {
  /** In the metadata of the message. */
  readonly key: string;
  readonly at: Date;
  /** The root, the reply to the news of this number, or the summary of what came and went. */
  readonly what: 'root' | 'summary' | number;
}

/** Nothing is in Slack yet. */
export const UNDELIVERED: Delivery = {
  root: undefined,
  shown: undefined,
  said: 0,
  posting: undefined,
  refused: undefined,
  lost: 0,
  version: 0,
  nextAt: undefined,
};
