import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../src/alerting/alert.ts';
import { type Thread, UNDELIVERED } from '../../src/alerting/thread.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aBlindness, aDelivery, aFullAlert, aFullCard, anAlertThread } from '../given-threads.ts';
import { onEveryDatabase } from './databases.ts';

const log = createLog('silent');

/** A thread of its own key. */
function aThread(id: string, given: Partial<Thread> = {}): Thread {
  return { ...anAlertThread(), id, key: `key-${id}`, ...given };
}

function inState(id: string, state: Alert['state'], given: Partial<Alert> = {}): Thread {
  return aThread(id, { about: anAlertThread({ about: { state, ...given } }).about });
}

const idsOf = (threads: readonly Pick<Thread, 'id'>[]) => threads.map(({ id }) => id);

describe('threads', () => {
  onEveryDatabase((databases) => {
    let store: Store;
    let threads: Store['threads'];
    beforeEach(async () => {
      store = await openStore(await databases.fresh(), { log });
      threads = store.threads;
    });
    afterEach(() => store.close());

    const add = (thread: Thread, now = NOW) => threads.save([{ thread }], now);
    const dueIds = async (now = NOW) => idsOf((await threads.due(now)).map(({ thread }) => thread));

    it('come back as they were saved, instants as instants', async () => {
      const all = [aFullAlert(), aFullCard(), aBlindness({ overAt: NOW })];
      for (const [nth, about] of all.entries()) {
        const thread = aThread(`t${nth}`, { about, open: nth > 0 });
        await add(thread);
        expect(await threads.get(thread.id)).toEqual({ ...thread, version: 1 });
      }
      expect(await threads.get('other')).toBeUndefined();
    });

    it('are listed while they are open, and those closed lately where asked for', async () => {
      await add(aThread('old', { open: false }), minutesAgo(31));
      await add(aThread('closed', { open: false }), minutesAgo(30));
      await add(aThread('open'), minutesAgo(60));
      expect(idsOf(await threads.list({}))).toEqual(['open']);
      expect(idsOf(await threads.list({ closedSince: minutesAgo(30) }))).toEqual(['open', 'closed']);
      expect(await threads.list({})).toEqual([{ ...aThread('open'), version: 1 }]);
    });

    it('are listed of one channel and of one topic', async () => {
      await add(aThread('a'));
      await add(aThread('b', { channel: 'C2' }));
      await add(aThread('c', { about: aFullCard() }));
      await add(aThread('d', { about: aBlindness(), channel: 'C2' }));
      expect(idsOf(await threads.list({ channel: 'C2' }))).toEqual(['b', 'd']);
      expect(idsOf(await threads.list({ topic: 'rollout' }))).toEqual(['c']);
      expect(idsOf(await threads.list({ topic: 'alert', channel: 'C2' }))).toEqual(['b']);
      expect(await threads.list({ channel: 'C3' })).toEqual([]);
    });

    it('keep the time at which they were closed, until they are opened again', async () => {
      const lately = { closedSince: minutesAgo(10) };
      await add(aThread('a', { open: false }), minutesAgo(20));
      await add(aThread('a', { open: false, version: 1 }), NOW);
      expect(await threads.list(lately)).toEqual([]);
      await add(aThread('a', { version: 2 }), NOW);
      await add(aThread('a', { open: false, version: 3 }), NOW);
      expect(idsOf(await threads.list(lately))).toEqual(['a']);
    });

    it('are due until what was delivered is their version', async () => {
      await add(aThread('a'));
      expect(await threads.due(NOW)).toEqual([
        { thread: { ...aThread('a'), version: 1 }, delivery: UNDELIVERED },
      ]);
      await threads.saveDelivery('a', aDelivery());
      expect(await threads.due(NOW)).toEqual([]);
      await add(aThread('a', { version: 1 }));
      expect(await threads.due(NOW)).toEqual([
        { thread: { ...aThread('a'), version: 2 }, delivery: aDelivery() },
      ]);
    });

    it('are due when they are to be looked at again', async () => {
      await add(aThread('a'));
      await threads.saveDelivery('a', aDelivery({ nextAt: minutesAgo(-5) }));
      expect(await dueIds(new Date(minutesAgo(-5).getTime() - 1))).toEqual([]);
      expect(await dueIds(minutesAgo(-5))).toEqual(['a']);
      await threads.saveDelivery('a', aDelivery());
      expect(await dueIds(minutesAgo(-60))).toEqual([]);
    });

    it('wait for their time although they changed, and come with another of their channel', async () => {
      await add(aThread('a'));
      await threads.saveDelivery('a', { ...UNDELIVERED, nextAt: minutesAgo(-5) });
      await add(inState('b', 'counting'));
      expect(await dueIds()).toEqual([]);
      await add(aThread('c'));
      expect(await dueIds()).toEqual(['a', 'c']);
    });

    it('are those of one channel where one is asked for', async () => {
      await add(aThread('a'));
      await add({ ...aThread('b'), channel: 'C2' });
      const due = await threads.due(NOW, 'C2');
      expect(idsOf(due.map(({ thread }) => thread))).toEqual(['b']);
    });

    it('are due when closed as well, those that changed longest ago first', async () => {
      await add(aThread('new'), NOW);
      await add(aThread('closed', { open: false }), minutesAgo(2));
      await add(aThread('old'), minutesAgo(3));
      expect(await dueIds()).toEqual(['old', 'closed', 'new']);
      await threads.save([{ thread: aThread('old', { version: 1 }) }], minutesAgo(-1));
      expect(await dueIds()).toEqual(['closed', 'new', 'old']);
    });

    it('that people should not see are never due, unless they have seen them', async () => {
      for (const state of ['counting', 'muted'] as const) await add(inState(state, state));
      await add(aThread('blind', { about: aBlindness({ state: 'counting' }) }));
      expect(await dueIds()).toEqual([]);
      await threads.saveDelivery('muted', aDelivery({ version: 0, root: undefined, nextAt: NOW }));
      expect(await dueIds()).toEqual([]);
      await threads.saveDelivery('muted', aDelivery({ version: 0 }));
      expect(await dueIds()).toEqual(['muted']);
      await threads.save([{ thread: { ...inState('counting', 'firing'), version: 1 } }], NOW);
      await threads.save([{ thread: aThread('blind', { about: aBlindness(), version: 1 }) }], NOW);
      expect((await dueIds()).sort()).toEqual(['blind', 'counting', 'muted']);
    });

    it('keep what was delivered through every change', async () => {
      const delivery = aDelivery({
        said: 3,
        posting: { key: 'k', at: NOW, what: 4 },
        refused: { sinceAt: NOW, why: 'is_archived' },
        nextAt: NOW,
      });
      await add(aThread('a'));
      await threads.saveDelivery('a', delivery);
      await add(aThread('a', { open: false, version: 1 }));
      expect(await threads.deliveryOf('a')).toEqual(delivery);
      // And the thread is untouched by it.
      expect(await threads.get('a')).toEqual({ ...aThread('a', { open: false }), version: 2 });
    });

    it('of which nothing was delivered, and those that are gone, say so', async () => {
      await add(aThread('a'));
      expect(await threads.deliveryOf('a')).toEqual(UNDELIVERED);
      expect(await threads.deliveryOf('gone')).toEqual(UNDELIVERED);
      await threads.saveDelivery('gone', aDelivery());
      expect(await threads.get('gone')).toBeUndefined();
    });

    it('climb when their time has come, the longest overdue first', async () => {
      const at = (id: string, nextAt: Date | undefined) => inState(id, 'firing', { nextAt });
      await add(at('now', NOW));
      await add(at('over', minutesAgo(1)));
      await add(at('later', new Date(NOW.getTime() + 1)));
      await add(at('never', undefined));
      await add({ ...at('closed', minutesAgo(5)), open: false });
      await add(aThread('card', { about: aFullCard() }));
      expect(idsOf(await threads.climbing(NOW))).toEqual(['over', 'now']);
      expect((await threads.climbing(NOW))[0]).toEqual({ ...at('over', minutesAgo(1)), version: 1 });
      await threads.save([{ thread: { ...at('over', undefined), version: 1 } }], NOW);
      expect(idsOf(await threads.climbing(NOW))).toEqual(['now']);
    });

    it('are forgotten once they are closed for long, whatever they still owe', async () => {
      await add(aThread('old', { open: false }), minutesAgo(61));
      await add(aThread('new', { open: false }), minutesAgo(60));
      await add(aThread('open'), minutesAgo(90));
      await threads.forget(minutesAgo(60));
      const left = await Promise.all(['old', 'new', 'open'].map((id) => threads.get(id)));
      expect(left.map((thread) => thread?.id)).toEqual([undefined, 'new', 'open']);
    });
  });
});
