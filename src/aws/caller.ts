import type { Clock } from '../clock.ts';
import { UpstreamError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { ACTIONS, type Action } from './actions.ts';
import type { Budget, Ticket } from './budget.ts';
import { traceOf, upstreamError } from './failures.ts';
import type { Limits } from './limits.ts';

/** One call of an AWS API. */
export interface AwsCall<T> {
  readonly action: Action;
  /** Completes "could not …". */
  readonly attempt: string;
  /** Urgent unless given. */
  readonly ticket?: Ticket;
  readonly send: (abortSignal: AbortSignal) => Promise<T>;
}

/**
 * Makes a call: within the budget and its time limit, counted, logged, its failure put into words.
 * @throws UpstreamError
 */
export type CallAws = <T>(call: AwsCall<T>) => Promise<T>;

export interface CallerDeps {
  readonly env: string;
  readonly budget: Budget;
  readonly limits: Pick<Limits, 'callMs'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'awsCall'>;
  readonly signal: AbortSignal;
}

/** How long a failure that other calls would meet as well answers for them. */
const FAILURE_MS = 2000;

/**
 * The one door to an environment's AWS. Bad credentials, and what does not depend on the resource asked for,
 * are answered at once for two seconds, also to the calls that wait for their turn, so that hundreds of them
 * do not fail one by one at the pace of the budget.
 */
export function createCaller(deps: CallerDeps): CallAws {
  const { env, budget, limits, clock, log, metrics, signal } = deps;
  const failures = new Map<RegExp, { readonly error: UpstreamError; readonly at: Date }>();
  const waiting = new Set<{ readonly action: Action; turnAway(error: UpstreamError): void }>();

  return async <T>({ action, attempt, ticket = { urgent: true, gone: false }, send }: AwsCall<T>) => {
    const met = recentFailure(action);
    if (met) throw failedToo(met, attempt);
    await inLine(action, attempt, ticket);
    return made(action, attempt, send);
  };

  function inLine(action: Action, attempt: string, ticket: Ticket): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const place = {
        action,
        turnAway: (error: UpstreamError) => {
          ticket.gone = true;
          reject(failedToo(error, attempt));
        },
      };
      waiting.add(place);
      budget
        .turn(ACTIONS[action], ticket)
        .then(resolve, () => reject(new UpstreamError(`${attempt}: the bot is stopping`, 'unreachable')))
        .finally(() => waiting.delete(place));
    });
  }

  async function made<T>(action: Action, attempt: string, send: AwsCall<T>['send']): Promise<T> {
    const beganMs = clock.now().getTime();
    const finish = (outcome: string, trace: object = {}): void => {
      const tookMs = clock.now().getTime() - beganMs;
      metrics.awsCall(env, action, outcome, tookMs);
      log.debug({ env, action, outcome, tookMs, ...trace }, 'aws asked');
    };
    try {
      const answer = await limited(send);
      finish('ok');
      return answer;
    } catch (cause) {
      const error = upstreamError(cause, attempt, action);
      finish(error.kind, { reason: error.message, ...traceOf(error) });
      remember(error, action);
      throw error;
    }
  }

  /** The SDK's own waits between attempts do not look at the signal, so nobody waits for them to end. */
  async function limited<T>(send: AwsCall<T>['send']): Promise<T> {
    const ending = new AbortController();
    const abort = () => ending.abort();
    signal.addEventListener('abort', abort);
    const aborted = new Promise<never>((_, reject) => {
      ending.signal.addEventListener('abort', () => reject(ending.signal.reason));
    });
    const answered = new AbortController();
    clock.sleep(limits.callMs, answered.signal).then(() => answered.signal.aborted || abort());
    try {
      return await Promise.race([send(ending.signal), aborted]);
    } finally {
      answered.abort();
      signal.removeEventListener('abort', abort);
    }
  }

  function recentFailure(action: Action): UpstreamError | undefined {
    const now = clock.now().getTime();
    for (const [concerned, { at }] of failures) {
      if (now - at.getTime() >= FAILURE_MS) failures.delete(concerned);
    }
    return [...failures].find(([concerned]) => concerned.test(action))?.[1].error;
  }

  function remember(error: UpstreamError, action: Action): void {
    const concerned = concernedBy(error, action);
    if (!concerned || signal.aborted) return;
    failures.set(concerned, { error, at: clock.now() });
    for (const place of waiting) if (concerned.test(place.action)) place.turnAway(error);
  }
}

/** The actions that would fail in the same way. */
function concernedBy({ kind, permission }: UpstreamError, action: Action): RegExp | undefined {
  if (kind === 'credentials' || permission === 'sts:AssumeRole') return /^/;
  if (kind === 'unreachable') return new RegExp(`^${action.replace(/:.*/, ':')}`);
  if (kind === 'unsupported') return new RegExp(`^${action}$`);
  // Describe calls of Elastic Load Balancing are allowed for all resources or for none:
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
  if (kind === 'denied' && action.startsWith('elasticloadbalancing:')) return new RegExp(`^${action}$`);
  return undefined;
}

/** The same failure, met by a call that was not even made. */
function failedToo({ kind, permission, cause }: UpstreamError, attempt: string): UpstreamError {
  return new UpstreamError(attempt, kind, { cause, ...(permission ? { permission } : {}) });
}
