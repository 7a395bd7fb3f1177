import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';

const REMEMBERED_MS = 10 * 60_000;
const REMEMBERED_AT_MOST = 20_000;

/** Tells new deliveries from repeated ones. */
export interface Deliveries {
  /**
   * True the first time only. A delivery has several ids (envelope, event, trigger); one that is known makes
   * it a repetition. Ids are remembered for ten minutes.
   */
  isNew(ids: readonly (string | undefined)[]): boolean;
}

/** Slack sends again what it believes to be lost; the same envelope may also come over two sockets. */
export function createDeliveries(clock: Clock): Deliveries {
  const seen = new LRUCache<string, true>({
    max: REMEMBERED_AT_MOST,
    ttl: REMEMBERED_MS,
    ttlResolution: 0,
    perf: { now: () => clock.now().getTime() },
  });
  return {
    isNew(ids) {
      const known = ids.flatMap((id) => id || []);
      const isNew = !known.some((id) => seen.has(id));
      for (const id of known) seen.set(id, true);
      return isNew;
    },
  };
}
