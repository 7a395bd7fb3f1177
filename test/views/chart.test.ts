import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../src/demo/slack/blocks/check.ts';
import { chart, type Drawing } from '../../src/views/chart.ts';

const complaints = (drawing: Drawing) => checkBlocks([{ ...chart(drawing) }], 'message', '/blocks');
const LONG = 'a-service-with-a-very-long-name';

describe('a chart', () => {
  it('keeps labels apart that are cut to the same', () => {
    const { chart: drawn } = chart({
      ...{ kind: 'bar', title: 'T', unit: 'minutes', categories: [`${LONG}-1`, `${LONG}-2`, 'b'] },
      series: [{ name: 'minutes', values: [1, 2, 3] }],
    });
    expect(drawn.axis_config.categories).toEqual(['a-service-with-a-ve…', 'a-service-with-a-… 2', 'b']);
    expect(drawn.series[0]?.data.map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  it('draws the last points where there are too many', () => {
    const many = Array.from({ length: 30 }, (_, nth) => nth);
    const { chart: drawn } = chart({
      ...{ kind: 'line', title: 'T', unit: 'percent', categories: many.map(String) },
      series: [{ name: 's', values: many }],
    });
    expect(drawn.series[0]?.data[0]).toEqual({ label: '10', value: 10 });
    expect(drawn.axis_config.categories).toHaveLength(20);
  });

  it('is taken by Slack whatever its names are', () => {
    const drawing = fc.record({
      kind: fc.constantFrom('bar' as const, 'line' as const),
      title: fc.string({ unit: 'binary', maxLength: 80 }),
      unit: fc.constant('minutes'),
      categories: fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 25 }),
      series: fc.array(
        fc.record({
          name: fc.string({ unit: 'binary', maxLength: 40 }),
          values: fc.array(fc.nat(), { maxLength: 30 }),
        }),
        { minLength: 1, maxLength: 14 },
      ),
    });
    fc.assert(
      fc.property(drawing, (given) => {
        expect(complaints(given)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});
