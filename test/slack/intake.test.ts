import { expect, it, vi } from 'vitest';
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
  intake.take(async () => void order.push('work'));
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
