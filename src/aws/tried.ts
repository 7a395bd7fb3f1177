import type { Checkup } from '../checkup.ts';
import { UpstreamError } from '../errors.ts';
import type { Action } from './actions.ts';

/** What a checkup found out for those that build on it; undefined where it failed or was skipped. */
export interface Found<T> {
  readonly checkup: Checkup;
  readonly value: T | undefined;
}

/** A checkup with what it found out. */
export function found<T>(checkup: Checkup, value: T | undefined): Found<T> {
  return { checkup, value };
}

/** A checkup that had nothing to be tried on. */
export function skipped(action: Action, detail: string): Checkup {
  return { title: action, outcome: 'skip', detail };
}

/** Tries an action on something, or says why there is nothing to try it on. */
export async function triedOn<S, T>(
  subject: S | undefined,
  action: Action,
  whyNot: string,
  work: (subject: S) => Promise<T>,
  words: (value: T) => string,
): Promise<Found<T>> {
  if (subject === undefined) return found<T>(skipped(action, whyNot), undefined);
  return tried(action, () => work(subject), words);
}

/** Tries an action. A failure says what to do about it. */
export async function tried<T>(
  action: Action,
  work: () => Promise<T>,
  words: (value: T) => string,
): Promise<Found<T>> {
  try {
    const value = await work();
    return found({ title: action, outcome: 'ok', detail: words(value) }, value);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const { message: detail } = error;
    return found<T>({ title: action, outcome: 'fail', detail, fix: fixOf(error) }, undefined);
  }
}

function fixOf({ kind, permission }: UpstreamError): string {
  switch (kind) {
    case 'denied':
      return `allow ${permission ?? 'the action'} in the policy of the bot's role`;
    case 'credentials':
      return 'renew the AWS credentials, or check AWS_PROFILE and the role of this environment';
    case 'throttled':
      return 'something else uses up the account’s quota; try again later';
    case 'timeout':
    case 'unreachable':
      return 'check the network, the region and AWS_ENDPOINT_URL';
    case 'not-found':
      return 'check the names in SNAIL_CLUSTERS or SNAIL_ENVIRONMENTS, and the region';
    case 'unsupported':
      return 'this endpoint does not offer the action; what it would show stays unknown';
    default:
      return 'see AWS’s code for it in the log, with LOG_LEVEL=debug';
  }
}
