import type { WebClient } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import type { UpstreamError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { type Failure, failureOf, upstreamOf } from './failures.ts';

/** One Web API call, described before it is made. */
export interface Call<T> {
  /** Slack's name of the method; 429 counts per method. */
  readonly method: string;
  /** What is being attempted, for "could not …". */
  readonly attempt: string;
  /** Whether doing it twice does no harm, so that it may be tried again when the outcome is not known. */
  readonly repeatable: boolean;
  run(client: WebClient): Promise<T>;
}

/**
 * What came of trying once. `later`: no harm was done, and it is worth trying again after `waitMs`; `throttled`
 * where it is Slack that asks for the pause.
 */
export type Attempt<T> =
  | { readonly kind: 'done'; readonly value: T }
  | {
      readonly kind: 'later';
      readonly waitMs: number;
      readonly throttled: boolean;
      readonly error: UpstreamError;
    }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly error: UpstreamError };

/** The calls of one Web API client. A method that Slack has throttled waits; the others go on. */
export interface Calls {
  /** Milliseconds until Slack will take this method again; 0 for now. */
  waitOf(method: string): number;
  /** Tries once. `tries` counts from 0 and lengthens the wait of the next. */
  once<T>(call: Call<T>, tries: number): Promise<Attempt<T>>;
  /** Tries as long as it is worth it and `patienceMs` is not over; then throws UpstreamError. */
  make<T>(call: Call<T>, patienceMs: number): Promise<T>;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** Repeats what may be repeated and obeys Retry-After per method. Aborting the signal ends all waiting. */
export function createCalls(
  client: WebClient,
  { clock, log, metrics, signal }: { clock: Clock; log: Log; metrics: Metrics; signal: AbortSignal },
): Calls {
  const opensAt = new Map<string, number>();
  const now = () => clock.now().getTime();

  function waitOf(method: string): number {
    return Math.max(0, (opensAt.get(method) ?? 0) - now());
  }

  async function once<T>(call: Call<T>, tries: number): Promise<Attempt<T>> {
    try {
      const value = await call.run(client);
      metrics.slackCall(call.method, 'ok');
      return { kind: 'done', value };
    } catch (cause) {
      const failure = failureOf(cause);
      metrics.slackCall(call.method, failure.word);
      if (failure.kind === 'throttled') opensAt.set(call.method, now() + failure.retryAfterMs);
      return judge(call, failure, cause, tries);
    }
  }

  function judge<T>(call: Call<T>, failure: Failure, cause: unknown, tries: number): Attempt<T> {
    const error = upstreamOf(call.attempt, failure, cause, call.repeatable);
    const backOffMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
    switch (failure.kind) {
      case 'throttled':
        return { kind: 'later', waitMs: failure.retryAfterMs, throttled: true, error };
      case 'not-done':
        return { kind: 'later', waitMs: backOffMs, throttled: false, error };
      case 'uncertain':
        return call.repeatable
          ? { kind: 'later', waitMs: backOffMs, throttled: false, error }
          : { kind: 'failed', failure, error };
      case 'refused':
        return { kind: 'failed', failure, error };
    }
  }

  async function make<T>(call: Call<T>, patienceMs: number): Promise<T> {
    const endsAt = now() + patienceMs;
    for (let tries = 0; ; tries += 1) {
      const closedMs = waitOf(call.method);
      if (closedMs > 0) {
        if (now() + closedMs > endsAt) throw upstreamOf(call.attempt, throttledFor(closedMs), undefined);
        await clock.sleep(closedMs, signal);
      }
      const attempt = await once(call, tries);
      if (attempt.kind === 'done') return attempt.value;
      if (attempt.kind === 'failed') throw attempt.error;
      if (signal.aborted || now() + attempt.waitMs > endsAt) throw attempt.error;
      log.debug({ method: call.method, waitMs: attempt.waitMs }, 'slack call postponed');
      await clock.sleep(attempt.waitMs, signal);
    }
  }

  return { waitOf, once, make };
}

function throttledFor(retryAfterMs: number): Failure {
  return { kind: 'throttled', word: 'ratelimited', retryAfterMs };
}
