import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { fakeDigests } from '../fake-digests.ts';
import { NOW } from '../given.ts';
import { aRun, aSchedule, aSnapshot, DAY_MS } from '../given-digest.ts';
import { onEveryDatabase } from './databases.ts';
import { digestPromises } from './digest-promises.ts';

const log = createLog('silent');
const BEGINNING = { dueAt: NOW, missed: undefined, nextAt: new Date(NOW.getTime() + DAY_MS) } as const;

describe('digests', () => {
  describe('in memory', () => digestPromises(() => fakeDigests()));

  onEveryDatabase((databases) => {
    let url: string;
    let store: Store;
    beforeEach(async () => {
      url = await databases.fresh();
      store = await openStore(url, { log });
    });
    afterEach(() => store.close());

    digestPromises(() => store.digests);

    it('survive a restart', async () => {
      await store.digests.save(aSchedule({ version: 0 }));
      await store.digests.begin(aSchedule(), BEGINNING, '');
      await store.close();
      store = await openStore(url, { log });
      expect(await store.digests.owed(NOW)).toEqual([aRun()]);
    });

    it('are begun by one of several processes', async () => {
      // On SQLite a second connection of this process would wait for the first, and hold it up by that.
      if (databases.name === 'SQLite') return;
      const others = await Promise.all([1, 2, 3].map(() => openStore(url, { log })));
      await store.digests.save(aSchedule({ version: 0 }));
      const all = [store, ...others, store, ...others];
      const outcomes = await Promise.all(all.map(({ digests }) => digests.begin(aSchedule(), BEGINNING, '')));
      expect(outcomes.filter((outcome) => outcome === 'begun')).toHaveLength(1);
      await Promise.all(others.map((each) => each.close()));
      expect(await store.digests.owed(NOW)).toHaveLength(1);
    });

    it.each([
      ['an id that is none', { id: 'i'.repeat(65) }],
      ['a NUL in its zone', { times: { cron: '0 9 * * *', zone: 'UTC\0' } }],
      ['a time that is none', { nextAt: new Date(Number.NaN) }],
    ])('with %s are refused', async (_, wrong) => {
      const saving = store.digests.save(aSchedule({ version: 0, ...wrong }));
      await expect(saving).rejects.toThrow(/^could not save the digest: /);
      expect(await store.digests.list('C1')).toEqual([]);
    });

    it('keep snapshots of large trackers whole', async () => {
      await store.digests.save(aSchedule({ version: 0 }));
      await store.digests.begin(aSchedule(), BEGINNING, '');
      const done = Array.from({ length: 5000 }, (_, at) => `task:step ${at} ${'of many words '.repeat(9)}`);
      const operation = {
        ...{ id: 'op-1', name: 'Big', claimed: 9, verified: undefined, phases: [], contradictions: [] },
        ...{
          criteria: { done: 0, all: 0 },
          tasks: { done: 0, all: 0 },
          entries: { open: [], done, dropped: [] },
        },
      };
      await store.digests.saveRun(aRun({ state: 'posted', snapshot: aSnapshot({ operation }) }));
      const [kept] = await store.digests.snapshots('digest-1', 1);
      expect(kept?.operation?.entries.done).toEqual(done);
    });
  });
});
