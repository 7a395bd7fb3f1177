import { describe, expect, it } from 'vitest';
import { collapseRepeats } from '../../src/tailing/repeats.ts';
import { minutesAgo } from '../given.ts';
import { anEntry } from './given-lines.ts';

describe('repeats', () => {
  it('fold neighbours into one with a count, the last time and the tasks that said it', () => {
    const run = [3, 2, 1].map((minutes, index) =>
      anEntry({ at: minutesAgo(minutes), lines: 2, task: index === 1 ? 'b' : 'a' }),
    );
    expect(collapseRepeats(run)).toEqual([
      anEntry({
        at: minutesAgo(3),
        lastAt: minutesAgo(1),
        task: 'a',
        lines: 6,
        times: 3,
        timesByTask: new Map([
          ['a', 2],
          ['b', 1],
        ]),
      }),
    ]);
  });

  it('fold again what was folded before', () => {
    const twice = collapseRepeats([anEntry(), anEntry()]);
    expect(collapseRepeats([...twice, anEntry({ task: 'b' })])).toMatchObject([
      {
        times: 3,
        lines: 3,
        timesByTask: new Map([
          ['1a2b3c4d5e6f', 2],
          ['b', 1],
        ]),
      },
    ]);
  });

  it.each([
    [{ text: 'other' }],
    [{ level: 'error' as const }],
    [{ container: 'proxy' }],
    [{ late: true }],
    [{ continued: true }],
  ])('never fold what differs: %j', (difference) => {
    const entries = [anEntry(), anEntry(difference), anEntry()];
    expect(collapseRepeats(entries)).toEqual(entries);
  });

  it('of nothing are nothing', () => {
    expect(collapseRepeats([])).toEqual([]);
  });
});
