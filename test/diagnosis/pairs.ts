import { expect, it } from 'vitest';
import { diagnoses } from './given-trouble.ts';
import type { Scene } from './scene.ts';

/** Two worlds that differ in one fact, and what each must be called. */
export interface Pair {
  /** The fact in which they differ. */
  readonly fact: string;
  readonly one: () => Scene;
  readonly other: () => Scene;
  /** The mechanism unless given: what must be reversed may differ where what broke does not. */
  readonly by?: 'rootCause';
  /** Ids; `null` for none. */
  readonly are: readonly [string | null, string | null];
}

/** Tries pairs through the real adapters. A pair with one answer for both is a mistake of the test. */
export function tellsApart(pairs: readonly Pair[]): void {
  const ask = diagnoses();
  it.each(pairs.map((pair) => [pair.fact, pair] as const))(
    'are told apart by %s',
    async (_, { one, other, are, ...pair }) => {
      const by = pair.by ?? 'mechanism';
      expect(are[0]).not.toBe(are[1]);
      const found = [await ask(one()), await ask(other())].map(({ data }) => data[by]);
      expect(found).toEqual(are);
    },
  );
}
