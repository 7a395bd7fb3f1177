/** What Slack says somebody is. `unverified`: Slack would not tell, for want of a scope or of the method. */
export type PersonKind = 'member' | 'guest' | 'bot' | 'stranger' | 'unverified';

/** Somebody who typed or clicked. Known by ids alone; names change and are never trusted. */
export interface Person {
  readonly id: string;
  readonly team: string | undefined;
  /** What Slack calls them; untrusted, and shown instead of a mention. Undefined where it does not say. */
  readonly name?: string | undefined;
  readonly kind: PersonKind;
  /** Of the user groups named in the configuration, those the person is in. */
  readonly groups: readonly string[];
}

/** Where it was typed or clicked. */
export interface Place {
  readonly channel: string;
  /** `ts` of the thread's root, where it happened inside a thread. */
  readonly thread: string | undefined;
  readonly kind: 'channel' | 'direct' | 'terminal';
  readonly team: string | undefined;
}
