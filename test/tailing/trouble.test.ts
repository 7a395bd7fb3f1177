import { describe, expect, it } from 'vitest';
import { UpstreamError, type UpstreamKind } from '../../src/errors.ts';
import type { Tail } from '../../src/tailing/tail.ts';
import { isPassing, recovered, troubleAfter } from '../../src/tailing/trouble.ts';
import { NOW } from '../given.ts';
import { aSource, aTail } from '../given-tails.ts';

const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const failure = (kind: UpstreamKind) => new UpstreamError('read the lines', kind);
const two = [aSource(), aSource({ container: 'proxy' })];
const reading = { progress: { readAt: NOW } };

/** What is decided at each second of a tail that fails in these ways, one after the other. */
function course(given: Tail, steps: readonly (readonly [seconds: number, ...kinds: UpstreamKind[]])[]) {
  let tail = given;
  return steps.map(([seconds, ...kinds]) => {
    const step = troubleAfter(tail, kinds.map(failure), later(seconds));
    if (step.kind === 'end') return `${seconds} ${step.end.why}`;
    tail = { ...tail, progress: { ...tail.progress, trouble: step.trouble } };
    return `${seconds} ${step.kind}`;
  });
}

describe('trouble with reading', () => {
  it('that passes by itself is not told, then once, and its end once', () => {
    const steps = course(aTail(reading), [
      [0, 'throttled'],
      [5, 'timeout'],
      [14, 'unreachable'],
      [15, 'throttled'],
      [30, 'throttled'],
      [40],
      [50],
      [60, 'throttled'],
      [74, 'throttled'],
      [75, 'throttled'],
    ]);
    expect(steps).toEqual([
      '0 quiet',
      '5 quiet',
      '14 quiet',
      '15 tell',
      '30 quiet',
      '40 recovered',
      '50 quiet',
      '60 quiet',
      '74 quiet',
      '75 tell',
    ]);
  });

  it('over before anybody was told is not told at all', () => {
    expect(course(aTail(reading), [[0, 'throttled'], [5], [6]])).toEqual(['0 quiet', '5 quiet', '6 quiet']);
  });

  it('is told at once by a thread that has shown nothing yet', () => {
    expect(course(aTail(), [[0, 'throttled'], [1, 'throttled'], [2]])).toEqual([
      '0 tell',
      '1 quiet',
      '2 recovered',
    ]);
  });

  it.each<[string, Partial<Parameters<typeof aTail>[0]>, Parameters<typeof course>[1], string[]]>([
    ['a permission that is missing ends it', {}, [[0, 'denied']], ['0 denied']],
    [
      'a permission that is missing for one of two is told at once, and the other goes on',
      { plan: { sources: two } },
      [[0, 'denied'], [60, 'denied'], [90]],
      ['0 tell', '60 quiet', '90 recovered'],
    ],
    [
      'two that fail in different ways end nothing',
      { plan: { sources: two } },
      [
        [0, 'denied', 'throttled'],
        [61, 'not-found', 'throttled'],
      ],
      ['0 tell', '61 quiet'],
    ],
    [
      'both denied ends it',
      { plan: { sources: two } },
      [
        [0, 'throttled'],
        [5, 'denied', 'denied'],
      ],
      ['0 quiet', '5 denied'],
    ],
    [
      'a log group that is gone may come back within a minute',
      {},
      [
        [0, 'not-found'],
        [59, 'not-found'],
        [60, 'not-found'],
      ],
      ['0 tell', '59 quiet', '60 gone'],
    ],
    [
      'a log group that is gone ends a window at once',
      { plan: { untilAt: NOW } },
      [[0, 'not-found']],
      ['0 gone'],
    ],
    [
      'what passes is waited for by a window for a quarter of a minute',
      { plan: { untilAt: NOW } },
      [
        [0, 'throttled'],
        [14, 'throttled'],
        [15, 'throttled'],
      ],
      ['0 quiet', '14 quiet', '15 failed'],
    ],
    [
      'what passes is waited for to the end of the tail',
      {},
      [
        [0, 'throttled'],
        [299, 'throttled'],
        [300, 'throttled'],
      ],
      ['0 quiet', '299 tell', '300 failed'],
    ],
    [
      'the end of the tail is not put off by one of two',
      { plan: { sources: two } },
      [
        [0, 'throttled'],
        [400, 'throttled'],
      ],
      ['0 quiet', '400 tell'],
    ],
  ])('%s', (_, given, steps, decided) => {
    expect(course(aTail({ ...reading, ...given }), steps)).toEqual(decided);
  });

  it('is told with what would help', () => {
    const denied = new UpstreamError('read the lines', 'denied', { permission: 'logs:FilterLogEvents' });
    expect(troubleAfter(aTail(reading), [denied], NOW)).toMatchObject({
      end: { detail: 'could not read the lines (it needs logs:FilterLogEvents)' },
    });
  });

  it('keeps a tail from ending by itself for as long as it may pass', () => {
    const trouble = { sinceAt: NOW, words: '', told: false };
    expect([14, 15].map((seconds) => isPassing(trouble, later(seconds)))).toEqual([true, false]);
    expect(isPassing(undefined, NOW)).toBe(false);
  });

  it('ends with a promise', () => {
    expect(recovered()).toBe('The lines can be read again; what was written meanwhile follows.');
  });
});
