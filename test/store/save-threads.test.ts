import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Thread, ThreadChange } from '../../src/alerting/thread.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { fakeThreads } from '../fake-store.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aDelivery, anAlertThread } from '../given-threads.ts';
import { onEveryDatabase } from './databases.ts';

const log = createLog('silent');

function aThread(id: string, given: Partial<Thread> = {}): Thread {
  return { ...anAlertThread(), id, key: `key-${id}`, ...given };
}

const HIDDEN = anAlertThread({ about: { state: 'counting' } }).about;

describe('saving threads', () => {
  onEveryDatabase((databases) => {
    let url: string;
    let store: Store;
    let threads: Store['threads'];
    beforeEach(async () => {
      url = await databases.fresh();
      store = await openStore(url, { log });
      threads = store.threads;
    });
    afterEach(() => store.close());

    const save = (...all: readonly Thread[]) =>
      threads.save(
        all.map((thread) => ({ thread })),
        NOW,
      );

    it('raises the version by one each time', async () => {
      expect(await save(aThread('a'))).toEqual([]);
      expect(await save(aThread('a', { version: 1 }))).toEqual([]);
      expect((await threads.get('a'))?.version).toBe(2);
      expect(await threads.save([], NOW)).toEqual([]);
    });

    it('loses one that another writer has changed, and saves the others', async () => {
      await save(aThread('a'), aThread('b'));
      await save(aThread('a', { version: 1 }));
      const late = aThread('a', { version: 1, open: false });
      expect(await save(late, aThread('b', { version: 1, open: false }))).toEqual(['a']);
      expect(await threads.get('a')).toMatchObject({ version: 2, open: true });
      expect(await threads.get('b')).toMatchObject({ version: 2, open: false });
    });

    it.each([
      ['that is new, but whose id is there', aThread('a')],
      ['that is gone', aThread('gone', { version: 3 })],
      ['whose key is open already', aThread('b', { key: 'key-a' })],
    ])('loses one %s', async (_, thread) => {
      await save(aThread('a'));
      expect(await save(thread, aThread('c'))).toEqual([thread.id]);
      expect(await threads.list({})).toHaveLength(2);
    });

    it('keeps one key open in each channel', async () => {
      expect(await save(aThread('a'), aThread('b', { key: 'key-a', channel: 'C2' }))).toEqual([]);
      expect(await save(aThread('c', { key: 'key-a', open: false }))).toEqual([]);
      // Opening the closed one again would make two.
      expect(await save(aThread('c', { key: 'key-a', version: 1 }))).toEqual(['c']);
      expect(await save(aThread('x', { key: 'same' }), aThread('y', { key: 'same' }))).toEqual(['y']);
    });

    it('opens what has the key of one that closes or goes at the same time', async () => {
      await save(aThread('a'), aThread('b', { about: HIDDEN }));
      const lost = await threads.save(
        [
          { thread: aThread('c', { key: 'key-a' }) },
          { thread: aThread('d', { key: 'key-b' }) },
          { thread: aThread('a', { version: 1, open: false }) },
          { remove: 'b' },
        ],
        NOW,
      );
      expect(lost).toEqual([]);
      expect((await threads.list({})).map(({ id }) => id)).toEqual(['c', 'd']);
    });

    it('removes what nobody should have seen, and loses the wish for anything else', async () => {
      await save(aThread('a', { about: HIDDEN }), aThread('b'));
      const removals = ['a', 'b', 'gone'].map((remove) => ({ remove }));
      expect(await threads.save(removals, NOW)).toEqual(['b']);
      expect((await threads.list({})).map(({ id }) => id)).toEqual(['b']);
    });

    it('saves hundreds at once', async () => {
      const all = Array.from({ length: 1500 }, (_, nth) => aThread(`t${nth}`));
      expect(await save(...all)).toEqual([]);
      await save(aThread('t7', { version: 1 }));
      expect(await save(...all.map((thread) => ({ ...thread, version: 1, open: false })))).toEqual(['t7']);
      expect((await threads.list({})).map(({ id }) => id)).toEqual(['t7']);
    });

    it.each([
      ['a time that is none', anAlertThread({ about: { beganAt: new Date(Number.NaN) } })],
      ['an id that is none', aThread('i'.repeat(65))],
      ['a key that is too long', aThread('a', { key: 'k'.repeat(1101) })],
    ])('with %s among them saves nothing, and says so', async (_, wrong) => {
      await expect(save(aThread('b'), wrong)).rejects.toThrow(/^could not save the threads: /);
      expect(await threads.list({})).toEqual([]);
      expect(await save(aThread('b'))).toEqual([]);
    });

    it('of many writers lets one win each thread, in whatever order they save', async () => {
      // On SQLite a second connection of this process would wait for the first, and hold it up by that.
      const stores =
        databases.name === 'PostgreSQL'
          ? await Promise.all([1, 2, 3].map(() => openStore(url, { log })))
          : [];
      const ids = Array.from({ length: 30 }, (_, nth) => `t${nth}`);
      const writers = [...stores, store].flatMap((each, nth) => [
        [each, `w${nth}-0`, ids] as const,
        [each, `w${nth}-1`, [...ids].reverse()] as const,
      ]);
      const asked = writers.map(([each, writer, own]) =>
        each.threads.save(
          own.map((id) => ({ thread: aThread(`${writer}-${id}`, { key: id }) })),
          NOW,
        ),
      );
      const lost = (await Promise.all(asked)).flat();
      expect(lost).toHaveLength((writers.length - 1) * 30);
      const open = await threads.list({});
      expect(open.map(({ key }) => key).sort()).toEqual([...ids].sort());
      const changes = open.map((thread) => ({ thread }));
      const again = await Promise.all(writers.map(([each]) => each.threads.save(changes, NOW)));
      expect(again.filter((lostAgain) => lostAgain.length === 0)).toHaveLength(1);
      expect(again.flat()).toHaveLength((writers.length - 1) * 30);
      for (const each of stores) await each.close();
    });

    it('does what the fake does, whatever is asked', async () => {
      const id = fc.constantFrom('a', 'b', 'c', 'd');
      const thread = fc.record({
        id,
        channel: fc.constantFrom('C1', 'C2'),
        key: fc.constantFrom('k', 'l'),
        open: fc.boolean(),
        hidden: fc.boolean(),
        behind: fc.constantFrom(0, 0, 0, 1),
      });
      const change = fc.oneof({ arbitrary: thread, weight: 4 }, { arbitrary: id, weight: 1 });
      const step = fc.record({
        changes: fc.array(change, { maxLength: 5 }),
        delivered: fc.option(id),
        forget: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
          const model = fakeThreads();
          await clear(threads);
          for (const [nth, { changes, delivered, forget }] of steps.entries()) {
            const now = minutesAgo(60 - nth);
            const asked = changes.map((each): ThreadChange => {
              if (typeof each === 'string') return { remove: each };
              const there = model.kept().find((kept) => kept.id === each.id);
              const { channel, key } = there ?? each;
              const version = Math.max((there?.version ?? 0) - each.behind, 0);
              const about = each.hidden ? HIDDEN : anAlertThread().about;
              return { thread: { id: each.id, channel, key, about, open: each.open, version } };
            });
            expect((await threads.save(asked, now)).toSorted()).toEqual(
              (await model.save(asked, now)).toSorted(),
            );
            for (const each of [threads, model]) {
              if (delivered) await each.saveDelivery(delivered, aDelivery());
              if (forget) await each.forget(minutesAgo(62 - nth));
            }
            expect(await threads.due(now)).toEqual(await model.due(now));
            const want = { closedSince: minutesAgo(61 - nth) };
            expect(await threads.list(want)).toEqual(await model.list(want));
          }
        }),
        { numRuns: 60 },
      );
    });
  });
});

/** Closes what is open and forgets everything. */
async function clear(threads: Store['threads']): Promise<void> {
  const changes = (await threads.list({})).map((thread) => ({ thread: { ...thread, open: false } }));
  await threads.save(changes, NOW);
  await threads.forget(minutesAgo(-1));
}
