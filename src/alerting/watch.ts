import type { Quiet } from './quiet.ts';
import type { Scope } from './scope.ts';

/** What is to become of who is on call, or of whom comes after: as it is, somebody else, or nobody. */
export type OnCallChange =
  | { readonly kind: 'keep' }
  | { readonly kind: 'set'; readonly id: string }
  | { readonly kind: 'clear' };

/** What is to become of the hours in which nothing new is said: as they are, others, or none. */
export type QuietChange =
  | { readonly kind: 'keep' }
  | { readonly kind: 'set'; readonly quiet: Quiet }
  | { readonly kind: 'clear' };

/** Changes to a watch that is there already; what is not given stays. */
export interface WatchChange {
  readonly onCall?: OnCallChange;
  readonly escalateTo?: OnCallChange;
  readonly quiet?: QuietChange;
}

/** What came of saving a watch, and how it stands from now on. */
export interface SavedWatch {
  readonly outcome: 'added' | 'changed' | 'unchanged';
  readonly watch: Watch;
}

/** A channel's wish to hear about a service, or about all that fit a pattern. */
export interface Watch {
  readonly channel: string;
  readonly scope: Scope;
  /** Slack id of the user (`U…`) or user group (`S…`) on call for it: mentioned when an alert opens. */
  readonly onCall: string | undefined;
  /** Mentioned when nobody acknowledged; before the whole channel is. */
  readonly escalateTo: string | undefined;
  readonly quiet: Quiet | undefined;
  readonly createdBy: string;
  readonly createdAt: Date;
}
