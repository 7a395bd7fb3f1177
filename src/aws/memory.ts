import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { Known } from '../deployment/fact.ts';
import { type Lane, raise, type Ticket } from './budget.ts';

/** A failure answers for this long as well, so that a broken source is not asked again by every question; unless told otherwise. */
const FAILURE_MS = 5000;

/** What was read, by key, for as long as somebody is content with its age. Equal reads in flight are one read. */
export interface Memory<T> {
  /** What is remembered and not too old. Never asks. 0 is content with nothing. */
  recall(key: string, maxAgeMs: number): Known<T> | undefined;
  /** The same, or the error that the last read failed with where that is not too old. */
  recallLast(key: string, maxAgeMs: number): Known<T> | Failed | undefined;
  /** Remembers what came with the answer to another question. */
  keep(key: string, value: T): void;
  /**
   * What is remembered, or being read, or is read now. An urgent question hurries a read that waits its turn.
   * @throws what `fetch` threw, now or within the last few seconds
   */
  read(key: string, want: Want, fetch: (ticket: Ticket) => Promise<T>): Promise<Known<T>>;
  /** The same for many keys, those not remembered being fetched `batch` at a time. A key that `fetch` leaves out is `absent`. */
  readMany(keys: readonly string[], want: Want, many: Many<T>): ReadonlyMap<string, Promise<Known<T>>>;
}

/** How old an answer may be, and who wants it: somebody who waits unless told otherwise. */
export interface Want {
  readonly maxAgeMs: number;
  readonly lane?: Lane;
}

/** How many keys are read with one call. */
export interface Many<T> {
  readonly batch: number;
  fetch(keys: readonly string[], ticket: Ticket): Promise<ReadonlyMap<string, T>>;
  /** The error for a key that was asked for and not answered. */
  absent(key: string): Error;
}

/** A read that came to nothing. */
export interface Failed {
  readonly kind: 'failed';
  readonly error: unknown;
  readonly readAt: Date;
}

type Remembered<T> = Known<T> | Failed;

interface Flight<T> {
  readonly landing: Promise<Known<T>>;
  readonly ticket: Ticket;
}

/** What kind of thing a memory holds. */
export interface MemoryKind {
  /** The API that everything in it comes from. */
  readonly source: string;
  /** How many entries are kept; those not asked for longest go first. */
  readonly most: number;
  /** It never changes once it exists, so that its age does not matter. */
  readonly immutable?: boolean;
  /** How long a failure answers; five seconds unless given. */
  readonly failureMs?: number;
}

/** Makes an empty memory. */
export function createMemory<T>(kind: MemoryKind, clock: Clock): Memory<T> {
  const { source, most, immutable = false, failureMs = FAILURE_MS } = kind;
  const kept = new LRUCache<string, Remembered<T>>({ max: most });
  const flying = new Map<string, Flight<T>>();

  function fresh(key: string, maxAgeMs: number): Remembered<T> | undefined {
    const found = kept.get(key);
    if (!found) return undefined;
    if (found.kind === 'known' && immutable) return found;
    const ageMs = clock.now().getTime() - found.readAt.getTime();
    // A clock that was set back must not make old answers young.
    return maxAgeMs > 0 && ageMs >= 0 && ageMs <= maxAgeMs ? found : undefined;
  }

  function joined(key: string, { maxAgeMs, lane = 'urgent' }: Want): Promise<Known<T>> | undefined {
    const found = fresh(key, maxAgeMs);
    if (found?.kind === 'known') return Promise.resolve(found);
    if (found && fresh(key, Math.min(maxAgeMs, failureMs))) return Promise.reject(found.error);
    const flight = flying.get(key);
    if (flight) raise(flight.ticket, lane);
    return flight?.landing;
  }

  function keep(key: string, value: T): Known<T> {
    const known: Known<T> = { kind: 'known', value, readAt: clock.now(), source };
    kept.set(key, known);
    return known;
  }

  function fly(key: string, ticket: Ticket, fetching: Promise<T>): Promise<Known<T>> {
    const landing = fetching
      .then(
        (value) => keep(key, value),
        (error: unknown) => {
          kept.set(key, { kind: 'failed', error, readAt: clock.now() });
          throw error;
        },
      )
      .finally(() => flying.delete(key));
    flying.set(key, { landing, ticket });
    return landing;
  }

  return {
    recall: (key, maxAgeMs) => {
      const found = fresh(key, maxAgeMs);
      return found?.kind === 'known' ? found : undefined;
    },
    recallLast: fresh,
    keep,
    read: (key, want, fetch) => {
      const ticket = ticketOf(want);
      return joined(key, want) ?? fly(key, ticket, fetch(ticket));
    },
    readMany: (keys, want, { batch, fetch, absent }) => {
      const reads = new Map<string, Promise<Known<T>>>();
      const missing: string[] = [];
      for (const key of new Set(keys)) {
        const read = joined(key, want);
        if (read) reads.set(key, read);
        else missing.push(key);
      }
      for (const part of chunks(missing, batch)) {
        const ticket = ticketOf(want);
        const answers = fetch(part, ticket);
        for (const key of part) {
          const one = answers.then((found) => {
            const value = found.get(key);
            if (value === undefined) throw absent(key);
            return value;
          });
          reads.set(key, fly(key, ticket, one));
        }
      }
      return reads;
    },
  };
}

function ticketOf({ lane = 'urgent' }: Want): Ticket {
  return { lane };
}

/** Cuts a list into parts of at most `size`. */
export function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  );
}
