import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cursorAfter, entriesIn, highlightsIn, linesIn, textOf } from '../../src/jobs/many-lines.ts';
import { cursorAt } from '../../src/tailing/cursor.ts';
import { groupEntries } from '../../src/tailing/group-entries.ts';
import type { LogLine } from '../../src/tailing/log-line.ts';
import { NO_PLACES, placesWith } from '../../src/tailing/place.ts';
import { logLinesText } from '../../src/views/log-lines.ts';
import { NOW } from '../given.ts';
import { aLine } from '../tailing/given-lines.ts';
import { highlightsOf, withRead } from '../tailing/in-one-go.ts';

const SHAPES = [
  'plain',
  'INFO stored order ?',
  'ERROR could not charge ?',
  'Exception in thread "main" java.lang.IllegalStateException: ?',
  '\tat com.example.Orders.charge(Orders.java:?)',
  'Caused by: java.io.IOException: ?',
  '{"level":"warn","msg":"retrying ?","err":{"stack":"E: ?\\n  at x"}}',
  '',
];
const STREAMS = ['web/app/1a2b3c4d5e6f', 'web/app/ffff00001111', 'loose'];

/** Up to 300 lines, so that they come in many parts. */
const many = fc
  .array(fc.tuple(fc.constantFrom(...SHAPES), fc.constantFrom(...STREAMS), fc.nat({ max: 900 })), {
    maxLength: 300,
    size: 'max',
  })
  .map((all) => {
    let ms = 0;
    return all.map(([shape, stream, wait], nth) => {
      ms += wait > 880 ? 6000 : wait % 300;
      return { ...aLine(shape.replaceAll('?', `${nth}`), ms, stream), id: `${nth}` };
    });
  });

describe('thousands of lines, dealt with part by part', () => {
  it('come to the same as in one go', async () => {
    await fc.assert(
      fc.asyncProperty(many, async (lines) => {
        const isOdd = ({ id }: LogLine) => Number(id) % 2 === 1;
        expect(await linesIn(lines, isOdd)).toEqual(lines.filter(isOdd));
        const begin = cursorAt(NOW);
        expect(await cursorAfter(begin, lines, NOW)).toEqual(withRead(begin, lines, NOW));
        const grouped = groupEntries(lines, { isLate: isOdd });
        expect(await entriesIn(lines, { isLate: isOdd })).toEqual(grouped);
        const { entries } = grouped;
        expect(await highlightsIn(entries)).toEqual(highlightsOf(entries));
        const options = { places: placesWith(NO_PLACES, entries), times: 'date-time' } as const;
        expect(await textOf(entries, options)).toBe(logLinesText(entries, options));
      }),
    );
  });
});
