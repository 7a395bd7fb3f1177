import type { Rate } from './limits.ts';

/** A token bucket like AWS's own. */
export interface Tokens {
  /** As many as there have to be for one to be taken that leaves half of the burst. */
  readonly overHalf: number;
  /** Until there are so many tokens, one unless given. A clock that was set back does not prolong it. */
  waitMs(nowMs: number, count?: number): number;
  take(nowMs: number): void;
}

/** Full at first: `calls` at once, refilled evenly within `perMs`. It is known by the moment at which it will be full again. */
export function createTokens({ calls, perMs }: Rate): Tokens {
  const refillMs = perMs / calls;
  let fullAtMs = 0;
  return {
    overHalf: Math.floor(calls / 2) + 1,
    waitMs: (nowMs, count = 1) => {
      fullAtMs = Math.min(fullAtMs, nowMs + perMs);
      return Math.max(0, Math.ceil(fullAtMs + count * refillMs - perMs - nowMs));
    },
    take: (nowMs) => {
      fullAtMs = Math.max(fullAtMs, nowMs) + refillMs;
    },
  };
}
