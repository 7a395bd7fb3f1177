import { describe, expect, it } from 'vitest';
import { withLease } from '../../src/jobs/lease.ts';
import type { Store } from '../../src/store/store.ts';
import { fakeLeases } from '../fake-store.ts';
import { NOW } from '../given.ts';

const SECOND = 1000;

/** Two processes at the same store, and a clock that moves while they sleep. */
function twoWorkers(leases: Store['leases'] = fakeLeases()) {
  let now = NOW;
  const clock = { now: () => now };
  const pass = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  const sleeping: (() => void)[] = [];
  const sleep = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      const done = () => {
        signal?.removeEventListener('abort', done);
        resolve();
      };
      signal?.addEventListener('abort', done);
      if (signal?.aborted) done();
      sleeping.push(() => {
        pass(ms);
        done();
      });
    });
  const deps = (worker: string) => ({ leases, clock, sleep, worker });
  return {
    ...{ one: deps('one'), other: deps('other'), pass },
    /** Lets everybody sleep once, and do what they do then. */
    async wake() {
      for (const wake of sleeping.splice(0)) wake();
      await begun();
    },
  };
}

/** Work that lasts until it is ended. */
function longWork() {
  let end = () => {};
  const signals: AbortSignal[] = [];
  const work = (lost: AbortSignal) => {
    signals.push(lost);
    return new Promise<void>((resolve) => {
      end = resolve;
    });
  };
  return { work, end: () => end(), isLost: () => signals.some(({ aborted }) => aborted) };
}

/** Until all that can go on has done so. */
function begun(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function isTaken(deps: Parameters<typeof withLease>[0]): Promise<boolean> {
  let done = false;
  await withLease(deps, 'night-watch', async () => {
    done = true;
  });
  return !done;
}

describe('work that only one process may do', () => {
  it('is done by whoever comes first, who keeps it for the next time', async () => {
    const { one, other, pass } = twoWorkers();
    expect(await isTaken(one)).toBe(false);
    pass(15 * SECOND);
    expect(await isTaken(other)).toBe(true);
    expect(await isTaken(one)).toBe(false);
  });

  it('is left to others twenty seconds after its process died', async () => {
    const { one, other, pass } = twoWorkers();
    await isTaken(one);
    pass(20 * SECOND - 1);
    expect(await isTaken(other)).toBe(true);
    pass(1);
    expect(await isTaken(other)).toBe(false);
    expect(await isTaken(one)).toBe(true);
  });

  it('stays with its process however long it lasts', async () => {
    const { one, other, wake } = twoWorkers();
    const { work, end, isLost } = longWork();
    const done = withLease(one, 'night-watch', work);
    for (let nap = 0; nap < 12; nap += 1) {
      await wake();
      expect(await isTaken(other)).toBe(true);
    }
    expect(isLost()).toBe(false);
    end();
    await done;
  });

  it('of another name is other work', async () => {
    const { one, other } = twoWorkers();
    await withLease(one, 'deliver:C1', async () => {});
    expect(await isTaken(other)).toBe(false);
  });

  it('hears of it when another has taken it over', async () => {
    const { one, other, pass, wake } = twoWorkers();
    const { work, end, isLost } = longWork();
    const done = withLease(one, 'night-watch', work);
    await begun();
    pass(60 * SECOND);
    expect(await isTaken(other)).toBe(false);
    expect(isLost()).toBe(false);
    await wake();
    expect(isLost()).toBe(true);
    end();
    await done;
  });

  it('throws its own error, and is not renewed any more', async () => {
    const { one, other, pass } = twoWorkers();
    const failing = withLease(one, 'night-watch', async () => {
      throw new TypeError('a bug');
    });
    await expect(failing).rejects.toThrow('a bug');
    pass(20 * SECOND);
    expect(await isTaken(other)).toBe(false);
  });
});

describe('a lease that cannot be renewed', () => {
  /** Fails while it is told to. */
  function brokenLeases() {
    const leases = fakeLeases();
    const state = { broken: false };
    const take: typeof leases.take = async (...asked) => {
      if (state.broken) throw new Error('no database');
      return leases.take(...asked);
    };
    return { leases: { ...leases, take }, state };
  }

  it('is no failure where the next try makes up for it', async () => {
    const { leases, state } = brokenLeases();
    const { one, wake } = twoWorkers(leases);
    const { work, end, isLost } = longWork();
    const done = withLease(one, 'night-watch', work);
    await begun();
    state.broken = true;
    await wake();
    await wake();
    state.broken = false;
    await wake();
    end();
    await done;
    expect(isLost()).toBe(false);
  });

  it('is lost when it is over, and the failure is thrown when the work is done', async () => {
    const { leases, state } = brokenLeases();
    const { one, wake } = twoWorkers(leases);
    const { work, end, isLost } = longWork();
    const done = withLease(one, 'night-watch', work);
    await begun();
    state.broken = true;
    for (let nap = 0; nap < 3; nap += 1) await wake();
    expect(isLost()).toBe(false);
    await wake();
    expect(isLost()).toBe(true);
    end();
    await expect(done).rejects.toThrow('no database');
  });
});
