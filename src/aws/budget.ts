import pThrottle from 'p-throttle';
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
export function createBudget(rates: Limits['rates'], signal: AbortSignal): Budget {
  const queues = new Map<Bucket, (ticket: Ticket) => Promise<void>>();
  return {
    turn: (bucket, ticket) => {
      const queue = queues.get(bucket) ?? queueOf(rates[bucket], signal);
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

function queueOf({ calls, perMs }: Rate, signal: AbortSignal): (ticket: Ticket) => Promise<void> {
  const waiting: Waiting[] = [];
  // Whose turn it is gets decided when a turn comes, so that urgent calls overtake.
  const next = async () => takeNext(waiting)?.go();
  const turns = pThrottle({ limit: calls, interval: perMs, strict: true, signal })(next);
  signal.addEventListener('abort', () => {
    for (const { end } of waiting.splice(0)) end(signal.reason);
  });
  return (ticket) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      waiting.push({ ticket, go: resolve, end: reject });
      turns().catch(reject);
    });
}

function takeNext(waiting: Waiting[]): Waiting | undefined {
  const wanted = waiting.filter(({ ticket }) => !ticket.gone);
  const next = wanted.find(({ ticket }) => ticket.urgent) ?? wanted[0];
  waiting.splice(0, waiting.length, ...wanted.filter((each) => each !== next));
  return next;
}
