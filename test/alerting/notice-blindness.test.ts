import { describe, expect, it } from 'vitest';
import type { Blindness } from '../../src/alerting/blindness.ts';
import { noticeBlindness } from '../../src/alerting/notice-blindness.ts';
import { minutesAgo, NOW } from '../given.ts';

const DENIED = 'could not describe services of cluster prod – needs ecs:DescribeServices';
const THROTTLED = 'could not list tasks of cluster prod: AWS is throttling';

/** Its minute, and the reason of each service that it missed. */
type Sweep = readonly [number, readonly string[]];

/** What comes of sweeps over ten services. */
function sweeps(...all: readonly Sweep[]): Blindness | undefined {
  return all.reduce<Blindness | undefined>(
    (known, [minute, reasons]) =>
      noticeBlindness(
        known,
        { env: 'prod-eu', missing: reasons.length, of: 10, reasons },
        minutesAgo(-minute),
      ),
    undefined,
  );
}

describe('noticeBlindness', () => {
  it.each<[string, readonly Sweep[], Blindness['state'] | undefined]>([
    ['nothing is missing', [[0, []]], undefined],
    ['something is missing', [[0, [DENIED]]], 'counting'],
    [
      'it is missing for less than five minutes',
      [
        [0, [DENIED]],
        [4.9, [DENIED]],
      ],
      'counting',
    ],
    [
      'it is missing for five minutes',
      [
        [0, [DENIED]],
        [5, [DENIED]],
      ],
      'blind',
    ],
    [
      'nobody looked for a while in between',
      [
        [0, [DENIED]],
        [180, [DENIED]],
      ],
      'counting',
    ],
    [
      'it is there again before that',
      [
        [0, [DENIED]],
        [4, []],
      ],
      undefined,
    ],
    [
      'it is there again in between',
      [
        [0, [DENIED]],
        [4, []],
        [5, [DENIED]],
      ],
      'counting',
    ],
    [
      'all can be read again',
      [
        [0, [DENIED]],
        [5, [DENIED]],
        [6, []],
      ],
      'over',
    ],
    [
      'it stays so',
      [
        [0, [DENIED]],
        [5, [DENIED]],
        [6, []],
        [7, []],
      ],
      'over',
    ],
    [
      'less is missing, but not nothing',
      [
        [0, [DENIED, DENIED]],
        [5, [DENIED, DENIED]],
        [6, [DENIED]],
      ],
      'blind',
    ],
    [
      'it begins again',
      [
        [0, [DENIED]],
        [5, [DENIED]],
        [6, []],
        [7, [DENIED]],
      ],
      'counting',
    ],
    [
      'the clock is set back',
      [
        [0, [DENIED]],
        [-60, [DENIED]],
      ],
      'counting',
    ],
    [
      'the clock is set back while it is blind',
      [
        [0, [DENIED]],
        [5, [DENIED]],
        [-60, [DENIED]],
      ],
      'blind',
    ],
  ])('where %s', (_, all, state) => {
    expect(sweeps(...all)?.state).toBe(state);
  });

  it('says how much is missing, since when, and why, each reason once and the most frequent first', () => {
    expect(sweeps([0, [THROTTLED]], [5, [THROTTLED, DENIED, DENIED]])).toEqual({
      topic: 'blindness',
      env: 'prod-eu',
      state: 'blind',
      missing: 3,
      of: 10,
      reasons: [DENIED, THROTTLED],
      sinceAt: NOW,
      overAt: undefined,
    });
  });

  it('says when it was over, and begins anew after that', () => {
    expect(sweeps([0, [DENIED]], [5, [DENIED]], [6, []])).toMatchObject({
      sinceAt: NOW,
      overAt: minutesAgo(-6),
      missing: 1,
    });
    expect(sweeps([0, [DENIED]], [5, [DENIED]], [6, []], [7, [DENIED]])).toMatchObject({
      sinceAt: minutesAgo(-7),
      overAt: undefined,
    });
  });

  it('is the same object while nothing that people see has changed', () => {
    const seen = (...reasons: readonly string[]) => ({
      env: 'prod-eu',
      missing: reasons.length,
      of: 10,
      reasons,
    });
    const counting = noticeBlindness(undefined, seen(DENIED, THROTTLED), NOW);
    expect(noticeBlindness(counting, seen(THROTTLED, DENIED), minutesAgo(-1))).toBe(counting);
    const blind = noticeBlindness(counting, seen(DENIED, THROTTLED), minutesAgo(-5));
    expect(noticeBlindness(blind, seen(DENIED, THROTTLED), minutesAgo(-9))).toBe(blind);
    expect(noticeBlindness(blind, seen(DENIED, DENIED), minutesAgo(-9))).not.toBe(blind);
    const over = noticeBlindness(blind, seen(), minutesAgo(-10));
    expect(noticeBlindness(over, seen(), minutesAgo(-11))).toBe(over);
  });
});
