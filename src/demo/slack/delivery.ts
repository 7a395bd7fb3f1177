import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { Clock } from '../../clock.ts';
import type { Faults } from './faults.ts';
import type { Json } from './json.ts';

/**
 * Slack waits this long for the app to acknowledge.
 * @see https://docs.slack.dev/interactivity/implementing-slash-commands#responding_to_commands
 */
const ACK_WITHIN_MS = 3000;
/**
 * Waits before the three retries of an unacknowledged event: at once, a minute, five minutes.
 * @see https://docs.slack.dev/apis/events-api/#errors
 */
const RETRY_AFTER_MS = [0, 60_000, 300_000];

/** One thing Slack tells the app. */
export interface Delivery {
  readonly type: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Json;
  /** Whether the acknowledgement may carry an answer. */
  readonly acceptsAnswer: boolean;
  readonly retry?: { readonly attempt: number; readonly reason: string };
}

/** What became of it. The body is what the app put into its acknowledgement, if anything. */
export type Receipt =
  | { readonly kind: 'acked'; readonly body: unknown }
  | {
      readonly kind: 'failed';
      /** The word people see: "/snail failed with the error …". */
      readonly error: 'operation_timeout' | 'dispatch_failed';
      /** The word of the Events API. */
      readonly reason: 'timeout' | 'connection_failed' | 'http_error';
    };

/** A way to the app: Socket Mode or signed HTTP. */
export interface Carrier {
  /**
   * Resolves with the receipt, at the latest when `signal` is aborted (as a time-out). `id` is the envelope's;
   * a second delivery of the same envelope has the same.
   */
  carry(id: string, delivery: Delivery, signal: AbortSignal): Promise<Receipt>;
}

/** Delivers to the app by whatever carrier is in use, with Slack's time limits and retries. */
export interface Courier {
  /** Once, within three seconds. Never rejects. */
  deliver(delivery: Delivery): Promise<Receipt>;
  /** An event: retried up to three times in the background; resolves with the first receipt. */
  deliverEvent(delivery: Delivery): Promise<Receipt>;
  stop(): void;
}

export function createCourier(options: {
  readonly clock: Clock;
  readonly faults: Faults;
  /** Asked anew for every delivery, so that the mode can be changed while running. */
  readonly carrier: () => Carrier;
}): Courier {
  const { clock, faults, carrier } = options;
  const stopped = new AbortController();
  // Every event that waits for a retry waits on it, too.
  setMaxListeners(0, stopped.signal);

  async function deliver(delivery: Delivery): Promise<Receipt> {
    const fault = faults.take('delivery');
    const id = randomUUID();
    if (fault?.kind === 'delay') await clock.sleep(fault.ms, stopped.signal);
    const receipt = await deliverOnce(id, delivery);
    if (fault?.kind === 'duplicate') await deliverOnce(id, delivery);
    return fault?.kind === 'lost-ack' ? TIMED_OUT : receipt;
  }

  async function deliverOnce(id: string, delivery: Delivery): Promise<Receipt> {
    const late = new AbortController();
    const answered = new AbortController();
    const limit = clock
      .sleep(ACK_WITHIN_MS, AbortSignal.any([answered.signal, stopped.signal]))
      .then(() => late.abort());
    try {
      return await carrier().carry(id, delivery, late.signal);
    } finally {
      answered.abort();
      await limit;
    }
  }

  async function retry(delivery: Delivery, failed: Receipt): Promise<void> {
    let last = failed;
    for (const [index, waitMs] of RETRY_AFTER_MS.entries()) {
      if (last.kind === 'acked' || stopped.signal.aborted) return;
      await clock.sleep(waitMs, stopped.signal);
      if (stopped.signal.aborted) return;
      last = await deliver({ ...delivery, retry: { attempt: index + 1, reason: last.reason } });
    }
  }

  return {
    deliver,
    async deliverEvent(delivery) {
      const receipt = await deliver(delivery);
      void retry(delivery, receipt);
      return receipt;
    },
    stop: () => stopped.abort(),
  };
}

/** The app did not acknowledge in time. */
export const TIMED_OUT: Receipt = { kind: 'failed', error: 'operation_timeout', reason: 'timeout' };
/** The app could not be reached. */
export const UNREACHABLE: Receipt = { kind: 'failed', error: 'dispatch_failed', reason: 'connection_failed' };
/** The app answered with something other than 2xx. */
export const HTTP_ERROR: Receipt = { kind: 'failed', error: 'dispatch_failed', reason: 'http_error' };
