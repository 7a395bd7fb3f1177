import type { Clock } from '../../clock.ts';
import { Refusal } from './refusal.ts';

/** One message a second and channel. @see https://docs.slack.dev/apis/web-api/rate-limits#posting-messages */
const BETWEEN_POSTS_MS = 1000;

/** Slack's limit on posting, enforced only while switched on. */
export interface Rates {
  enforce(on: boolean): void;
  /** Notes a post; refused as `ratelimited`, with the seconds to wait, when the last one is too fresh. */
  post(channel: string): void;
}

export function createRates(clock: Clock, on: boolean): Rates {
  const lastAtMs = new Map<string, number>();
  let enforced = on;
  return {
    enforce(wanted) {
      enforced = wanted;
    },
    post(channel) {
      const nowMs = clock.now().getTime();
      const waitMs = (lastAtMs.get(channel) ?? -BETWEEN_POSTS_MS) + BETWEEN_POSTS_MS - nowMs;
      if (enforced && waitMs > 0) throw new Refusal('ratelimited', { retry_after: Math.ceil(waitMs / 1000) });
      lastAtMs.set(channel, nowMs);
    },
  };
}
