import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { fakeBlackBox } from '../fake-store.ts';
import { aRef, minutesAgo, NOW } from '../given.ts';
import { aStoppedRecord } from '../given-threads.ts';
import { onEveryDatabase } from './databases.ts';

const log = createLog('silent');
const LINES = [{ at: minutesAgo(1), container: 'app', text: 'boom 🐌 \0 "x"' }];
const LONG_AGO = new Date(0);

const idsOf = (records: readonly { readonly task: { readonly id: string } }[]) =>
  records.map(({ task }) => task.id);

describe('the black box', () => {
  onEveryDatabase((databases) => {
    let url: string;
    let store: Store;
    beforeEach(async () => {
      url = await databases.fresh();
      store = await openStore(url, { log });
    });
    afterEach(() => store.close());

    behaves(() => store.blackBox);

    it('lists at most as many as asked for, and none for less than one', async () => {
      const records = Array.from({ length: 1100 }, (_, nth) => aStoppedRecord({ task: { id: `t${nth}` } }));
      await store.blackBox.add(records);
      expect(await store.blackBox.known('prod-eu', 'prod', idsOf(records))).toEqual(new Set(idsOf(records)));
      for (const [limit, listed] of [
        [-1, 0],
        [0, 0],
        [1.9, 1],
        [1e9, 1000],
      ] as const)
        expect(await store.blackBox.list(aRef(), LONG_AGO, limit)).toHaveLength(listed);
    });

    it('keeps the last fifty lines of a task, cut where they are too long', async () => {
      const lines = Array.from({ length: 60 }, (_, nth) => ({
        at: NOW,
        container: 'app',
        text: `${nth} ${'x'.repeat(300_000)}`,
      }));
      await store.blackBox.add([aStoppedRecord({ lines })]);
      const [kept] = await store.blackBox.list(aRef(), LONG_AGO, 1);
      expect(kept?.lines).toHaveLength(50);
      expect(kept?.lines?.[0]?.text).toMatch(/^10 x+…$/);
      expect(kept?.lines?.[0]?.text).toHaveLength(2000);
    });

    it('cuts what is too long otherwise, and refuses an id that would have to be changed', async () => {
      const long = 'r'.repeat(100_000);
      await store.blackBox.add([aStoppedRecord({ task: { stoppedReason: long }, notRead: long })]);
      const [kept] = await store.blackBox.list(aRef(), LONG_AGO, 1);
      expect(kept?.task.stoppedReason).toHaveLength(4000);
      expect(kept?.notRead).toHaveLength(1000);
      const adding = store.blackBox.add([aStoppedRecord({ task: { id: 'i'.repeat(256) } })]);
      await expect(adding).rejects.toThrow(/^could not save the stopped tasks: /);
    });

    it('takes the same tasks from several processes at once', async () => {
      const others = await Promise.all([1, 2, 3].map(() => openStore(url, { log })));
      const records = Array.from({ length: 120 }, (_, nth) => aStoppedRecord({ task: { id: `t${nth}` } }));
      await Promise.all(
        [store, ...others].map((each, nth) => each.blackBox.add(nth % 2 ? records.toReversed() : records)),
      );
      for (const each of others) await each.close();
      expect(await store.blackBox.list(aRef(), LONG_AGO, 1000)).toHaveLength(120);
    });
  });

  describe('in memory', () => {
    let box: Store['blackBox'];
    beforeEach(() => {
      box = fakeBlackBox();
    });
    behaves(() => box);
  });
});

/** What both promise. */
function behaves(open: () => Store['blackBox']): void {
  it('gives back what was added', async () => {
    const record = aStoppedRecord({ lines: LINES });
    await open().add([record]);
    expect(await open().list(aRef(), LONG_AGO, 10)).toEqual([record]);
    const bare = aStoppedRecord({
      task: { id: '2b', stoppedAt: undefined, stoppingAt: undefined, containers: [] },
      notRead: 'could not read the lines',
    });
    await open().add([bare]);
    expect(await open().list(aRef(), NOW, 10)).toEqual([bare]);
  });

  it('says which tasks it knows, of one cluster', async () => {
    await open().add([aStoppedRecord(), aStoppedRecord({ task: { id: '2b' }, ref: aRef('api') })]);
    await open().add([aStoppedRecord({ task: { id: '3c' }, ref: aRef('web', 'other') })]);
    await open().add([aStoppedRecord({ task: { id: '4d' }, ref: aRef('web', 'prod', 'us') })]);
    const ids = ['1a2b', '2b', '3c', '4d', 'new'];
    expect(await open().known('prod-eu', 'prod', ids)).toEqual(new Set(['1a2b', '2b']));
    expect(await open().known('prod-eu', 'prod', [])).toEqual(new Set());
  });

  it('keeps what it has when a task is added again, but for lines that come later', async () => {
    const first = aStoppedRecord();
    await open().add([first]);
    await open().add([]);
    await open().add([aStoppedRecord({ seenAt: minutesAgo(-1), task: { stoppedReason: 'other' } })]);
    expect(await open().list(aRef(), LONG_AGO, 10)).toEqual([first]);
    await open().add([aStoppedRecord({ notRead: 'throttled' })]);
    expect(await open().list(aRef(), LONG_AGO, 10)).toEqual([{ ...first, notRead: 'throttled' }]);
    await open().add([aStoppedRecord()]);
    expect(await open().list(aRef(), LONG_AGO, 10)).toEqual([{ ...first, notRead: 'throttled' }]);
    await open().add([aStoppedRecord({ lines: LINES, seenAt: minutesAgo(-1) })]);
    await open().add([aStoppedRecord({ lines: [] }), aStoppedRecord({ notRead: 'gone' })]);
    expect(await open().list(aRef(), LONG_AGO, 10)).toEqual([{ ...first, lines: LINES }]);
  });

  it('takes a task twice at once', async () => {
    await open().add([aStoppedRecord(), aStoppedRecord({ lines: LINES }), aStoppedRecord({ lines: [] })]);
    expect(await open().list(aRef(), LONG_AGO, 10)).toEqual([aStoppedRecord({ lines: LINES })]);
  });

  it('lists one service since a moment, newest first', async () => {
    const at = (id: string, minutes: number, name = 'web') =>
      aStoppedRecord({ ref: aRef(name), task: { id, stoppedAt: minutesAgo(minutes) } });
    await open().add([at('b', 2), at('old', 11), at('a', 1), at('c', 10), at('other', 1, 'api')]);
    expect(idsOf(await open().list(aRef(), minutesAgo(10), 10))).toEqual(['a', 'b', 'c']);
    expect(idsOf(await open().list(aRef(), minutesAgo(10), 2))).toEqual(['a', 'b']);
  });

  it('forgets what stopped before a moment', async () => {
    const at = (id: string, minutes: number) =>
      aStoppedRecord({ task: { id, stoppedAt: minutesAgo(minutes) } });
    await open().add([at('a', 1), at('b', 10), at('c', 10.1)]);
    await open().forget(minutesAgo(10));
    expect(idsOf(await open().list(aRef(), LONG_AGO, 10))).toEqual(['a', 'b']);
  });
}
