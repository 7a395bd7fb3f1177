import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { Ticket } from './budget.ts';

/** What was read, and when. */
export interface Reading<T> {
  readonly value: T;
  readonly readAt: Date;
}

/** For what never changes once it exists. */
export const FOR_EVER = Number.POSITIVE_INFINITY;

/**
 * What was read lately, by name. Whoever asks says how old an answer may be; a read that is under way answers
 * all who ask meanwhile. Failures are not kept: the next one to ask tries again.
 */
export interface Memory<V> {
  /** What is remembered and at most that old. 0 accepts nothing. */
  recall(key: string, maxAgeMs: number): Reading<V> | undefined;
  /** What is remembered, or being read, or is read now. Joining urgently hurries the read that is under way. */
  read(
    key: string,
    maxAgeMs: number,
    load: (ticket: Ticket) => Promise<V>,
    urgent?: boolean,
  ): Promise<Reading<V>>;
  /** The same for many, read together in batches: `load` is given at most `size` keys and answers each. */
  readMany(
    keys: readonly string[],
    maxAgeMs: number,
    batch: { readonly size: number; load(keys: readonly string[]): Promise<ReadonlyMap<string, V>> },
  ): ReadonlyMap<string, Promise<Reading<V>>>;
  /** Whether an answer is remembered or under way. */
  has(key: string, maxAgeMs: number): boolean;
}

/** @param max entries that are kept; beyond that the one not asked for longest goes. */
export function createMemory<V extends {}>(clock: Pick<Clock, 'now'>, max: number): Memory<V> {
  const kept = new LRUCache<string, Reading<V>>({ max });
  const underWay = new Map<string, { readonly reading: Promise<Reading<V>>; readonly ticket: Ticket }>();

  function recall(key: string, maxAgeMs: number): Reading<V> | undefined {
    const reading = maxAgeMs > 0 ? kept.get(key) : undefined;
    if (!reading) return undefined;
    const ageMs = clock.now().getTime() - reading.readAt.getTime();
    // A clock that was set back must not make old answers young.
    return maxAgeMs === FOR_EVER || (ageMs >= 0 && ageMs <= maxAgeMs) ? reading : undefined;
  }

  function keep(key: string, ticket: Ticket, loading: Promise<V>): Promise<Reading<V>> {
    const reading = loading
      .then((value) => {
        const read = { value, readAt: clock.now() };
        kept.set(key, read);
        return read;
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, { reading, ticket });
    return reading;
  }

  function joined(key: string, maxAgeMs: number, urgent: boolean): Promise<Reading<V>> | undefined {
    const remembered = recall(key, maxAgeMs);
    if (remembered) return Promise.resolve(remembered);
    const other = underWay.get(key);
    if (other && urgent) other.ticket.urgent = true;
    return other?.reading;
  }

  return {
    recall,
    has: (key, maxAgeMs) => recall(key, maxAgeMs) !== undefined || underWay.has(key),
    read: (key, maxAgeMs, load, urgent = true) => {
      const ticket = { urgent, gone: false };
      return joined(key, maxAgeMs, urgent) ?? keep(key, ticket, load(ticket));
    },
    readMany: (keys, maxAgeMs, { size, load }) => {
      const readings = new Map<string, Promise<Reading<V>>>();
      const missing: string[] = [];
      for (const key of new Set(keys)) {
        const reading = joined(key, maxAgeMs, true);
        if (reading) readings.set(key, reading);
        else missing.push(key);
      }
      for (let at = 0; at < missing.length; at += size) {
        const part = missing.slice(at, at + size);
        const answers = load(part);
        for (const key of part)
          readings.set(key, keep(key, { urgent: true, gone: false }, answers.then(answerFor(key))));
      }
      return readings;
    },
  };
}

function answerFor<V>(key: string): (answers: ReadonlyMap<string, V>) => V {
  return (answers) => {
    const answer = answers.get(key);
    if (answer === undefined) throw new Error(`a batch left ${key} unanswered`);
    return answer;
  };
}
