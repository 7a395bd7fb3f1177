import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { progressOf } from '../../src/operation/progress.ts';
import { parseTracker } from '../../src/operation/tracker/parse.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aCriterion, anOperation, anOperationTask, aPercent, aPhase, said } from '../given-operation.ts';

describe('three numbers', () => {
  it("stay apart in the story's tracker", () => {
    const source = readFileSync(
      new URL('../../src/demo/story/operation-snail-trail.md', import.meta.url),
      'utf8',
    );
    const progress = progressOf(parseTracker(source).operation);
    expect(progress).toMatchObject({
      claimed: { value: { percent: 99 }, at: { line: 10 } },
      criteria: { done: 4, all: 10 },
      tasks: { done: 7, all: 16 },
      verified: undefined,
      gap: 59,
      current: { number: 4 },
      firstUnfinished: { number: 4 },
    });
    expect(progress.left.slice(0, 2).map(({ entry }) => entry.title)).toEqual([
      'Container Health Check Investigation',
      'Container health check failures resolved',
    ]);
    expect(progress.left).toHaveLength(1 + 6 + 9);
  });

  const half = [aCriterion('A', { met: true }), aCriterion('B'), aCriterion('C', { mark: 'cancelled' })];
  it.each([
    ['claimed and ticked', aPercent(75), half, 25],
    ['claimed less than ticked', aPercent(25), half, -25],
    ['words for a number', aPercent(undefined, 'about half'), half, undefined],
    ['no criteria', aPercent(75), [], undefined],
  ])('have a gap: %s', (_, claimed, entries, gap) => {
    expect(progressOf(anOperation({ header: { claimed: said(claimed) }, entries })).gap).toBe(gap);
  });

  it('are not worked out from the phases where the header says none', () => {
    const phases = [
      aPhase(1, 'A', { claimed: said(aPercent(100)) }),
      aPhase(2, 'B', { claimed: said(aPercent(50)) }),
    ];
    expect(progressOf(anOperation({ phases })).claimed).toBeUndefined();
  });

  it('take what probes have proven from outside', () => {
    const verified = { done: 3, all: 10, bound: 5 };
    expect(progressOf(anOperation(), { verified }).verified).toBe(verified);
  });
});

describe('a phase', () => {
  const phase = aPhase(1, 'Shop', { duration: said({ words: '30 minutes', ms: 1_800_000 }, 18) });
  it.each([
    [
      'worked out where start and end are known',
      { startedAt: minutesAgo(90), endedAt: NOW },
      { from: 'clock', ms: 5_400_000 },
    ],
    [
      'quoted where the end is not',
      { startedAt: minutesAgo(90) },
      { from: 'file', words: '30 minutes', ms: 1_800_000, line: 18 },
    ],
    [
      'quoted where the end is before the start',
      { startedAt: NOW, endedAt: minutesAgo(1) },
      { from: 'file', words: '30 minutes', ms: 1_800_000, line: 18 },
    ],
  ])('has a duration, %s', (_, extra, duration) => {
    const { phases } = progressOf(anOperation({ phases: [phase] }), { extras: { 'phase:1': extra } });
    expect(phases[0]?.duration).toEqual(duration);
  });

  it('counts its own tasks and criteria', () => {
    const entries = [
      anOperationTask('A', { phase: 'phase:1', done: true }),
      anOperationTask('B'),
      aCriterion('C', { phase: 'phase:1' }),
    ];
    const [first] = progressOf(anOperation({ phases: [phase], entries })).phases;
    expect([first?.tasks, first?.criteria]).toEqual([
      { done: 1, all: 1 },
      { done: 0, all: 1 },
    ]);
  });
});
