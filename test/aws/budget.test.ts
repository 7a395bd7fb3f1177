import { describe, expect, it } from 'vitest';
import { createBudget, type Lane, raise, type Ticket } from '../../src/aws/budget.ts';
import { LIMITS, type Rate } from '../../src/aws/limits.ts';

const RATE = { calls: 3, perMs: 300 };
const ROUTINE = { calls: 2, perMs: 1000 };

function aPlace(lane: Lane = 'later') {
  return { ticket: { lane }, gone: false };
}

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

/** A clock that stands still until it is moved; who sleeps is woken then, or by the signal. */
function standingClock() {
  let ms = 1_000_000;
  const sleepers = new Set<() => void>();
  return {
    now: () => new Date(ms),
    sleep: (_: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) => {
        sleepers.add(resolve);
        signal?.addEventListener('abort', () => resolve());
      }),
    forward: (byMs: number) => {
      ms += byMs;
      for (const wake of sleepers) wake();
    },
  };
}

function given() {
  const clock = jumpingClock();
  const beganMs = clock.now().getTime();
  const stopping = new AbortController();
  const rates = { ...LIMITS.rates, elb: RATE, logs: RATE };
  const routine = { ...LIMITS.routine, elb: ROUTINE };
  const budget = createBudget({ rates, routine }, clock, stopping.signal);
  const passed: { name: string; atMs: number }[] = [];
  const ask = async (name: string, lane: Lane = 'later', ticket: Ticket = { lane }) => {
    await budget.turn('elb', { ticket, gone: false });
    passed.push({ name, atMs: clock.now().getTime() - beganMs });
  };
  return { clock, stopping, budget, passed, ask };
}

describe('routine calls', () => {
  it('keep to a rate of their own', async () => {
    const { ask, passed } = given();
    await Promise.all(['1', '2', '3', '4'].map((name) => ask(name, 'routine')));
    expect(passed.map(({ atMs }) => atMs)).toEqual([0, 0, 500, 1000]);
  });

  it('leave half of the burst to people', async () => {
    const { ask, passed } = given();
    await Promise.all([ask('1'), ask('2'), ask('round', 'routine')]);
    // One token of three is left, and the round leaves that to people.
    expect(passed).toEqual([
      { name: '1', atMs: 0 },
      { name: '2', atMs: 0 },
      { name: 'round', atMs: 100 },
    ]);
  });

  it('let everybody else go first, those that fill in later as well', async () => {
    const { ask, passed } = given();
    const rounds = Array.from({ length: 6 }, (_, nth) => ask(`round ${nth}`, 'routine'));
    await Promise.all([...rounds, ask('later'), ask('urgent', 'urgent')]);
    const names = passed.map(({ name }) => name);
    // Two were let through before the others came.
    expect(names.slice(0, 5)).toEqual(['round 0', 'round 1', 'urgent', 'later', 'round 2']);
  });

  it('do not hold back who comes while they wait', async () => {
    const clock = standingClock();
    const rates = { ...LIMITS.rates, elb: RATE };
    const routine = { ...LIMITS.routine, elb: { calls: 1, perMs: 1000 } };
    const budget = createBudget({ rates, routine }, clock, new AbortController().signal);
    await budget.turn('elb', aPlace('routine'));
    const waits = budget.turn('elb', aPlace('routine'));
    await budget.turn('elb', aPlace('urgent'));
    clock.forward(1000);
    await waits;
  });

  it('that somebody now waits for do not keep to it any more', async () => {
    const { ask, passed } = given();
    const ticket: Ticket = { lane: 'routine' };
    const rounds = ['1', '2', '3', '4', '5'].map((name) => ask(name, 'routine'));
    const last = ask('last', 'routine', ticket);
    raise(ticket, 'urgent');
    raise(ticket, 'later');
    await Promise.all([...rounds, last]);
    expect(passed.findIndex(({ name }) => name === 'last')).toBe(2);
  });

  it('may use a quarter of what AWS refills and no more, and leave the rest of our share alone', () => {
    const perSecond = ({ calls, perMs }: Rate) => (calls * 1000) / perMs;
    for (const bucket of ['ecs-service', 'ecs-resource', 'ecs-cluster', 'ecs-definition'] as const)
      expect(perSecond(LIMITS.routine[bucket])).toBeLessThanOrEqual(20 / 4);
    expect(perSecond(LIMITS.routine.elb)).toBeLessThanOrEqual(10 / 4);
    expect(perSecond(LIMITS.routine.logs)).toBeLessThanOrEqual(5 / 4);
  });
});

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
    await Promise.all([...all, ask('urgent', 'urgent')]);
    expect(passed.findIndex(({ name }) => name === 'urgent')).toBeLessThan(4);
  });

  it('spends nothing on those that nobody wants any more', async () => {
    const { budget, ask, passed } = given();
    const gone = aPlace();
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
    await budget.turn('logs', aPlace());
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
    const budget = createBudget(
      { rates: { ...LIMITS.rates, elb: RATE }, routine: LIMITS.routine },
      clock,
      stopping.signal,
    );
    const turns = Array.from({ length: 5 }, () => budget.turn('elb', aPlace()));
    const settled = Promise.allSettled(turns);
    stopping.abort(new Error('the end'));
    expect((await settled).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    await expect(budget.turn('elb', aPlace('urgent'))).rejects.toThrow('the end');
  });
});
