import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import type { Operations, Store } from '../../src/store/store.ts';
import { fakeOperations } from '../fake-store.ts';
import { minutesAgo, NOW } from '../given.ts';
import { onEveryDatabase, query } from './databases.ts';
import { aFullRecord, aRecord, aStep } from './given-records.ts';
import { operationPromises } from './operation-promises.ts';

const log = createLog('silent');
const ALICE = { id: 'U0456', name: 'Alice Moreau' };

/** Somebody saves an operation, and perhaps a channel begins to work at one. */
const ID = fc.constantFrom('a', 'b', 'c');
const STEP = fc.record({
  id: ID,
  name: fc.constantFrom('One', 'ONE', 'Two', 'three'),
  archived: fc.boolean(),
  behind: fc.constantFrom(0, 0, 0, 1),
  says: fc.string({ unit: 'binary', maxLength: 5 }),
  use: fc.option(ID),
  channel: fc.constantFrom('C1', 'C2'),
});

describe('operations', () => {
  describe('in memory', () => operationPromises(() => fakeOperations()));

  onEveryDatabase((databases) => {
    let url: string;
    let store: Store;
    beforeEach(async () => {
      url = await databases.fresh();
      store = await openStore(url, { log });
    });
    afterEach(() => store.close());

    operationPromises(() => store.operations);

    it('survive a restart', async () => {
      const record = aFullRecord({ source: '\ufeff\0\ud800\r\n' });
      await store.operations.save(record, aStep(1));
      await store.operations.use('C1', 'op-1', ALICE, NOW);
      await store.close();
      store = await openStore(url, { log });
      expect(await store.operations.ofChannel('C1')).toEqual({ ...record, version: 1 });
      expect(await store.operations.history('op-1', 9)).toEqual([aStep(1)]);
    });

    it.each([
      ['a name that is too long', { name: 'n'.repeat(256) }],
      ['a NUL in its name', { name: 'a\0b' }],
      ['an id that is none', { id: 'i'.repeat(65) }],
      ['a time that is none', { changedAt: new Date(Number.NaN) }],
    ])('with %s are refused, and others are not', async (_, wrong) => {
      const saving = store.operations.save(aRecord(wrong), aStep(1));
      await expect(saving).rejects.toThrow(/^could not save the operation: /);
      expect(await store.operations.save(aRecord(), aStep(1))).toBe('saved');
    });

    it('have the longest names there can be, in any letters', async () => {
      for (const [nth, letter] of ['n', '漢', 'ß', 'ΐ', 'ﬃ'].entries()) {
        const name = letter.repeat(255);
        expect(await store.operations.save(aRecord({ id: `op-${nth}`, name }), undefined)).toBe('saved');
        expect(await store.operations.named(name)).toMatchObject({ id: `op-${nth}` });
      }
    });

    it('of several processes let one win, and give a name to one', async () => {
      // On SQLite a second connection of this process would wait for the first, and hold it up by that.
      if (databases.name === 'SQLite') return;
      const others = await Promise.all([1, 2, 3].map(() => openStore(url, { log })));
      const all = [store, ...others, store, ...others].map(({ operations }) => operations);
      await store.operations.save(aRecord(), undefined);
      for (const version of [1, 2, 3]) {
        const outcomes = await Promise.all(
          all.map((each, nth) =>
            each.save(aRecord({ version, source: `${nth}` }), aStep(version, { what: `${nth}` })),
          ),
        );
        expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome === 'lost')).toHaveLength(all.length - 1);
      }
      const named = await Promise.all(
        all.map((each, nth) => each.save(aRecord({ id: `rival-${nth}`, name: 'Rival' }), undefined)),
      );
      expect(named.filter((outcome) => outcome === 'taken')).toHaveLength(all.length - 1);
      expect(await store.operations.list()).toHaveLength(2);
      for (const each of others) await each.close();
    });

    it('keep two of one name apart even where a writer does not look', async () => {
      if (databases.name === 'SQLite') return;
      await store.operations.save(aRecord(), undefined);
      const copy = `insert into operations (id, name, name_key, source, base, extras, dismissed, conflicts,
        created_by, created_at, changed_at, version)
        select 'copy', name, name_key, source, base, extras, dismissed, conflicts, created_by, created_at, changed_at, 1
        from operations`;
      await expect(query(url, copy)).rejects.toThrow(/operations_name/);
    });

    it('do what the fake does, whatever is asked', async () => {
      let runs = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(STEP, { minLength: 1, maxLength: 8 }), async (steps) => {
          runs += 1;
          // Each run has operations of its own: a new database takes far longer than all that is asked of it.
          const own = (name: string) => `${runs}-${name}`;
          const model = fakeOperations();
          const ownOnes = async (operations: Operations) =>
            (await operations.list()).filter(({ id }) => id.startsWith(own('')));
          for (const [nth, step] of steps.entries()) {
            const [id, name, channel] = [own(step.id), own(step.name), own(step.channel)];
            const version = Math.max(((await model.get(id))?.version ?? 0) - step.behind, 0);
            const changedAt = minutesAgo(60 - nth);
            const archivedAt = step.archived ? changedAt : undefined;
            const record = aRecord({ id, name, version, changedAt, archivedAt, source: step.says });
            const done = step.says === '' ? undefined : aStep(nth + 1);
            expect(await store.operations.save(record, done)).toBe(await model.save(record, done));
            for (const each of [store.operations, model])
              if (step.use) await each.use(channel, own(step.use), ALICE, NOW);
            expect(await ownOnes(store.operations)).toEqual(await model.list());
            expect(await store.operations.get(id)).toEqual(await model.get(id));
            expect(await store.operations.history(id, 3)).toEqual(await model.history(id, 3));
            expect(await store.operations.named(name)).toEqual(await model.named(name));
            expect(await store.operations.ofChannel(channel)).toEqual(await model.ofChannel(channel));
          }
        }),
        { numRuns: 25 },
      );
    });
  });
});
