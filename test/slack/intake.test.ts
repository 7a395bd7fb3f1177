import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createIntake } from '../../src/slack/intake.ts';
import { readableLog } from './both-sides.ts';

function anIntake() {
  const { log, lines } = readableLog();
  return { intake: createIntake({ clock: systemClock, log }), lines };
}

it('does not begin before the acknowledgement had its turn', async () => {
  const { intake } = anIntake();
  const order: string[] = [];
  intake.take(async () => {
    order.push('work');
    return undefined;
  });
  await Promise.resolve();
  order.push('acknowledged');
  await intake.finish(1000);
  expect(order).toEqual(['acknowledged', 'work']);
});

it('runs eight at a time', async () => {
  const { intake } = anIntake();
  let running = 0;
  let most = 0;
  const ends: (() => void)[] = [];
  for (let i = 0; i < 20; i += 1) {
    intake.take(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => ends.push(resolve));
      running -= 1;
      return undefined;
    });
  }
  await vi.waitFor(() => expect(running).toBe(8));
  expect(intake.count()).toBe(20);
  const timer = setInterval(() => {
    for (const end of ends.splice(0)) end();
  }, 1);
  await intake.finish(5000);
  clearInterval(timer);
  expect(most).toBe(8);
  expect(intake.count()).toBe(0);
});

it('goes on after work that fails, and logs it with a reference', async () => {
  const { intake, lines } = anIntake();
  let isDone = false;
  intake.take(() => Promise.reject(new Error('a bug')));
  intake.take(async () => {
    isDone = true;
    return undefined;
  });
  await intake.finish(1000);
  expect(isDone).toBe(true);
  expect(lines.join('')).toMatch(/a bug.*"reference":"\w{8}"/);
});

it('drops a flood with an error in the log', async () => {
  const { intake, lines } = anIntake();
  let done = 0;
  const work = async () => {
    done += 1;
    return undefined;
  };
  for (let i = 0; i < 1500; i += 1) intake.take(work);
  await intake.finish(5000);
  expect(done).toBeGreaterThanOrEqual(1000);
  expect(done).toBeLessThan(1500);
  expect(lines.join('')).toContain('too much to do');
});

it('tells how much was left when the time is over', async () => {
  const { intake } = anIntake();
  intake.take(() => new Promise(() => {}));
  expect(await intake.finish(20)).toBe(1);
});

describe('what work leaves for later', () => {
  it('takes nobody else’s turn', async () => {
    const { intake } = anIntake();
    let end = () => {};
    const slow = new Promise<void>((resolve) => {
      end = resolve;
    });
    for (let i = 0; i < 20; i += 1) intake.take(async () => () => slow);
    const next = new Promise<void>((resolve) => {
      intake.take(async () => {
        resolve();
        return undefined;
      });
    });
    await next;
    expect(intake.count()).toBeGreaterThanOrEqual(20);
    end();
    expect(await intake.finish(1000)).toBe(0);
  });

  it('is waited for by the end, and counted when it hangs', async () => {
    const { intake } = anIntake();
    let isDone = false;
    intake.take(async () => async () => {
      await systemClock.sleep(30);
      isDone = true;
    });
    expect(await intake.finish(1000)).toBe(0);
    expect(isDone).toBe(true);
    intake.take(async () => () => new Promise(() => {}));
    expect(await intake.finish(20)).toBe(1);
  });

  it('fails alone, with a line in the log', async () => {
    const { intake, lines } = anIntake();
    intake.take(async () => () => Promise.reject(new Error('a bug in the rest')));
    await intake.finish(1000);
    expect(lines.join('')).toContain('a bug in the rest');
  });
});
