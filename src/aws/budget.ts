import type { Clock } from '../clock.ts';
import type { Bucket } from './actions.ts';
import type { Limits, Rate } from './limits.ts';

/** A place in the queue for a call. Both may change while it waits. */
export interface Ticket {
  /** Somebody waits for the answer: it goes before those that only fill in later. */
  urgent: boolean;
  /** Nobody wants it any more: it is passed over. */
  gone: boolean;
}

/** Holds calls back until the rates allow them: urgent ones first, else in the order they came. */
export interface Budget {
  /** Resolves when it is the ticket's turn. Rejects with the signal's reason once that is aborted. */
  turn(bucket: Bucket, ticket: Ticket): Promise<void>;
}

/** The budget of one account and Region, good until the signal is aborted. */
export function createBudget(rates: Limits['rates'], clock: Clock, signal: AbortSignal): Budget {
  const queues = new Map<Bucket, (ticket: Ticket) => Promise<void>>();
  return {
    turn: (bucket, ticket) => {
      const queue = queues.get(bucket) ?? queueOf(rates[bucket], clock, signal);
      queues.set(bucket, queue);
      return queue(ticket);
    },
  };
}

interface Waiting {
  readonly ticket: Ticket;
  readonly go: () => void;
  readonly end: (reason: unknown) => void;
}

function queueOf(rate: Rate, clock: Clock, signal: AbortSignal): (ticket: Ticket) => Promise<void> {
  const waiting: Waiting[] = [];
  const bucket = bucketOf(rate);
  let isServing = false;
  signal.addEventListener('abort', () => {
    for (const { end } of waiting.splice(0)) end(signal.reason);
  });

  /** Whose turn it is gets decided when a turn comes, so that urgent calls overtake. */
  async function serve(): Promise<void> {
    isServing = true;
    while (waiting.length > 0) {
      const waitMs = bucket.waitMs(clock.now().getTime());
      if (waitMs > 0) {
        await clock.sleep(waitMs, signal);
        continue;
      }
      const next = takeNext(waiting);
      if (next) bucket.take(clock.now().getTime());
      next?.go();
    }
    isServing = false;
  }

  return (ticket) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      waiting.push({ ticket, go: resolve, end: reject });
      if (!isServing) void serve();
    });
}

/**
 * A token bucket like AWS's own: `calls` at once, refilled evenly within `perMs`. It is known by the moment at
 * which it will be full again.
 */
function bucketOf({ calls, perMs }: Rate) {
  const refillMs = perMs / calls;
  let fullAtMs = 0;
  return {
    /** Until there is a token. A clock that was set back does not prolong it. */
    waitMs: (nowMs: number): number => {
      fullAtMs = Math.min(fullAtMs, nowMs + perMs);
      return Math.max(0, Math.ceil(fullAtMs + refillMs - perMs - nowMs));
    },
    take: (nowMs: number): void => {
      fullAtMs = Math.max(fullAtMs, nowMs) + refillMs;
    },
  };
}

function takeNext(waiting: Waiting[]): Waiting | undefined {
  const wanted = waiting.filter(({ ticket }) => !ticket.gone);
  const next = wanted.find(({ ticket }) => ticket.urgent) ?? wanted[0];
  waiting.splice(0, waiting.length, ...wanted.filter((each) => each !== next));
  return next;
}
