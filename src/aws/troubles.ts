import type { Clock } from '../clock.ts';
import type { UpstreamError, UpstreamKind } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Action } from './actions.ts';
import { traceOf } from './failures.ts';

/** One environment's failing actions, told in the log when they begin and when they end. */
export interface Troubles {
  failed(action: Action, error: UpstreamError): void;
  answered(action: Action): void;
}

interface Trouble {
  readonly kind: UpstreamKind;
  readonly since: Date;
  lastAt: Date;
}

/**
 * An answer ends a trouble only when it has not been met for so long: where one cluster is denied and the next is
 * not, every question would else begin and end one.
 */
const OVER_MS = 60_000;

/** One `warn` for each action and kind that begins to fail, one `info` when that is over. */
export function createTroubles(env: string, { clock, log }: { clock: Clock; log: Log }): Troubles {
  const troubles = new Map<Action, Trouble[]>();
  return {
    failed(action, error) {
      // That something does not exist is an answer too.
      if (error.kind === 'not-found') return;
      const now = clock.now();
      const all = troubles.get(action) ?? [];
      const known = all.find(({ kind }) => kind === error.kind);
      if (known) {
        known.lastAt = now;
        return;
      }
      troubles.set(action, [...all, { kind: error.kind, since: now, lastAt: now }]);
      log.warn(
        { env, action, kind: error.kind, reason: error.message, ...traceOf(error) },
        'aws began to fail',
      );
    },
    answered(action) {
      const all = troubles.get(action);
      if (!all) return;
      const now = clock.now().getTime();
      const over = all.filter(({ lastAt }) => now - lastAt.getTime() >= OVER_MS);
      for (const { kind, since } of over) {
        log.info({ env, action, kind, lastedMs: now - since.getTime() }, 'aws answers again');
      }
      const left = all.filter((each) => !over.includes(each));
      if (left.length > 0) troubles.set(action, left);
      else troubles.delete(action);
    },
  };
}
