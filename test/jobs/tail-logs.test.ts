import { describe, expect, it } from 'vitest';
import type { Deps } from '../../src/deps.ts';
import { tailLogs } from '../../src/jobs/tail-logs.ts';
import type { Tail } from '../../src/tailing/tail.ts';
import { NOW } from '../given.ts';
import { aTail, fakeTails } from '../given-tails.ts';
import { aScene, at } from './given-scene.ts';

/** Several tails at once, each of a service and with a thread of its own. */
function aStage(given: readonly Tail[], change: Partial<Deps> = {}) {
  const scene = aScene();
  const store = fakeTails(given);
  const claims: string[] = [];
  store.tails.claim = async ({ id, until }) => {
    claims.push(`${id} until ${until.toISOString().slice(14, 19)}`);
    return given;
  };
  const replies: string[] = [];
  const outbox: Deps['outbox'] = {
    ...scene.outbox,
    reply: async (root) => {
      replies.push(root.ts);
      return root;
    },
  };
  const deps: Deps = { ...scene.deps, ...store, outbox, ...change };
  const stopping = new AbortController();
  return {
    ...scene,
    ...store,
    deps,
    claims,
    replies,
    stopping,
    run: () => tailLogs.run(deps, stopping.signal),
  };
}

const aThread = (id: string, channel = 'C1') => aTail({ id, channel, thread: id });

describe('the job that moves log threads', () => {
  it('runs every second, and may begin again before it is done', () => {
    expect([tailLogs.cron, tailLogs.overlaps]).toEqual(['* * * * * *', true]);
  });

  it('claims what is due for twenty seconds', async () => {
    const { run, claims, log } = aStage([]);
    await run();
    expect(claims).toEqual([expect.stringMatching(/^worker-1\/\d+ until 00:20$/)]);
    expect(log).toEqual(['forget before 2026-02-25T03:00:00.000Z']);
  });

  it('forgets old threads once an hour', async () => {
    const stage = aStage([]);
    stage.pass(1000);
    await stage.run();
    stage.pass(59_000);
    await stage.run();
    expect(stage.log).toEqual([]);
    stage.pass(59 * 60_000);
    await stage.run();
    expect(stage.log).toEqual(['forget before 2026-02-25T04:00:00.000Z']);
  });

  it('lets one thread of a channel post and gives the others back, to be first next time', async () => {
    const stage = aStage([aThread('one'), aThread('two'), aThread('three')]);
    await stage.run();
    expect(stage.replies).toEqual(['one']);
    expect(stage.log.filter((words) => words.startsWith('release'))).toEqual([
      'release one',
      'release two',
      'release three',
    ]);
    // Those it was not the turn of keep the place they had.
    expect([...stage.nextAt.entries()]).toEqual([['one', at(500)]]);
  });

  it('goes on to the next thread of a channel where the one before had nothing to say', async () => {
    const quiet = { progress: { readAt: NOW } };
    const stage = aStage([aTail({ ...quiet, id: 'one' }), aThread('two'), aThread('three')]);
    await stage.run();
    expect(stage.replies).toEqual(['two']);
    expect(stage.nextAt.get('one')).toEqual(at(1350));
  });

  it('lets channels not wait for each other', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const replies: string[] = [];
    const scene = aScene();
    const reply: Deps['outbox']['reply'] = async (root) => {
      if (root.channel === 'C1') await gate;
      else open();
      replies.push(root.ts);
      return root;
    };
    const { run } = aStage([aThread('one'), aThread('two', 'C2')], { outbox: { ...scene.outbox, reply } });
    await run();
    expect(replies).toEqual(['two', 'one']);
  });

  it('goes on with the others when one breaks, tries that again later, and tells', async () => {
    const failure = new TypeError('a bug');
    const scene = aScene();
    const replies: string[] = [];
    const reply: Deps['outbox']['reply'] = async (root) => {
      if (root.ts === 'broken') throw failure;
      replies.push(root.ts);
      return root;
    };
    const stage = aStage([aThread('broken'), aThread('same channel'), aThread('elsewhere', 'C2')], {
      outbox: { ...scene.outbox, reply },
    });
    const error = await stage.run().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AggregateError);
    expect(error).toMatchObject({ errors: [failure] });
    expect(replies.sort()).toEqual(['elsewhere', 'same channel']);
    expect(stage.nextAt.get('broken')).toEqual(at(15_000));
    expect(stage.log.filter((words) => words.startsWith('release'))).toHaveLength(3);
  });

  it('gives everything back that it has not begun when the bot stops', async () => {
    const stage = aStage([aThread('one'), aThread('two', 'C2')]);
    stage.stopping.abort();
    await stage.run();
    expect(stage.replies).toEqual([]);
    expect(stage.log.filter((words) => words.startsWith('release'))).toEqual(['release one', 'release two']);
    expect([...stage.nextAt.entries()]).toEqual([]);
  });

  it('says every five seconds that it is there, for as long as it works', async () => {
    const waits: { ms: number; done: () => void }[] = [];
    const sleep: Deps['sleep'] = (ms, signal) =>
      new Promise((resolve) => {
        waits.push({ ms, done: resolve });
        signal?.addEventListener('abort', () => resolve());
      });
    const scene = aScene();
    let arrived = () => {};
    const posting = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const reply: Deps['outbox']['reply'] = async (root) => {
      await posting;
      return root;
    };
    const stage = aStage([aThread('one')], { sleep, outbox: { ...scene.outbox, reply } });
    const done = stage.run();
    for (const nth of [0, 1]) {
      while (waits.length <= nth) await Promise.resolve();
      stage.pass(5000);
      waits[nth]?.done();
    }
    while (waits.length <= 2) await Promise.resolve();
    arrived();
    await done;
    expect(waits.map(({ ms }) => ms)).toEqual([5000, 5000, 5000]);
    expect(stage.log.filter((words) => words.startsWith('renew'))).toEqual([
      'renew until 00:25',
      'renew until 00:30',
    ]);
  });
});
