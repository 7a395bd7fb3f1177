import { expect, it } from 'vitest';
import { createAlongside } from '../src/alongside.ts';
import { systemClock } from '../src/clock.ts';

it('waits for all that runs, and for what comes meanwhile', async () => {
  const alongside = createAlongside(systemClock);
  const done: string[] = [];
  const later = (name: string) => systemClock.sleep(10).then(() => void done.push(name));
  alongside.add(later('first').then(() => alongside.add(later('second'))));
  expect(await alongside.finish(1000)).toBe(0);
  expect(done).toEqual(['first', 'second']);
});

it('tells how much was left when the time is over', async () => {
  const alongside = createAlongside(systemClock);
  alongside.add(new Promise(() => {}));
  alongside.add(Promise.resolve());
  expect(await alongside.finish(20)).toBe(1);
});

it('is done at once where nothing runs', async () => {
  expect(await createAlongside(systemClock).finish(60_000)).toBe(0);
});
