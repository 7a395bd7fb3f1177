import { describe, expect, it } from 'vitest';
import type { CoursePoint } from '../../src/digest/course.ts';
import { digestOperationMessage } from '../../src/views/digest-operation.ts';
import { minutesAgo, NOW } from '../given.ts';
import { anOperationDigest } from './digest-cases.ts';

const NO_CHANGE = { done: [], added: [], regressed: [], removed: 0, phases: [] } as const;
const point = (days: number, given: Partial<CoursePoint> = {}): CoursePoint => ({
  at: minutesAgo(days * 1440),
  ...{ claimed: 99, criteria: 40, verified: undefined },
  ...given,
});
const message = (course: readonly CoursePoint[] = [], lastAt: Date | undefined = minutesAgo(1440)) =>
  digestOperationMessage({ operation: anOperationDigest(), lastAt, course, most: 5, now: NOW });
const charts = (course: readonly CoursePoint[]) =>
  message(course)?.blocks.filter(({ type }) => type === 'data_visualization') ?? [];

describe('the operation of a digest', () => {
  it('has no title over nothing', () => {
    const quiet = anOperationDigest({
      ...{ changes: NO_CHANGE, contradictions: { fresh: [], standing: 3 }, stale: [], next: [] },
    });
    const said = digestOperationMessage({ operation: quiet, lastAt: NOW, course: [], most: 5, now: NOW });
    expect(said?.text).toBe('What changed since 4 Mar 03:00 UTC\nNothing in the tracker.');
  });

  it('names what became verified and what is not any more, and why', () => {
    const lost = { id: 'c', kind: 'criterion', isUnticked: false } as const;
    const changes = {
      ...NO_CHANGE,
      proven: {
        gained: [{ kind: 'criterion', title: 'Alarm is quiet' }],
        lost: [
          { ...lost, title: 'Rolled out', isRefuted: true, isUnticked: true, reason: 'web serves <web:15>' },
          { ...lost, title: 'Steady', isRefuted: false, reason: 'needs ecs:ListTasks' },
        ],
      },
    } as const;
    const operation = anOperationDigest({ changes, contradictions: { fresh: [], standing: 0 } });
    const said = digestOperationMessage({ operation, lastAt: NOW, course: [], most: 5, now: NOW });
    expect(said?.text).toContain(
      'What changed since 4 Mar 03:00 UTC\n' +
        '❌ refuted now: criterion Rolled out · web serves <web:15> · its tick is gone\n' +
        '❔ not verified any more: criterion Steady · needs ecs:ListTasks\n' +
        '✅ verified: criterion Alarm is quiet\n',
    );
    expect(JSON.stringify(said?.blocks)).toContain('&lt;web:15&gt;');
  });

  it('says that there is nothing to compare with', () => {
    const said = digestOperationMessage({
      operation: anOperationDigest({ compared: false }),
      lastAt: undefined,
      course: [],
      most: 5,
      now: NOW,
    });
    expect(said?.text).toMatch(
      /^What changed\nNothing to compare with: no digest was posted here before\.\n/,
    );
  });

  it.each([
    [
      'the first digest',
      undefined,
      /no digest was posted here before\.\n3 contradictions \(\/snail contradictions\)\n⚠️ line 3: “Overall/,
    ],
    [
      'the first about this operation',
      minutesAgo(1440),
      /the digest before was not about this operation\.\n3 contradictions \(\/snail contradictions\)\n/,
    ],
  ])('calls nothing new in %s', (_, lastAt, words) => {
    const operation = anOperationDigest({ compared: false });
    const said = digestOperationMessage({ operation, lastAt, course: [], most: 5, now: NOW });
    expect(said?.text).toMatch(words);
    expect(said?.text).not.toContain('New contradictions');
  });

  it('draws its course from three digests on, and says it in words', () => {
    expect(charts([point(1), point(0)])).toEqual([]);
    const course = [point(2, { claimed: 80 }), point(1, { criteria: 30 }), point(0)];
    expect(charts(course)).toMatchObject([
      {
        chart: {
          type: 'line',
          series: [
            { name: 'claimed', data: [{ label: '2 Mar 03:00', value: 80 }, {}, {}] },
            { name: 'criteria' },
          ],
        },
      },
    ]);
    expect(message(course)?.text).toMatch(
      /\nProgress at each digest\n2 Mar 03:00 UTC: claimed 80 %, criteria 40 %\n3 Mar 03:00 UTC: claimed 99 %, criteria 30 %\n/,
    );
  });

  it('draws no number that was not known at one of them', () => {
    const course = [point(2), point(1, { claimed: undefined }), point(0)];
    expect(charts(course)).toMatchObject([{ chart: { series: [{ name: 'criteria' }] } }]);
    const none = { claimed: undefined, criteria: undefined };
    expect(charts([point(2, none), point(1, none), point(0, none)])).toEqual([]);
  });
});
