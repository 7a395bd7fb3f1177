import type { Clock } from '../clock.ts';
import { UpstreamError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { ACTIONS, type Action } from './actions.ts';
import type { Budget } from './budget.ts';
import { upstreamError } from './failures.ts';

/**
 * Makes one AWS call: within the budget, counted, logged, its failure put into words.
 * @param attempt completes "could not …"
 * @throws UpstreamError
 */
export type CallAws = <T>(action: Action, attempt: string, send: () => Promise<T>) => Promise<T>;

/** The one door to an environment's AWS. */
export function createCaller(deps: {
  readonly env: string;
  readonly budget: Budget;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'awsCall'>;
  readonly signal: AbortSignal;
}): CallAws {
  const { env, budget, clock, log, metrics, signal } = deps;
  const timed = async <T>(action: Action, attempt: string, send: () => Promise<T>): Promise<T> => {
    const beganMs = clock.now().getTime();
    const finish = (outcome: string) => {
      const tookMs = clock.now().getTime() - beganMs;
      metrics.awsCall(env, action, outcome, tookMs);
      log.debug({ env, action, outcome, tookMs }, 'aws asked');
    };
    try {
      const answer = await send();
      finish('ok');
      return answer;
    } catch (error) {
      const failure = upstreamError(error, attempt, action);
      finish(failure.kind);
      throw failure;
    }
  };
  return (action, attempt, send) =>
    budget
      .run(ACTIONS[action], () => timed(action, attempt, send))
      .catch((error: unknown) => {
        if (signal.aborted && !(error instanceof UpstreamError)) {
          throw new UpstreamError(`${attempt}: stopping`, 'unreachable', { cause: error });
        }
        throw error;
      });
}
