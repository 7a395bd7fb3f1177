import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { cursorAt } from '../../src/tailing/cursor.ts';
import type { Tail } from '../../src/tailing/tail.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aPosting, aSource, aTail } from '../given-tails.ts';
import { withRead } from '../tailing/in-one-go.ts';
import { onEveryDatabase } from './databases.ts';

const log = createLog('silent');
const later = (ms: number) => new Date(NOW.getTime() + ms);
const A = { id: 'worker-a', until: later(20_000) };
const B = { id: 'worker-b', until: later(20_000) };

const idsOf = (tails: readonly Tail[]) => tails.map(({ id }) => id);

/** A tail in a channel of its own. */
function alone(id: string): Tail {
  return aTail({ id, channel: `C-${id}` });
}

/** A tail of which everything is set that may be. */
function aFullTail(): Tail {
  const seen = Array.from({ length: 20_000 }, (_, nth) => {
    const at = later(nth);
    return { id: `${nth}`.padStart(56, '3'), stream: 's', at, ingestedAt: at, text: '' };
  });
  const cursor = withRead(cursorAt(minutesAgo(15)), seen, later(20_000));
  const progress = {
    ...aTail().progress,
    cursors: [cursor, cursorAt(NOW)],
    open: { 'web/app/1': { state: 'trace', level: 'error', lastMs: 1234 } },
    readAt: later(1),
    quiet: 3,
    trouble: { sinceAt: later(2), words: 'could not read', told: true },
    counts: { matched: 7, inline: 5, redacted: 1 },
    shownAt: later(3),
    places: { tasks: ['1a2b'], containers: ['app'] },
  } as const;
  return aTail({
    plan: {
      sources: [aSource(), aSource({ region: 'us-east-1', streamPrefix: undefined })],
      notReadable: ['proxy: <!channel> "splunk" \\ 🐌'],
      filter: { grep: ['2026-03-04T03:00:00Z', `it's`], exclude: ['at'], errors: true },
      untilAt: minutesAgo(1),
      // Looks like an instant, and is none.
      words: '2026-03-04T03:00:00.000Z',
    },
    progress,
    posting: aPosting({ ...progress, quiet: 0, shownAt: undefined }, later(4)),
    end: { why: 'stopped', at: later(5), by: 'Ana' },
  });
}

