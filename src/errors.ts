/** Something the person can mend; the message is shown to them as written and says what to type instead. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** Why an upstream refused, in the few kinds that people and programs act on differently. */
export type UpstreamKind =
  | 'denied'
  | 'credentials'
  | 'throttled'
  | 'timeout'
  | 'unreachable'
  | 'not-found'
  /** The place in a long answer is forgotten: begin that read again. */
  | 'stale'
  | 'unsupported'
  | 'unconfirmed'
  | 'refused';

/**
 * AWS, Slack or the database refused or did not answer. The message reads "could not <attempt>"; the
 * original error is the `cause`. `permission` is the IAM action or Slack scope that would have helped,
 * where that is known; `advice` is said instead of it where the person themselves can mend it.
 */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly kind: UpstreamKind;
  readonly permission: string | undefined;
  readonly advice: string | undefined;

  constructor(
    attempt: string,
    kind: UpstreamKind,
    options: { cause?: unknown; permission?: string; advice?: string } = {},
  ) {
    super(`could not ${attempt}`, { cause: options.cause });
    this.kind = kind;
    this.permission = options.permission;
    this.advice = options.advice;
  }
}
