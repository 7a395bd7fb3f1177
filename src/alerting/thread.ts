import type { Alert } from './alert.ts';
import type { Blindness } from './blindness.ts';
import type { RolloutCard } from './rollout-card.ts';

/** What the bot says in a channel by itself and keeps up to date: a message, with replies where it is an alert. */
export interface Thread<A extends Alert | RolloutCard | Blindness = Alert | RolloutCard | Blindness> {
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

/** What of a thread is in Slack. Written by whoever delivers, and by nobody else. */
export interface Delivery {
  /** `ts` of the root; undefined before it was posted. */
  readonly root: string | undefined;
  /** A digest of what the root shows, to tell whether it has to be edited. */
  readonly shown: string | undefined;
  readonly shownAt: Date | undefined;
  /** The newest of the news that was said, or needs not be said any more. */
  readonly said: number;
  /** A post that was about to be made: `seq` of the news, or the root. Its outcome is to be found out. */
  readonly posting: { readonly key: string; readonly at: Date; readonly what: 'root' | number } | undefined;
  /** Slack does not take it: since when, in whose words, and whether whoever watches was told. */
  readonly refused: { readonly sinceAt: Date; readonly why: string; readonly told: boolean } | undefined;
  /** The version that this came from; older than the thread's: there is something to be done. */
  readonly version: number;
  /** When it is to be looked at again although nothing changed; undefined for never. */
  readonly nextAt: Date | undefined;
}

/** Nothing is in Slack yet. */
export const UNDELIVERED: Delivery = {
  root: undefined,
  shown: undefined,
  shownAt: undefined,
  said: 0,
  posting: undefined,
  refused: undefined,
  version: 0,
  nextAt: undefined,
};
