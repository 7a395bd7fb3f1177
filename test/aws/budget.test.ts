import { describe, expect, it } from 'vitest';
import { createBudget, type Ticket } from '../../src/aws/budget.ts';
import { LIMITS } from '../../src/aws/limits.ts';

const RATE = { calls: 3, perMs: 300 };

/** A clock that jumps to the end of every sleep. */
function jumpingClock() {
  let ms = 1_000_000;
  return {
    now: () => new Date(ms),
    sleep: async (forMs: number) => {
      // Those whose turn it was go on first.
      await new Promise((resolve) => setImmediate(resolve));
      ms += forMs;
    },
    setBack: (byMs: number) => {
      ms -= byMs;
    },
  };
}

function given() {
  const clock = jumpingClock();
  const beganMs = clock.now().getTime();
  const stopping = new AbortController();
  const budget = createBudget({ ...LIMITS.rates, elb: RATE, logs: RATE }, clock, stopping.signal);
  const passed: { name: string; atMs: number }[] = [];
  const ask = async (name: string, ticket: Partial<Ticket> = {}) => {
    const mine = { urgent: false, gone: false, ...ticket };
    await budget.turn('elb', mine);
    passed.push({ name, atMs: clock.now().getTime() - beganMs });
  };
  return { clock, stopping, budget, passed, ask };
}

describe('the budget', () => {
  it('lets a burst through at once and the rest evenly behind it', async () => {
    const { ask, passed } = given();
    await Promise.all(['1', '2', '3', '4', '5'].map((name) => ask(name)));
    expect(passed.map(({ atMs }) => atMs)).toEqual([0, 0, 0, 100, 200]);
  });

  it('never lets more than a burst and the refill through in any stretch', async () => {
    const { ask, passed } = given();
    await Promise.all(Array.from({ length: 40 }, (_, nth) => ask(String(nth))));
    for (const { atMs } of passed) {
      const within = passed.filter((other) => other.atMs >= atMs && other.atMs < atMs + RATE.perMs);
      expect(within.length).toBeLessThanOrEqual(RATE.calls * 2);
    }
  });

  it('lets urgent calls overtake those that only fill in later', async () => {
    const { ask, passed } = given();
    const all = Array.from({ length: 20 }, (_, nth) => ask(`later ${nth}`));
    await Promise.all([...all, ask('urgent', { urgent: true })]);
    expect(passed.findIndex(({ name }) => name === 'urgent')).toBeLessThan(4);
  });

  it('spends nothing on those that nobody wants any more', async () => {
    const { budget, ask, passed } = given();
    const gone = { urgent: false, gone: false };
    const first = [ask('1'), ask('2'), ask('3')];
    void budget.turn('elb', gone);
    gone.gone = true;
    await Promise.all([...first, ask('4')]);
    expect(passed.at(-1)).toEqual({ name: '4', atMs: 100 });
  });

  it('keeps buckets apart', async () => {
    const { budget, clock, ask } = given();
    await Promise.all([ask('1'), ask('2'), ask('3')]);
    const before = clock.now();
    await budget.turn('logs', { urgent: false, gone: false });
    expect(clock.now()).toEqual(before);
  });

  it('goes on when the clock is set back', async () => {
    const { ask, clock, passed } = given();
    await Promise.all(['1', '2', '3'].map((name) => ask(name)));
    clock.setBack(3_600_000);
    await ask('4');
    expect(passed.at(-1)?.atMs).toBeLessThan(0);
  });

  it('sends everybody away when the bot stops', async () => {
    const clock = { now: () => new Date(0), sleep: () => new Promise<void>(() => {}) };
    const stopping = new AbortController();
    const budget = createBudget({ ...LIMITS.rates, elb: RATE }, clock, stopping.signal);
    const turns = Array.from({ length: 5 }, () => budget.turn('elb', { urgent: false, gone: false }));
    const settled = Promise.allSettled(turns);
    stopping.abort(new Error('the end'));
    expect((await settled).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    await expect(budget.turn('elb', { urgent: true, gone: false })).rejects.toThrow('the end');
  });
});
