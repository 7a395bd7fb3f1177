import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { Known } from '../deployment/fact.ts';

/** A failure answers for this long as well, so that a broken source is not asked again by every question. */
const FAILURE_MS = 5000;

type Remembered<T> = Known<T> | { readonly kind: 'failed'; readonly error: unknown; readonly readAt: Date };

/** What was read, by key, for as long as somebody is content with its age. Equal reads in flight are one read. */
export interface Memory<T> {
  /** What is remembered and not too old. Never asks. */
  recall(key: string, maxAgeMs: number): Known<T> | undefined;
  /** @throws what `fetch` threw, now or within the last five seconds */
  read(key: string, maxAgeMs: number, fetch: () => Promise<T>): Promise<Known<T>>;
  /** The same for many keys, those not remembered being fetched `batch` at a time. A key that `fetch` leaves out is `absent`. */
  readMany(keys: readonly string[], maxAgeMs: number, many: Many<T>): ReadonlyMap<string, Promise<Known<T>>>;
}

/** How many keys are read with one call. */
export interface Many<T> {
  readonly batch: number;
  fetch(keys: readonly string[]): Promise<ReadonlyMap<string, T>>;
  /** The error for a key that was asked for and not answered. */
  absent(key: string): Error;
}

/**
 * @param source the API that everything in it comes from
 * @param most how many entries are kept; the least used go first
 */
export function createMemory<T>(source: string, most: number, clock: Clock): Memory<T> {
  const kept = new LRUCache<string, Remembered<T>>({ max: most });
  const flying = new Map<string, Promise<Known<T>>>();

  const fresh = (key: string, maxAgeMs: number): Remembered<T> | undefined => {
    const found = kept.get(key);
    if (!found) return undefined;
    const limitMs = found.kind === 'failed' ? Math.min(maxAgeMs, FAILURE_MS) : maxAgeMs;
    return clock.now().getTime() - found.readAt.getTime() <= limitMs && maxAgeMs > 0 ? found : undefined;
  };

  const fly = (key: string, fetch: () => Promise<T>): Promise<Known<T>> => {
    const flight = fetch()
      .then((value): Known<T> => {
        const known: Known<T> = { kind: 'known', value, readAt: clock.now(), source };
        kept.set(key, known);
        return known;
      })
      .catch((error: unknown) => {
        kept.set(key, { kind: 'failed', error, readAt: clock.now() });
        throw error;
      })
      .finally(() => flying.delete(key));
    flying.set(key, flight);
    return flight;
  };

  const waiting = (key: string, maxAgeMs: number): Promise<Known<T>> | undefined => {
    const found = fresh(key, maxAgeMs);
    if (found) return found.kind === 'known' ? Promise.resolve(found) : Promise.reject(found.error);
    return flying.get(key);
  };

  return {
    recall: (key, maxAgeMs) => {
      const found = fresh(key, maxAgeMs);
      return found?.kind === 'known' ? found : undefined;
    },
    read: (key, maxAgeMs, fetch) => waiting(key, maxAgeMs) ?? fly(key, fetch),
    readMany: (keys, maxAgeMs, { batch, fetch, absent }) => {
      const reads = new Map<string, Promise<Known<T>>>();
      const missing = keys.filter((key) => {
        const known = waiting(key, maxAgeMs);
        if (known) reads.set(key, known);
        return known === undefined;
      });
      for (const part of chunks(missing, batch)) {
        const answer = fetch(part);
        for (const key of part) {
          const read = fly(key, async () => {
            const value = (await answer).get(key);
            if (value === undefined) throw absent(key);
            return value;
          });
          reads.set(key, read);
        }
      }
      return reads;
    },
  };
}

/** Cuts a list into parts of at most `size`. */
export function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  );
}
