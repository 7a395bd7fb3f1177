import { describe, expect, it } from 'vitest';
import { ALERT_POLICY } from '../../src/alerting/policy.ts';
import type { AlertThread } from '../../src/alerting/thread.ts';
import { alertHere, clickedAlert, whoOf } from '../../src/ask/clicked-alert.ts';
import { UserError } from '../../src/errors.ts';
import { fakeThreads } from '../fake-store.ts';
import { aCall, clock, fakeEstate, fakeWatches, SOME_DIRECTORY } from '../fakes.ts';
import { minutesAgo, NOW } from '../given.ts';
import { ANNA, aRolloutThread, aThread, BEN } from '../given-alerts.ts';

const { place } = aCall();
const { estate } = fakeEstate([]);
const around = { estate, clock, watches: fakeWatches([]), directory: SOME_DIRECTORY, policy: ALERT_POLICY };
const acknowledge = (by = ANNA) => ({ id: 'thread-1', place, click: { kind: 'acknowledge', by } as const });

describe('the alert of a button', () => {
  const threads = fakeThreads([aThread(), aRolloutThread({ id: 'card' })]);

  it('is found by its id in its own channel', async () => {
    expect((await alertHere({ threads }, 'thread-1', place)).id).toBe('thread-1');
  });

  it.each([
    ['of a year-old message', 'forgotten', 'C1'],
    ['of another channel', 'thread-1', 'C2'],
    ['that is none', 'card', 'C1'],
    ['with a made-up value', "' or 1=1", 'C1'],
  ])('%s is over for good', async (_, id, channel) => {
    const finding = alertHere({ threads }, id, { channel });
    await expect(finding).rejects.toThrow(UserError);
    await expect(finding).rejects.toThrow('over for good. `/snail alerts` lists what is open.');
  });
});

describe('a click', () => {
  it('changes the alert, and comes back with its root as it is now', async () => {
    const threads = fakeThreads([aThread()]);
    const { message } = await clickedAlert({ ...around, threads }, acknowledge());
    expect(threads.kept()).toMatchObject([
      { version: 2, open: true, about: { state: 'acknowledged', acknowledged: { by: ANNA, at: NOW } } },
    ]);
    expect(message.text).toMatch(/^🟡 Acknowledged · prod\/web[\s\S]*Acknowledged by Anna/);
  });

  it('of a second person at the same time is told what the first one did', async () => {
    const threads = fakeThreads([aThread()]);
    const [one, other] = await Promise.allSettled([
      clickedAlert({ ...around, threads }, acknowledge(ANNA)),
      clickedAlert({ ...around, threads }, acknowledge(BEN)),
    ]);
    expect(one.status).toBe('fulfilled');
    expect(other).toMatchObject({
      status: 'rejected',
      reason: new UserError('Anna acknowledged it just now already.'),
    });
    expect(threads.kept()).toMatchObject([{ about: { acknowledged: { by: ANNA } } }]);
  });

  it('goes through although a sweep saves at that moment, and keeps what the sweep saw', async () => {
    const threads = fakeThreads([aThread()]);
    const swept = meanwhile(threads, (thread) => ({
      ...thread,
      about: { ...thread.about, reason: 'seen anew' },
    }));
    await clickedAlert({ ...around, threads: swept }, acknowledge());
    expect(threads.kept()).toMatchObject([{ about: { state: 'acknowledged', reason: 'seen anew' } }]);
  });

  it('gives up in words where something is saved again and again', async () => {
    const threads = fakeThreads([aThread()]);
    const busy = meanwhile(threads, (thread) => thread, 99);
    await expect(clickedAlert({ ...around, threads: busy }, acknowledge())).rejects.toThrow('Click again');
  });

  it('reopens nothing beside a newer alert about the same', async () => {
    const resolved = { at: minutesAgo(5), by: ANNA, how: 'Anna resolved it' };
    const old = aThread({ id: 'old', open: false, about: { state: 'resolved', resolved, looks: [] } });
    const threads = fakeThreads([old, aThread({ id: 'new' })]);
    const click = { id: 'old', place, click: { kind: 'reopen', by: BEN } as const };
    await expect(clickedAlert({ ...around, threads }, click)).rejects.toThrow('A newer alert about the same');
  });

  it('that ends it closes its thread', async () => {
    const threads = fakeThreads([aThread({ about: { looks: [] } })]);
    const click = { id: 'thread-1', place, click: { kind: 'resolve', by: ANNA } as const };
    const { message } = await clickedAlert({ ...around, threads }, click);
    expect(threads.kept()).toMatchObject([{ open: false, about: { state: 'resolved' } }]);
    expect(message.text).toContain('Resolved by Anna');
  });
});

it('knows whoever Slack does not name by their id', () => {
  const { person } = aCall();
  expect(whoOf({ ...person, name: 'Anna' })).toEqual({ id: 'U1', name: 'Anna' });
  expect(whoOf(person)).toEqual({ id: 'U1', name: 'U1' });
});

/** Somebody else saves just before, as often as is said. */
function meanwhile(
  threads: ReturnType<typeof fakeThreads>,
  change: (thread: AlertThread) => AlertThread,
  times = 1,
): ReturnType<typeof fakeThreads> {
  let left = times;
  return {
    ...threads,
    save: async (changes, now) => {
      left -= 1;
      const there = await alertHere({ threads }, 'thread-1', place);
      if (left >= 0) await threads.save([{ thread: change(there) }], now);
      return threads.save(changes, now);
    },
  };
}
