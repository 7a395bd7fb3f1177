import type { ServiceRef } from '../deployment/service.ts';

/** What is to become of who is on call: as it is, somebody else, or nobody. */
export type OnCallChange =
  | { readonly kind: 'keep' }
  | { readonly kind: 'set'; readonly id: string }
  | { readonly kind: 'clear' };

/** What came of saving a watch, and who is on call from now on. */
export interface SavedWatch {
  readonly outcome: 'added' | 'changed' | 'unchanged';
  readonly onCall: string | undefined;
}

/** A channel's wish to hear about a service. */
export interface Watch {
  readonly channel: string;
  readonly ref: ServiceRef;
  /** Slack id of the user (`U…`) or user group (`S…`) on call for it. */
  readonly onCall: string | undefined;
  readonly createdBy: string;
  readonly createdAt: Date;
}
