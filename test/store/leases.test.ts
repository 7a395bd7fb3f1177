import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { NOW } from '../given.ts';
import { onEveryDatabase } from './databases.ts';

const log = createLog('silent');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe('leases', () => {
  onEveryDatabase((databases) => {
    let url: string;
    let store: Store;
    beforeEach(async () => {
      url = await databases.fresh();
      store = await openStore(url, { log });
    });
    afterEach(() => store.close());

    /** Asks for half a minute. */
    const take = (id: string, seconds: number, name = 'night-watch') =>
      store.leases.take(name, { id, until: later(seconds + 30) }, later(seconds));

    it('are held by one worker, which prolongs its own', async () => {
      expect(await take('a', 0)).toBe(true);
      expect(await take('b', 1)).toBe(false);
      expect(await take('a', 20)).toBe(true);
      expect(await take('b', 31)).toBe(false);
    });

    it('of another name are others', async () => {
      await take('a', 0);
      expect(await take('b', 0, 'deliver')).toBe(true);
    });

    it('of a dead worker are over when they end', async () => {
      await take('a', 0);
      expect(await take('b', 29.999)).toBe(false);
      expect(await take('b', 30)).toBe(true);
      expect(await take('a', 30)).toBe(false);
    });

    it('are free once their holder lets go, and only then', async () => {
      await take('a', 0);
      await store.leases.free('night-watch', 'b');
      await store.leases.free('deliver', 'a');
      expect(await take('b', 1)).toBe(false);
      await store.leases.free('night-watch', 'a');
      expect(await take('b', 1)).toBe(true);
      await store.leases.free('night-watch', 'a');
      expect(await take('a', 2)).toBe(false);
    });

    it('stay with a living holder whose clock is set back, and are not lost to one that is five minutes behind', async () => {
      await take('a', 0);
      expect(await take('b', -300)).toBe(false);
      expect(await take('a', -3600)).toBe(true);
      expect(await take('b', -3599)).toBe(false);
    });

    it('of a dead worker are not locked for ever when the clock is set back', async () => {
      await take('a', 86_400);
      expect(await take('b', 0)).toBe(true);
      await take('b', 500);
      // A short step back is waited for: at most so long as the lease reaches.
      expect(await take('c', 0)).toBe(false);
      expect(await take('c', 530)).toBe(true);
    });

    it('that many ask for at once go to one', async () => {
      const stores = await Promise.all([1, 2, 3].map(() => openStore(url, { log })));
      for (let round = 0; round < 10; round += 1) {
        const asked = [store, ...stores].flatMap((each, nth) =>
          [0, 1, 2].map((turn) =>
            each.leases.take(
              'deliver',
              { id: `w${nth}-${turn}`, until: later(round * 60 + 30) },
              later(round * 60),
            ),
          ),
        );
        expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(1);
      }
      for (const each of stores) await each.close();
    });

    it('with a name that had to be changed are refused', async () => {
      await expect(take('a'.repeat(65), 0)).rejects.toThrow(/^could not take the lease: /);
      await expect(take('a', 0, 'n'.repeat(256))).rejects.toThrow(/^could not take the lease: /);
    });
  });
});
