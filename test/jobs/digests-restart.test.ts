import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deps } from '../../src/deps.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { fakeEstate } from '../fakes.ts';
import { aSighting } from '../given.ts';
import { aSchedule } from '../given-digest.ts';
import { onEveryDatabase } from '../store/databases.ts';
import { aMorning, type Morning, post } from './given-digests.ts';
import { MINUTE, mortal, SECOND } from './given-night.ts';

const log = createLog('silent');
/** A service that cannot be read, so that the digest has a thread. */
const UNREAD = aSighting({ service: { kind: 'unknown', why: 'timeout', detail: 'ECS did not answer' } });

/** A process that works with a real database and can be killed before and after each of its steps. */
function onStore(
  store: Store,
): Pick<Morning, 'deps' | 'slack' | 'signal' | 'killAfter' | 'isDead' | 'revive' | 'pass'> {
  const morning = aMorning({ schedules: [], estate: fakeEstate([UNREAD]).estate });
  const deps: Deps = {
    ...morning.deps,
    digests: mortal(store.digests, morning.step),
    leases: mortal(store.leases, morning.step),
  };
  return { ...morning, deps };
}

describe('digests of a process that is killed', () => {
  onEveryDatabase((databases) => {
    let url: string;
    let store: Store;
    beforeEach(async () => {
      url = await databases.fresh();
      store = await openStore(url, { log });
    });
    afterEach(() => store.close());

    it('are posted once each by the next, wherever it ended', { timeout: 120_000 }, async () => {
      for (let steps = 0; ; steps += 1) {
        const id = `digest-${steps}`;
        const channel = `C${steps}`;
        await store.digests.save(aSchedule({ id, channel, version: 0 }));
        const process = onStore(store);
        await process.deps.watches.save(
          {
            channel,
            scope: { kind: 'names', env: 'prod-eu', cluster: 'prod', name: 'web' },
            createdBy: 'U1',
            createdAt: process.deps.clock.now(),
          },
          {},
        );
        process.killAfter(steps);
        await post(process).catch(() => undefined);
        const wasKilled = process.isDead();
        process.revive();
        for (let run = 0; run < 2; run += 1) {
          process.pass(MINUTE + SECOND);
          await post(process);
        }
        const kinds = process.slack.messages.map(({ under }) => (under ? 'reply' : 'root'));
        expect(kinds, `after ${steps} steps`).toEqual(['root', 'reply']);
        expect(await store.digests.snapshots(id, 9), `after ${steps} steps`).toHaveLength(1);
        await store.digests.remove(id);
        if (!wasKilled) {
          expect(steps).toBeGreaterThan(20);
          return;
        }
      }
    });

    it('are posted once, late or not, when a database that was locked at their time can be written again', async () => {
      if (databases.name !== 'SQLite') return;
      await store.digests.save(aSchedule({ version: 0 }));
      const process = onStore(store);
      const other = new Database(url.replace('file:', ''));
      other.exec('begin immediate');
      await expect(post(process)).rejects.toThrow(/^could not begin the digest/);
      other.exec('rollback');
      other.close();
      expect(process.slack.messages).toEqual([]);
      process.pass(10 * MINUTE);
      await post(process);
      await post(process);
      const roots = process.slack.messages.filter(({ under }) => !under);
      expect(roots.map(({ texts }) => texts[0])).toEqual([
        expect.stringMatching(/⏰ Late: due 4 Mar 03:00 UTC, posted 4 Mar 03:10 UTC/),
      ]);
    });

    it('are posted once by several processes at the same moment', async () => {
      // On SQLite a second connection of this process would wait for the first, and hold it up by that.
      if (databases.name === 'SQLite') return;
      const others = await Promise.all([1, 2].map(() => openStore(url, { log })));
      await store.digests.save(aSchedule({ version: 0 }));
      const first = onStore(store);
      const all = [store, ...others, store].map(({ digests, leases }) => ({
        deps: { ...first.deps, digests, leases },
        signal: first.signal,
      }));
      await Promise.all(all.map(post));
      await Promise.all(all.map(post));
      await Promise.all(others.map((each) => each.close()));
      expect(first.slack.messages.filter(({ under }) => !under)).toHaveLength(1);
    });
  });
});
