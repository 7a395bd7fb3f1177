import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Scope, scopeOf } from '../../src/alerting/scope.ts';
import type { Watch, WatchChange } from '../../src/alerting/watch.ts';
import { UpstreamError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { NOW } from '../given.ts';
import { onEveryDatabase } from './databases.ts';

const log = createLog('silent');

function aWatch(more: Partial<Watch> = {}): Watch {
  return {
    channel: 'C1',
    scope: aScope('web'),
    onCall: undefined,
    escalateTo: undefined,
    quiet: undefined,
    createdBy: 'U1',
    createdAt: new Date('2024-05-01T10:00:00.123Z'),
    ...more,
  };
}

function aScope(name: string, cluster = 'main', env = 'prod'): Scope {
  return scopeOf({ env, cluster, name });
}

function aTag(key: string, value: string, env = 'prod'): Scope {
  return { kind: 'tag', env, key, value };
}

const CRON = { kind: 'cron', cron: '0 2 * * 0', forMs: 7_200_000, zone: 'Europe/Berlin' } as const;
const UNTIL = { kind: 'until', untilAt: NOW } as const;
const set = (id: string) => ({ kind: 'set', id }) as const;
const KEEP = { kind: 'keep' } as const;
const CLEAR = { kind: 'clear' } as const;

describe('watches', () => {
  onEveryDatabase((databases) => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore(await databases.fresh(), { log });
    });
    afterEach(() => store.close());

    const save = (change: WatchChange, more: Partial<Watch> = {}) => store.watches.save(aWatch(more), change);

    it('come back as they were saved, to the millisecond', async () => {
      const watch = aWatch({ onCall: 'S9', escalateTo: 'S8', quiet: UNTIL });
      const change = {
        onCall: set('S9'),
        escalateTo: set('S8'),
        quiet: { kind: 'set', quiet: UNTIL },
      } as const;
      expect(await save(change)).toEqual({ outcome: 'added', watch });
      expect(await store.watches.list('C1')).toEqual([watch]);
    });

    it('have nobody on call and no quiet hours unless told', async () => {
      expect(await save({})).toEqual({ outcome: 'added', watch: aWatch() });
      expect(await store.watches.list('C1')).toEqual([aWatch()]);
    });

    it('say how they stand after each change, and keep who added them and when', async () => {
      const later = { createdBy: 'U2', createdAt: new Date('2025-01-01T00:00:00Z') };
      await save({});
      const steps: readonly [WatchChange, 'changed' | 'unchanged', Partial<Watch>][] = [
        [{ onCall: set('S1') }, 'changed', { onCall: 'S1' }],
        [{ onCall: set('S1') }, 'unchanged', { onCall: 'S1' }],
        [{ onCall: KEEP, escalateTo: set('S2') }, 'changed', { onCall: 'S1', escalateTo: 'S2' }],
        [{ quiet: { kind: 'set', quiet: CRON } }, 'changed', { onCall: 'S1', escalateTo: 'S2', quiet: CRON }],
        [
          { quiet: { kind: 'set', quiet: { ...CRON } } },
          'unchanged',
          { onCall: 'S1', escalateTo: 'S2', quiet: CRON },
        ],
        [{ onCall: set('S1'), escalateTo: CLEAR }, 'changed', { onCall: 'S1', quiet: CRON }],
        [{}, 'unchanged', { onCall: 'S1', quiet: CRON }],
        [{ onCall: CLEAR, escalateTo: CLEAR, quiet: CLEAR }, 'changed', {}],
        [{ onCall: CLEAR, escalateTo: CLEAR, quiet: CLEAR }, 'unchanged', {}],
        [{ onCall: KEEP, escalateTo: KEEP, quiet: KEEP }, 'unchanged', {}],
      ];
      for (const [change, outcome, now] of steps) {
        expect(await save(change, later)).toEqual({ outcome, watch: aWatch(now) });
        expect(await store.watches.list('C1')).toEqual([aWatch(now)]);
      }
    });

    it('are added again after a removal, with nothing of before', async () => {
      await save({ onCall: set('S1') });
      expect(await store.watches.remove('C1', aScope('web'))).toBe('removed');
      expect(await store.watches.remove('C1', aScope('web'))).toBe('absent');
      expect(await store.watches.list('C1')).toEqual([]);
      expect(await save({})).toEqual({ outcome: 'added', watch: aWatch() });
    });

    it('of other channels, environments, clusters, services and tags are others', async () => {
      const scopes = [
        aScope('web'),
        aScope('web', 'main', 'eu'),
        aScope('web', 'other'),
        aScope('Web'),
        aScope('*'),
        aTag('team', 'payments'),
        aTag('team', 'Payments'),
      ];
      for (const scope of scopes) expect(await save({}, { scope })).toMatchObject({ outcome: 'added' });
      expect(await save({}, { channel: 'C2' })).toMatchObject({ outcome: 'added' });
      await store.watches.remove('C1', aScope('web', 'main', 'eu'));
      await store.watches.remove('C1', aTag('team', 'payments'));
      expect(await store.watches.list('C1')).toHaveLength(5);
      expect(await store.watches.list('C2')).toHaveLength(1);
      expect(await store.watches.list('C3')).toEqual([]);
    });

    it('are listed by name, cluster and environment, then tags, in the same order everywhere', async () => {
      const sorted = [
        aScope('*', 'b', 'eu'),
        aScope('Zoo'),
        aScope('api', 'b', 'eu'),
        aScope('api', 'b', 'us'),
        aScope('api', 'c', 'eu'),
        aScope('api-2', 'a', 'eu'),
        aScope('api_1', 'a', 'eu'),
        aTag('team', 'a'),
        aTag('team', 'b'),
      ];
      for (const scope of [...sorted].reverse()) await save({}, { scope });
      expect((await store.watches.list('C1')).map(({ scope }) => scope)).toEqual(sorted);
    });

    it('are listed of all channels, one after the other', async () => {
      for (const channel of ['C2', 'C1']) {
        for (const name of ['web', 'api']) await save({}, { channel, scope: aScope(name) });
      }
      const all = [aScope('api'), aScope('web')].flatMap((scope) => [
        { channel: 'C1', scope },
        { channel: 'C2', scope },
      ]);
      all.sort((one, other) => (one.channel < other.channel ? -1 : 1));
      expect(await store.watches.all()).toEqual(all.map((each) => aWatch(each)));
    });

    it('are added once when saved many times at once', async () => {
      const saves = Array.from({ length: 20 }, () => save({ onCall: set('S1') }));
      const outcomes = (await Promise.all(saves)).map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === 'added')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'unchanged')).toHaveLength(19);
    });

    it('survive being removed and saved at once', async () => {
      const both = Array.from({ length: 20 }, () => [save({}), store.watches.remove('C1', aScope('web'))]);
      for (const done of await Promise.all(both.flat())) expect(done).toBeDefined();
      expect(['added', 'unchanged']).toContain((await save({})).outcome);
    });

    it('keep quotes, markup, line ends and emoji as they are', async () => {
      const odd = aScope('a\nb\t🐌 ünï \\', '<!channel> "x"', `p'; drop table watches; --`);
      const tag = aTag('aws:team', 'a=b/c:*');
      for (const scope of [odd, tag]) await save({}, { scope });
      expect((await store.watches.list('C1')).map(({ scope }) => scope)).toEqual([odd, tag]);
      expect(await store.watches.remove('C1', odd)).toBe('removed');
      expect(await store.watches.remove('C1', tag)).toBe('removed');
    });

    it.each([
      ['a service name no ECS service can have', { scope: aScope('w'.repeat(256)) }],
      ['a channel id that is none', { channel: 'C'.repeat(65) }],
      ['a NUL in a name', { scope: aScope('we\0b') }],
      ['an environment with a colon', { scope: aScope('web', 'main', 'a:b') }],
      ['a cluster with a slash', { scope: aScope('web', 'a/b') }],
      ['a tag with an equals sign', { scope: aTag('a=b', 'c') }],
      ['a name that is none', { scope: aScope('') }],
      ['a time that is none', { createdAt: new Date(Number.NaN) }],
    ])('with %s are refused, and others are not', async (_, wrong) => {
      const saving = save({}, wrong);
      await expect(saving).rejects.toThrow(UpstreamError);
      await expect(saving).rejects.toThrow(/^could not save the watch: /);
      expect(await save({})).toMatchObject({ outcome: 'added' });
    });

    it('have the longest names there can be', async () => {
      const names = aScope('n'.repeat(255), 'c'.repeat(255), 'e'.repeat(255));
      const tag = aTag('k'.repeat(128), 'v'.repeat(255), 'e'.repeat(255));
      for (const scope of [names, tag]) await save({}, { scope });
      expect((await store.watches.list('C1')).map(({ scope }) => scope)).toEqual([names, tag]);
    });

    it('have an id on call cut that is too long, instead of being lost', async () => {
      const { watch } = await save({ onCall: set('S'.repeat(5000)) });
      expect(watch.onCall).toHaveLength(64);
      expect(await store.watches.list('C1')).toEqual([watch]);
    });
  });
});
