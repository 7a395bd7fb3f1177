import type { Clock } from '../clock.ts';
import { UpstreamError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Budget, Ticket } from './budget.ts';
import { upstreamErrorOf } from './failures.ts';

/** One call of an AWS API. */
export interface Call<T> {
  /** Its IAM action: `ecs:ListTasks`. */
  readonly action: string;
  /** What it is for, to follow "could not". */
  readonly attempt: string;
  /** Urgent unless given. */
  readonly ticket?: Ticket;
  /** Made even where the same failed a moment ago. */
  readonly insist?: boolean;
  readonly send: (abortSignal: AbortSignal) => Promise<T>;
}

/** The one door to AWS: waits for the budget, counts, logs, and turns every failure into an UpstreamError. */
export type Caller = <T>(call: Call<T>) => Promise<T>;

export interface CallerOptions {
  /** Alias of the environment. */
  readonly env: string;
  readonly budget: Budget;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'awsCall'>;
  readonly signal: AbortSignal;
}

/** How long a failure answers for the calls it would meet as well. */
const FAILURE_MS = 2000;

/**
 * A failure that more calls would meet (bad credentials, no connection, a refusal that does not depend on the
 * resource) is answered at once for two seconds, also to the calls that wait, so that a thousand of them do
 * not fail one by one.
 */
export function createCaller({ env, budget, clock, log, metrics, signal }: CallerOptions): Caller {
  const failures: { readonly concerns: RegExp; readonly cause: unknown; readonly at: Date }[] = [];
  const waiting = new Set<{ readonly action: string; readonly turnAway: (cause: unknown) => void }>();

  return async <T>(call: Call<T>): Promise<T> => {
    const { action, attempt, ticket = { urgent: true, gone: false } } = call;
    if (signal.aborted) throw stopped(attempt);
    const met = call.insist ? undefined : recentFailure(action);
    if (met) throw upstreamErrorOf(met.cause, attempt, action);
    return new Promise<T>((resolve, reject) => {
      const turnAway = (cause: unknown): void => {
        ticket.gone = true;
        reject(upstreamErrorOf(cause, attempt, action));
      };
      const place = { action, turnAway };
      waiting.add(place);
      const made = budget.run(action, ticket, () => {
        waiting.delete(place);
        return made1(call);
      });
      made.then(resolve, (error: unknown) => reject(signal.aborted ? stopped(attempt) : error));
    }).finally(() => {});
  };

  async function made1<T>({ action, attempt, send }: Call<T>): Promise<T> {
    const beganAt = clock.now().getTime();
    const done = (outcome: string): void => {
      const durationMs = clock.now().getTime() - beganAt;
      metrics.awsCall(env, action, outcome, durationMs);
      log.debug({ env, action, outcome, durationMs }, 'aws called');
    };
    try {
      const answer = await send(signal);
      done('ok');
      return answer;
    } catch (cause) {
      const error = upstreamErrorOf(cause, attempt, action);
      done(error.kind);
      remember(error, action);
      throw error;
    }
  }

  function recentFailure(action: string) {
    const now = clock.now().getTime();
    const young = failures.filter(({ at }) => now - at.getTime() < FAILURE_MS);
    failures.splice(0, failures.length, ...young);
    return young.find(({ concerns }) => concerns.test(action));
  }

  function remember({ kind, cause }: UpstreamError, action: string): void {
    const concerns = concernedBy(kind, action);
    if (!concerns || signal.aborted) return;
    failures.push({ concerns, cause, at: clock.now() });
    for (const place of waiting) {
      if (!concerns.test(place.action)) continue;
      waiting.delete(place);
      place.turnAway(cause);
    }
  }
}

/** The actions that fail in the same way. */
function concernedBy(kind: UpstreamError['kind'], action: string): RegExp | undefined {
  if (kind === 'credentials') return /^/;
  if (kind === 'unreachable') return new RegExp(`^${action.replace(/:.*/, ':')}`);
  // Describe calls of Elastic Load Balancing are allowed for all resources or for none:
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
  if (kind === 'denied' && action.startsWith('elasticloadbalancing:')) return new RegExp(`^${action}$`);
  return undefined;
}

function stopped(attempt: string): UpstreamError {
  return new UpstreamError(`${attempt}: the bot is stopping`, 'unreachable');
}