describe('log threads', () => {
  onEveryDatabase((databases) => {
    let url: string;
    let store: Store;
    let tails: Store['tails'];
    beforeEach(async () => {
      url = await databases.fresh();
      store = await openStore(url, { log });
      tails = store.tails;
    });
    afterEach(() => store.close());

    it('come back as they were saved, instants as instants', async () => {
      const tail = aFullTail();
      await tails.add(tail, NOW);
      expect(await tails.get(tail.id)).toEqual(tail);
      await tails.add(aTail({ id: 'new' }), NOW);
      expect(await tails.get('new')).toEqual(aTail({ id: 'new' }));
      expect(await tails.get('other')).toBeUndefined();
    });

    it('are taken when they are due, those due longest first', async () => {
      const ids = ['late', 'early', 'middle', 'future'];
      const due = [-1000, -3000, -2000, 1];
      for (const [nth, id] of ids.entries()) await tails.add(alone(id), later(due[nth] ?? 0));
      expect(idsOf(await tails.claim(A, NOW))).toEqual(['early', 'middle', 'late']);
      expect(idsOf(await tails.claim(A, later(1)))).toEqual(['future']);
    });

    it('are taken by one worker at a time', async () => {
      await tails.add(aTail(), NOW);
      expect(idsOf(await tails.claim(A, NOW))).toEqual(['tail-1']);
      expect(await tails.claim(B, NOW)).toEqual([]);
      // Another run of the same worker neither.
      expect(await tails.claim(A, later(1000))).toEqual([]);
      await tails.release('tail-1', A, later(900));
      expect(await tails.claim(B, later(899))).toEqual([]);
      expect(idsOf(await tails.claim(B, later(900)))).toEqual(['tail-1']);
    });

    it('are taken by no second worker in the same channel', async () => {
      await tails.add(aTail({ id: 'one' }), NOW);
      await tails.claim(A, NOW);
      await tails.add(aTail({ id: 'two' }), NOW);
      await tails.add(alone('elsewhere'), NOW);
      expect(idsOf(await tails.claim(B, NOW))).toEqual(['elsewhere']);
      await tails.release('one', A, later(1000));
      expect(idsOf(await tails.claim(B, NOW))).toEqual(['two']);
    });

    it('go to another when a worker is not heard of any more', async () => {
      await tails.add(aTail(), NOW);
      await tails.claim(A, NOW);
      expect(await tails.claim(B, A.until)).toEqual([]);
      const until = later(40_000);
      expect(idsOf(await tails.claim({ ...B, until }, later(20_001)))).toEqual(['tail-1']);
      expect(await tails.save(aTail({ progress: { quiet: 9 } }), A)).toBe('lost');
      // Who has lost it neither keeps nor releases it for the other.
      await tails.renew({ id: A.id, until: later(99_000) });
      await tails.release('tail-1', A, NOW);
      expect(await tails.claim(A, later(30_000))).toEqual([]);
      expect((await tails.get('tail-1'))?.progress.quiet).toBe(0);
      expect(await tails.save(aTail({ progress: { quiet: 4 } }), B)).toBe('saved');
      expect((await tails.get('tail-1'))?.progress.quiet).toBe(4);
    });

    it('stay with a worker that says that it is there', async () => {
      for (const id of ['one', 'two']) await tails.add(alone(id), NOW);
      await tails.claim(A, NOW);
      await tails.renew({ id: A.id, until: later(40_000) });
      expect(await tails.claim(B, later(39_000))).toEqual([]);
      expect(await tails.claim({ ...B, until: later(99_000) }, later(40_001))).toHaveLength(2);
    });

    it('are saved only by who has them', async () => {
      await tails.add(aTail(), NOW);
      expect(await tails.save(aTail({ progress: { quiet: 1 } }), A)).toBe('lost');
      await tails.claim(A, NOW);
      const posting = aPosting(aTail().progress);
      expect(await tails.save(aTail({ posting }), A)).toBe('saved');
      expect((await tails.get('tail-1'))?.posting).toEqual(posting);
      await tails.save(aTail(), A);
      expect((await tails.get('tail-1'))?.posting).toBeUndefined();
      await tails.release('tail-1', A, NOW);
      expect(await tails.save(aTail(), A)).toBe('lost');
    });

    it('keep a stop and an extension that come while they are worked at', async () => {
      await tails.add(aTail(), NOW);
      const [mine] = await tails.claim(A, NOW);
      await tails.extend('tail-1', later(900_000), NOW);
      await tails.stop('tail-1', 'Ana', NOW);
      expect(mine && (await tails.save(mine, A))).toBe('saved');
      expect(await tails.get('tail-1')).toMatchObject({ stoppedBy: 'Ana', endsAt: later(900_000) });
    });

    it('that are stopped are due at once', async () => {
      await tails.add(aTail(), later(5000));
      expect(await tails.stop('tail-1', 'Ana', later(1000))).toBe('asked');
      expect(await tails.claim(A, later(1000))).toMatchObject([{ stoppedBy: 'Ana' }]);
    });

    it('that have ended are neither stopped nor taken, until they are extended', async () => {
      const end = { why: 'stopped', at: NOW, by: 'Ana' } as const;
      await tails.add(aTail({ end, stoppedBy: 'Ana' }), NOW);
      expect(await tails.stop('tail-1', 'Bo', NOW)).toBe('ended');
      expect(await tails.claim(A, later(1000))).toEqual([]);
      expect(await tails.extend('tail-1', later(600_000), later(1000))).toBe('extended');
      const [tail] = await tails.claim(A, later(1000));
      expect(tail).toEqual(aTail({ endsAt: later(600_000) }));
    });

    it('that are not there are neither stopped nor extended', async () => {
      expect(await tails.stop('tail-1', 'Ana', NOW)).toBe('absent');
      expect(await tails.extend('tail-1', NOW, NOW)).toBe('absent');
    });

    it('are stopped by people of any name', async () => {
      await tails.add(aTail(), NOW);
      expect(await tails.stop('tail-1', `A\0na ${'x'.repeat(1000)}`, NOW)).toBe('asked');
      expect((await tails.get('tail-1'))?.stoppedBy).toMatch(/^Ana x{200,}…$/);
    });

    it('are forgotten once they have ended for long', async () => {
      const end = { why: 'time', at: NOW } as const;
      await tails.add(aTail({ id: 'old', end }), minutesAgo(2));
      await tails.add(aTail({ id: 'new', end }), NOW);
      await tails.add(aTail({ id: 'open' }), minutesAgo(2));
      await tails.forget(minutesAgo(1));
      const left = await Promise.all(['old', 'new', 'open'].map((id) => tails.get(id)));
      expect(left.map((tail) => tail?.id)).toEqual([undefined, 'new', 'open']);
    });

    it('with an id or channel that is none are refused', async () => {
      const adding = tails.add(aTail({ channel: 'C'.repeat(65) }), NOW);
      await expect(adding).rejects.toThrow(UpstreamError);
      await expect(adding).rejects.toThrow(/^could not save the log thread: /);
    });

    it('of many workers that claim at once go to one each', async () => {
      for (let nth = 0; nth < 40; nth += 1) await tails.add(alone(`t${nth}`), later(nth % 7));
      const others =
        databases.name === 'PostgreSQL'
          ? await Promise.all([1, 2, 3].map(() => openStore(url, { log })))
          : [];
      const stores = [store, ...others];
      const claims = await Promise.all(
        stores.flatMap((each, nth) =>
          [0, 1, 2].map((turn) => each.tails.claim({ id: `w${nth}-${turn}`, until: A.until }, later(10))),
        ),
      );
      await Promise.all(others.map((each) => each.close()));
      expect(
        claims
          .flat()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(Array.from({ length: 40 }, (_, nth) => `t${nth}`).sort());
    });
  });
});
