import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';

/**
 * Remembers answers for `ttlMs`, at most `max` of them, and asks once for what is asked twice at a time.
 * Failures are not remembered.
 */
export function createSharedAnswers<T extends object>(options: {
  readonly clock: Clock;
  readonly ttlMs: number;
  readonly max: number;
  ask(key: string): Promise<T>;
}): (key: string) => Promise<T> {
  const { clock, ttlMs, max, ask } = options;
  const answers = new LRUCache<string, Promise<T>>({
    max,
    ttl: ttlMs,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
  });
  return (key) => {
    const known = answers.get(key);
    if (known) return known;
    const asked = ask(key).catch((error: unknown) => {
      if (answers.peek(key) === asked) answers.delete(key);
      throw error;
    });
    answers.set(key, asked);
    return asked;
  };
}
