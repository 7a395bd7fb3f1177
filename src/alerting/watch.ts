import type { ServiceRef } from '../deployment/service.ts';

/** A channel's wish to hear about a service. */
export interface Watch {
  readonly channel: string;
  readonly ref: ServiceRef;
  /** Slack id of the user (`U…`) or user group (`S…`) on call for it. */
  readonly onCall: string | undefined;
  readonly createdBy: string;
  readonly createdAt: Date;
}
