import { describe, expect, it } from 'vitest';
import type { Look } from '../../src/alerting/alert.ts';
import { badAmong, badRun, goodRun, isBadEnough, isBadNow, withLook } from '../../src/alerting/looks.ts';
import { ALERT_POLICY } from '../../src/alerting/policy.ts';
import { minutesAgo, NOW } from '../given.ts';

/** Looks a minute apart, the newest a minute ago: `b` for a bad one. */
function looksOf(marks: string): readonly Look[] {
  return [...marks].map((mark, at) => ({ at: minutesAgo(marks.length - at), bad: mark === 'b' }));
}

function marksOf(looks: readonly Look[]): string {
  return looks.map(({ bad }) => (bad ? 'b' : 'g')).join('');
}

describe('withLook', () => {
  it.each([
    ['', true, 'b'],
    ['bg', true, 'bgb'],
    ['bgbb', false, 'gbbg'],
    ['bbb', true, 'bbbb'],
    ['bbbb', false, 'bbbg'],
  ])('of %s makes the newest four', (marks, bad, expected) => {
    expect(marksOf(withLook(looksOf(marks), { at: NOW, bad }, 4))).toBe(expected);
  });

  it('keeps since when they are all alike', () => {
    const good = looksOf('gggg');
    expect(withLook(good, { at: NOW, bad: false }, 4)).toBe(good);
    expect(withLook(good, { at: NOW, bad: true }, 4)).not.toBe(good);
  });

  it('begins anew after a long gap, or where the clock was set far back', () => {
    const later = (minutes: number) =>
      withLook([{ at: minutesAgo(minutes), bad: true }], { at: NOW, bad: true }, 4);
    expect([later(15), later(16), later(-16)].map(marksOf)).toEqual(['bb', 'b', 'b']);
    const ahead = looksOf('bbbb').map(({ bad }) => ({ at: minutesAgo(-60), bad }));
    expect(withLook(ahead, { at: NOW, bad: true }, 4)).toEqual([{ at: NOW, bad: true }]);
  });
});

describe('looks', () => {
  it('tell how many of the newest were bad', () => {
    expect([badAmong(looksOf('bbgb'), 4), badAmong(looksOf('bbgb'), 2), badAmong([], 4)]).toEqual([3, 1, 0]);
  });

  it.each([
    ['bbgg', 'gg', ''],
    ['ggbb', '', 'bb'],
    ['ggg', 'ggg', ''],
    ['', '', ''],
  ])('of %s end in the good %s and the bad %s', (marks, good, bad) => {
    const looks = looksOf(marks);
    expect([marksOf(goodRun(looks)), marksOf(badRun(looks)), isBadNow(looks)]).toEqual([
      good,
      bad,
      bad !== '',
    ]);
  });

  it.each([
    ['bbb', true],
    ['bgbb', true],
    ['bbbg', false],
    ['bggb', false],
    ['bbbgb', true],
    ['bbgbg', false],
    ['', false],
  ])('of %s are bad enough: %s', (marks, expected) => {
    expect(isBadEnough(looksOf(marks), ALERT_POLICY)).toBe(expected);
  });
});
