import { type Clock, inTime } from '../clock.ts';
import { UpstreamError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { ACTIONS, type Action } from './actions.ts';
import type { Budget, Place, Ticket } from './budget.ts';
import { traceOf, upstreamError } from './failures.ts';
import type { Limits } from './limits.ts';
import { createTroubles } from './troubles.ts';

/** One call of an AWS API. */
export interface AwsCall<T> {
  readonly action: Action;
  /** Completes "could not …". */
  readonly attempt: string;
  /** Urgent unless given. */
  readonly ticket?: Ticket | undefined;
  readonly send: (abortSignal: AbortSignal) => Promise<T>;
}

/**
 * Makes a call: within the budget and its time limit, counted, logged, its failure put into words.
 * @throws UpstreamError
 */
export type CallAws = <T>(call: AwsCall<T>) => Promise<T>;

/** What one environment's calls go through. */
export interface CallerDeps {
  readonly env: string;
  readonly budget: Budget;
  readonly limits: Pick<Limits, 'callMs'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'awsCall'>;
  readonly signal: AbortSignal;
}

/** How long a failure answers for other calls. */
const FAILURE_MS = 2000;

/** A call that waits for its turn. */
interface Waiting extends Place {
  readonly action: Action;
  turnAway(error: UpstreamError): void;
}

/** A failure, and which calls it concerns. */
interface Met {
  readonly error: UpstreamError;
  readonly concerns: (action: Action) => boolean;
  readonly at: Date;
}

/**
 * The one door to an environment's AWS. A failure that other calls would meet as well answers for two seconds
 * those of them that are not urgent: hundreds of target groups would else fail one by one at the pace of the
 * budget. Whoever waits for an answer gets a new one.
 */
export function createCaller(deps: CallerDeps): CallAws {
  const { env, budget, limits, clock, log, metrics, signal } = deps;
  const troubles = createTroubles(env, { clock, log });
  const waiting = new Set<Waiting>();
  let failures: readonly Met[] = [];

  return async <T>({ action, attempt, ticket = { lane: 'urgent' }, send }: AwsCall<T>) => {
    const now = clock.now().getTime();
    failures = failures.filter(({ at }) => now - at.getTime() < FAILURE_MS);
    const met = failures.find(({ concerns }) => concerns(action));
    if (met && ticket.lane !== 'urgent') throw failedToo(met.error, attempt, action);
    if (!signal.aborted) await turn(action, attempt, ticket);
    if (signal.aborted) throw stopping(attempt);
    return made(action, attempt, send);
  };

  function turn(action: Action, attempt: string, ticket: Ticket): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const place: Waiting = {
        action,
        ticket,
        gone: false,
        turnAway: (error: UpstreamError) => {
          place.gone = true;
          waiting.delete(place);
          reject(failedToo(error, attempt, action));
        },
      };
      waiting.add(place);
      budget
        .turn(ACTIONS[action], place)
        .then(resolve, () => reject(stopping(attempt)))
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
      const answer = await limited(attempt, send);
      finish('ok');
      troubles.answered(action);
      return answer;
    } catch (cause) {
      const error = signal.aborted ? stopping(attempt) : upstreamError(cause, attempt, action);
      finish(error.kind, { reason: error.message, ...traceOf(error) });
      if (!signal.aborted) troubles.failed(action, error);
      remember(error, action);
      throw error;
    }
  }

  /** The SDK's waits between attempts do not look at the signal, so their end is not waited for. */
  async function limited<T>(attempt: string, send: AwsCall<T>['send']): Promise<T> {
    const ending = new AbortController();
    const end = () => ending.abort();
    signal.addEventListener('abort', end, { once: true });
    try {
      return await inTime(send(ending.signal), limits.callMs, clock, () => {
        end();
        throw new UpstreamError(`${attempt}: AWS did not answer in time`, 'timeout');
      });
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  function remember(error: UpstreamError, action: Action): void {
    const concerns = concernedBy(error, action);
    if (!concerns || signal.aborted) return;
    failures = [...failures, { error, concerns, at: clock.now() }];
    for (const each of waiting)
      if (each.ticket.lane !== 'urgent' && concerns(each.action)) each.turnAway(error);
  }
}

/** Which calls would fail in the same way; undefined where that cannot be said. */
function concernedBy({ kind, permission }: UpstreamError, failed: Action): Met['concerns'] | undefined {
  if (kind === 'credentials' || permission === 'sts:AssumeRole') return () => true;
  // Describe calls of Elastic Load Balancing are allowed for all resources or for none:
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
  const forAll = kind === 'denied' && failed.startsWith('elasticloadbalancing:');
  return forAll || kind === 'unsupported' ? (action) => action === failed : undefined;
}

/** The same failure for a call that was not even made. A role that cannot be assumed is named by the error itself. */
function failedToo(error: UpstreamError, attempt: string, action: Action): UpstreamError {
  return error.permission === 'sts:AssumeRole' ? error : upstreamError(error.cause, attempt, action);
}

function stopping(attempt: string): UpstreamError {
  return new UpstreamError(`${attempt}: the bot is stopping`, 'unreachable');
}
