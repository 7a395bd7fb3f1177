import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Watch } from '../../src/alerting/watch.ts';
import { UpstreamError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { onEveryDatabase } from './databases.ts';

const log = createLog('silent');

function aWatch(more: Partial<Watch> = {}): Watch {
  return {
    channel: 'C1',
    ref: { env: 'prod', cluster: 'main', name: 'web' },
    onCall: undefined,
    createdBy: 'U1',
    createdAt: new Date('2024-05-01T10:00:00.123Z'),
    ...more,
  };
}

/** Saves it as a whole: with its on-call, or with nobody. */
async function saved(store: Store, watch: Watch): Promise<string> {
  const { outcome } = await store.watches.save(
    watch,
    watch.onCall ? { kind: 'set', id: watch.onCall } : NOBODY,
  );
  return outcome;
}

const KEEP = { kind: 'keep' } as const;
const NOBODY = { kind: 'clear' } as const;

function aRef(env: string, cluster: string, name: string): Watch['ref'] {
  return { env, cluster, name };
}

describe('watches', () => {
  onEveryDatabase((databases) => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore(await databases.fresh(), { log });
    });
    afterEach(() => store.close());

    it('gives back what was saved, to the millisecond', async () => {
      const watch = aWatch({ onCall: 'S9' });
      expect(await saved(store, watch)).toBe('added');
      expect(await store.watches.list('C1')).toEqual([watch]);
    });

    it('keeps an absent on-call absent', async () => {
      await saved(store, aWatch());
      expect((await store.watches.list('C1'))[0]?.onCall).toBeUndefined();
    });

    it('says changed when only the on-call differs, and keeps who added it and when', async () => {
      await saved(store, aWatch());
      const later = { createdBy: 'U2', createdAt: new Date('2025-01-01T00:00:00Z') };
      expect(await saved(store, aWatch({ ...later, onCall: 'S1' }))).toBe('changed');
      expect(await saved(store, aWatch({ ...later, onCall: 'S1' }))).toBe('unchanged');
      expect(await saved(store, aWatch({ ...later }))).toBe('changed');
      expect(await saved(store, aWatch({ ...later }))).toBe('unchanged');
      expect(await store.watches.list('C1')).toEqual([aWatch()]);
    });

    it('keeps the on-call that is there unless told otherwise', async () => {
      expect(await store.watches.save(aWatch(), KEEP)).toEqual({ outcome: 'added', onCall: undefined });
      expect(await store.watches.save(aWatch(), KEEP)).toEqual({ outcome: 'unchanged', onCall: undefined });
      await store.watches.save(aWatch(), { kind: 'set', id: 'S1' });
      expect(await store.watches.save(aWatch(), KEEP)).toEqual({ outcome: 'unchanged', onCall: 'S1' });
      expect(await store.watches.list('C1')).toEqual([aWatch({ onCall: 'S1' })]);
    });

    it('says who is on call afterwards', async () => {
      const S1 = { kind: 'set', id: 'S1' } as const;
      expect(await store.watches.save(aWatch(), S1)).toEqual({ outcome: 'added', onCall: 'S1' });
      expect(await store.watches.save(aWatch(), S1)).toEqual({ outcome: 'unchanged', onCall: 'S1' });
      expect(await store.watches.save(aWatch(), NOBODY)).toEqual({ outcome: 'changed', onCall: undefined });
      expect(await store.watches.save(aWatch(), NOBODY)).toEqual({ outcome: 'unchanged', onCall: undefined });
    });

    it('says added again after a removal', async () => {
      await saved(store, aWatch());
      expect(await store.watches.remove('C1', aWatch().ref)).toBe('removed');
      expect(await store.watches.remove('C1', aWatch().ref)).toBe('absent');
      expect(await store.watches.list('C1')).toEqual([]);
      expect(await saved(store, aWatch())).toBe('added');
    });

    it('tells channels, environments, clusters and services apart', async () => {
      const refs = [
        aRef('prod', 'main', 'web'),
        aRef('eu', 'main', 'web'),
        aRef('prod', 'other', 'web'),
        aRef('prod', 'main', 'Web'),
      ];
      for (const ref of refs) expect(await saved(store, aWatch({ ref }))).toBe('added');
      expect(await saved(store, aWatch({ channel: 'C2' }))).toBe('added');
      await store.watches.remove('C1', aRef('eu', 'main', 'web'));
      expect((await store.watches.list('C1')).map(({ ref }) => ref)).toHaveLength(3);
      expect(await store.watches.list('C2')).toHaveLength(1);
      expect(await store.watches.list('C3')).toEqual([]);
    });

    it('lists by name, then cluster, then environment, in the same order everywhere', async () => {
      const sorted = [
        aRef('prod', 'main', 'Zoo'),
        aRef('eu', 'b', 'api'),
        aRef('us', 'b', 'api'),
        aRef('eu', 'c', 'api'),
        aRef('eu', 'a', 'api-2'),
        aRef('eu', 'a', 'api_1'),
      ];
      for (const ref of [...sorted].reverse()) await saved(store, aWatch({ ref }));
      expect((await store.watches.list('C1')).map(({ ref }) => ref)).toEqual(sorted);
    });

    it('adds once when the same watch is saved many times at once', async () => {
      const saves = Array.from({ length: 20 }, () => saved(store, aWatch({ onCall: 'S1' })));
      const outcomes = await Promise.all(saves);
      expect(outcomes.filter((outcome) => outcome === 'added')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'unchanged')).toHaveLength(19);
    });

    it('keeps quotes, markup, line ends and emoji as they are', async () => {
      const ref = aRef(`p'; drop table watches; --`, '<!channel> "x"', 'a\nb\t🐌 ünï \\');
      await saved(store, aWatch({ ref }));
      expect((await store.watches.list('C1'))[0]?.ref).toEqual(ref);
      expect(await store.watches.remove('C1', ref)).toBe('removed');
    });

    it.each([
      ['a service name no ECS service can have', { ref: aRef('prod', 'main', 'w'.repeat(256)) }],
      ['a channel id that is none', { channel: 'C'.repeat(65) }],
      ['a NUL in a name', { ref: aRef('prod', 'main', 'we\0b') }],
      ['a time that is none', { createdAt: new Date(Number.NaN) }],
    ])('refuses %s, and stays usable', async (_, wrong) => {
      const saving = saved(store, aWatch(wrong));
      await expect(saving).rejects.toThrow(UpstreamError);
      await expect(saving).rejects.toThrow(/^could not save the watch: /);
      expect(await saved(store, aWatch())).toBe('added');
    });

    it('keeps the longest names there can be', async () => {
      const ref = aRef('e'.repeat(255), 'c'.repeat(255), 'n'.repeat(255));
      await saved(store, aWatch({ ref }));
      expect((await store.watches.list('C1'))[0]?.ref).toEqual(ref);
    });

    it('cuts an on-call that is too long instead of losing the watch', async () => {
      await saved(store, aWatch({ onCall: 'S'.repeat(5000) }));
      expect((await store.watches.list('C1'))[0]?.onCall).toHaveLength(64);
    });
  });
});
