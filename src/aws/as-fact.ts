import type { Clock } from '../clock.ts';
import { type Fact, type Known, unknownOf } from '../deployment/fact.ts';

/** A read as a fact; rejects for bugs alone. */
export async function asFact<T>(read: Promise<Known<T>>): Promise<Fact<T>> {
  try {
    return await read;
  } catch (error) {
    return unknownOf(error);
  }
}

/** The reads of many keys as facts, by key; a key without a read is left out. */
export function factsOf<T>(
  keys: readonly string[],
  readOf: (key: string) => Promise<Known<T>> | undefined,
): ReadonlyMap<string, Promise<Fact<T>>> {
  return new Map(
    keys.flatMap((key) => {
      const read = readOf(key);
      return read ? [[key, asFact(read)] as const] : [];
    }),
  );
}

/** One fact from many: as old as the oldest, unknown as soon as one is. */
export function allOf<T>(facts: readonly Fact<T>[], source: string, clock: Clock): Fact<readonly T[]> {
  const values: T[] = [];
  let readAt = clock.now();
  for (const fact of facts) {
    if (fact.kind === 'unknown') return fact;
    values.push(fact.value);
    if (fact.readAt < readAt) readAt = fact.readAt;
  }
  return { kind: 'known', value: values, readAt, source };
}
