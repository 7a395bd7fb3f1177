import { describe, expect, it } from 'vitest';
import { mostRepeated } from '../../src/tailing/highlights.ts';
import { minutesAgo } from '../given.ts';
import { anEntry } from './given-lines.ts';
import { highlightsOf } from './in-one-go.ts';

const stretch = [
  anEntry({ at: minutesAgo(9), text: 'order 12 took 3 ms', level: 'info' }),
  anEntry({ at: minutesAgo(8), text: 'no stock', level: 'error', task: 'b', lines: 5 }),
  anEntry({ at: minutesAgo(7), text: 'order 13 took 4 ms', level: 'info', times: 2, lines: 2 }),
  anEntry({ at: minutesAgo(6), text: 'at x', level: 'error', continued: true }),
  anEntry({ at: minutesAgo(5), text: 'gone', level: 'fatal', task: 'b' }),
  anEntry({
    at: minutesAgo(4),
    lastAt: minutesAgo(1),
    text: 'trace 4bf92f3577b34da6 of 6fa1f2c0-1f11-4c0e-9f0a-111122223333',
    times: 3,
    lines: 3,
    timesByTask: new Map([
      ['b', 1],
      ['c', 2],
    ]),
  }),
];

describe('highlights', () => {
  it('say what matters of a stretch', () => {
    expect(highlightsOf(stretch)).toMatchObject({
      lines: 13,
      firstAt: minutesAgo(9),
      lastAt: minutesAgo(1),
      levels: new Map([
        ['info', 3],
        ['error', 1],
        ['fatal', 1],
        [undefined, 3],
      ]),
      firstError: { text: 'no stock' },
      lastError: { text: 'gone' },
      tasks: new Map([
        ['1a2b3c4d5e6f', 4],
        ['b', 7],
        ['c', 2],
      ]),
    });
  });

  it('find what repeats but for numbers and ids', () => {
    expect(mostRepeated(highlightsOf(stretch))).toEqual([
      { text: 'order # took # ms', level: 'info', times: 3 },
      { text: 'trace # of #', level: undefined, times: 3 },
    ]);
  });

  it('are the same read batch by batch', () => {
    const { kinds, ...rest } = highlightsOf(stretch.slice(3), highlightsOf(stretch.slice(0, 3)));
    const { kinds: atOnce, ...all } = highlightsOf(stretch);
    expect(rest).toEqual(all);
    expect(kinds).toEqual(atOnce);
  });

  it('keep a bounded number of kinds, and those that count', () => {
    const letters = (number: number) =>
      [...String(number)].map((digit) => 'ghijklmnop'[Number(digit)]).join('');
    const many = Array.from({ length: 20_000 }, (_, at) =>
      anEntry({ text: at % 10 === 0 ? 'often' : letters(at) }),
    );
    const highlights = highlightsOf(many);
    expect(highlights.kinds.size).toBeLessThanOrEqual(2000);
    expect(mostRepeated(highlights)).toEqual([{ text: 'often', level: undefined, times: 2000 }]);
  });

  it('of nothing say nothing', () => {
    expect(highlightsOf([])).toMatchObject({ lines: 0, firstAt: undefined, firstError: undefined });
    expect(mostRepeated(highlightsOf([]))).toEqual([]);
  });
});
