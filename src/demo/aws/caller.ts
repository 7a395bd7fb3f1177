import type { Credential } from './request.ts';

/** Whom AWS sees behind a call. */
export interface Caller {
  readonly account: string;
  readonly region: string;
  /** As in GetCallerIdentity. */
  readonly arn: string;
}

/** An access key id that the simulated AWS takes for one of the account's: `AKIA` or, for a session, `ASIA` before the account id. */
export function accessKeyOf(account: string, kind: 'AKIA' | 'ASIA' = 'AKIA'): string {
  return `${kind}${account}DEMO`;
}

/** Who signed; any other access key id belongs to the account given. */
export function callerOf(credential: Credential, otherwise: string): Caller {
  const own = /^(AKIA|ASIA)(\d{12})/.exec(credential.accessKeyId);
  const account = own?.[2] ?? otherwise;
  const arn =
    own?.[1] === 'ASIA'
      ? `arn:aws:sts::${account}:assumed-role/snail-trail/demo`
      : `arn:aws:iam::${account}:user/snail-trail`;
  return { account, region: credential.region, arn };
}
