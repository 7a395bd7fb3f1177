/**
 * What Slack says somebody is. `stranger`: of another workspace. `unverified`: Slack would tell if the app had
 * the scope to ask. `presumed`: this Slack, a stand-in, cannot tell at all, but what it sent was of the bot's own
 * workspace.
 */
export type PersonKind = 'member' | 'guest' | 'bot' | 'stranger' | 'unverified' | 'presumed';

/** Somebody who typed or clicked. Known by ids alone; names change and are never trusted. */
export interface Person {
  readonly id: string;
  readonly team: string | undefined;
  /** What Slack calls them; untrusted, and shown instead of a mention. Undefined where it does not say. */
  readonly name?: string | undefined;
  /** The time zone their Slack is set to, such as `Europe/Berlin`; untrusted. Undefined where it does not say. */
  readonly zone?: string | undefined;
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

/** Somebody who did something: shown by name, never mentioned. */
export interface Who {
  readonly id: string;
  readonly name: string;
}
