import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { inPieces, systemClock } from '../src/clock.ts';

const HOUR = 3_600_000;

describe('the system clock', () => {
  it('tells the time of the machine', () => {
    const before = Date.now();
    const now = systemClock.now().getTime();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('sleeps at least as long as asked', async () => {
    const startedAt = performance.now();
    await systemClock.sleep(30);
    // Node's timers may be early by a part of a millisecond.
    expect(performance.now() - startedAt).toBeGreaterThan(28);
  });

  it('wakes at once when the signal is aborted, without an error', async () => {
    const controller = new AbortController();
    const sleeping = systemClock.sleep(HOUR, controller.signal);
    controller.abort();
    expect(await sleeping).toBeUndefined();
  });

  it('does not fall asleep when the signal is aborted already', async () => {
    expect(await systemClock.sleep(HOUR, AbortSignal.abort())).toBeUndefined();
  });

  it('leaves nothing behind on a signal that lives on', async () => {
    const { signal } = new AbortController();
    for (let n = 0; n < 20; n += 1) await systemClock.sleep(0, signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

describe('long work', () => {
  it('is handed over whole and in order', async () => {
    for (const length of [0, 1, 20, 21, 1000]) {
      const all = Array.from({ length }, (_, nth) => nth);
      const taken: number[] = [];
      await inPieces(all, (piece) => void taken.push(...piece));
      expect(taken).toEqual(all);
    }
  });

  it('lets others have their turn, however slow it is', async () => {
    let turns = 0;
    const other = setInterval(() => {
      turns += 1;
    }, 1);
    const all = Array.from({ length: 400 }, (_, nth) => nth);
    await inPieces(all, () => {
      const beganMs = performance.now();
      while (performance.now() - beganMs < 3);
    });
    clearInterval(other);
    // Twenty pieces of three milliseconds each.
    expect(turns).toBeGreaterThan(5);
  });

  it('fails as its part does', async () => {
    const broken = inPieces(new Array(100).fill(0), () => {
      throw new RangeError('broken');
    });
    await expect(broken).rejects.toThrow('broken');
  });
});
