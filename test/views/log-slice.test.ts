import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogLine } from '../../src/tailing/log-line.ts';
import { NO_PLACES } from '../../src/tailing/place.ts';
import { fitMessage } from '../../src/views/fit.ts';
import { LIMITS } from '../../src/views/limits.ts';
import { firstMessage, type LogSlice, roomOf } from '../../src/views/log-slice.ts';
import { minutesAgo } from '../given.ts';
import { aLine } from '../tailing/given-lines.ts';

/** All lines, post by post, as the job makes them. */
function slicesOf(lines: readonly LogLine[]): LogSlice[] {
  const slices: LogSlice[] = [];
  let before = { open: {}, places: NO_PLACES, shownAt: undefined as Date | undefined, isLate: () => false };
  for (let rest = lines; rest.length > 0; ) {
    const slice = firstMessage(rest, before);
    slices.push(slice);
    rest = rest.slice(slice.used);
    before = { ...before, open: slice.open, places: slice.places, shownAt: slice.shownAt };
  }
  return slices;
}

const many = (count: number, say: (nth: number) => string) =>
  Array.from({ length: count }, (_, nth) => aLine(say(nth), nth));
const json = (nth: number) =>
  JSON.stringify({
    level: 30,
    time: minutesAgo(0).getTime() + nth,
    pid: 1,
    hostname: 'ip-10-0-0-1',
    msg: `order ${nth} placed`,
    ms: nth % 90,
  });
const trace = (nth: number) =>
  nth % 12 === 0 ? `ERROR order ${nth} failed` : `    at com.example.Web.post(Web.java:${nth})`;

describe('posts of lines', () => {
  it.each<[string, readonly LogLine[]]>([
    ['short lines', many(3000, (nth) => `line ${nth}`)],
    ['lines of every length', many(2000, (nth) => `${nth} ${'x'.repeat((nth * 37) % 600)}`)],
    ['JSON, which is shown shorter', many(3000, json)],
    ['traces', many(3000, trace)],
    [
      'several tasks',
      many(2000, (nth) => `GET /${nth} 200`).map((line, nth) => ({
        ...line,
        stream: `web/app/task${nth % 5}`,
      })),
    ],
    ['long lines', many(100, (nth) => `${nth} ${'y'.repeat(1500)}`)],
  ])('of %s are nearly full, and never too large', (_, lines) => {
    const slices = slicesOf(lines);
    expect(slices.length).toBeGreaterThan(2);
    for (const { message } of slices) {
      expect(message.text.length).toBeLessThanOrEqual(LIMITS.blockTextTotal);
      expect(fitMessage({ ...message, text: '' }).blocks).toEqual(message.blocks);
    }
    for (const { message } of slices.slice(0, -1)) {
      expect(message.text.length).toBeGreaterThanOrEqual(0.85 * LIMITS.blockTextTotal);
    }
  });

  it('hold thousands of lines that say the same', () => {
    const slices = slicesOf(many(5000, () => 'health check ok'));
    expect(slices).toHaveLength(1);
    expect(slices[0]?.message.text).toContain('×5,000');
  });

  it('have one line at least, however long it is', () => {
    const [first, ...more] = slicesOf([aLine('x'.repeat(1_000_000)), aLine('y')]);
    expect(more.length).toBeLessThan(2);
    expect(first?.message.text).toContain('characters more');
    expect(first?.message.file?.content.length).toBeGreaterThan(1_000_000);
  });

  it('show each line once, whatever the lines are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.integer({ min: 0, max: 5000 }).map((length) => 'z'.repeat(length)),
      fc.constantFrom(
        'health check ok',
        'Error: no stock',
        '    at a (/a.js:1:1)',
        '{"level":"error","msg":"x"}',
        '\tat a.B.c(B.java:1)',
        '',
      ),
    );
    const line = fc.record({ text, gapMs: fc.constantFrom(0, 1, 800, 90_000_000), task: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 120 }), (given) => {
        let ms = 0;
        const lines = given.map(({ text: of, gapMs, task }, nth) => {
          ms += gapMs;
          return { ...aLine(of, ms, `web/app/task${task}`), id: `${nth}` };
        });
        const slices = slicesOf(lines);
        expect(slices.reduce((sum, { used }) => sum + used, 0)).toBe(lines.length);
        for (const { message, used } of slices) {
          expect(message.lines).toBe(used);
          expect(message.text.length).toBeLessThanOrEqual(LIMITS.blockTextTotal);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('show every line, in its order', () => {
    const said = slicesOf(many(3000, (nth) => `line-${nth} ${'x'.repeat(nth % 50)}`)).map(
      ({ message }) => message.text,
    );
    expect(said.join('\n').match(/line-\d+/g)).toEqual(
      Array.from({ length: 3000 }, (_, nth) => `line-${nth}`),
    );
  });

  it('say the day when a new one has begun since the post before', () => {
    const before = { open: {}, places: NO_PLACES, isLate: () => false };
    const words = (shownAt: Date | undefined) =>
      firstMessage([aLine('a')], { ...before, shownAt }).message.text;
    expect(words(minutesAgo(200))).toMatch(/^— 2026-03-04 UTC —\n/);
    expect(words(minutesAgo(1))).toBe('03:00:00.000       a');
    expect(words(undefined)).toBe('03:00:00.000       a');
  });

  it('mark late lines, and what goes on from the post before', () => {
    const { open, places } = firstMessage([aLine('Error: a'), aLine('    at a (/a.js:1:1)', 1)], {
      open: {},
      places: NO_PLACES,
      shownAt: undefined,
      isLate: () => false,
    });
    const next = firstMessage([aLine('    at b (/b.js:1:1)', 2), aLine('late', 3)], {
      open,
      places,
      shownAt: undefined,
      isLate: ({ text }) => text === 'late',
    });
    expect(next.message.text).toBe(
      '03:00:00.002 ERROR …     at b (/b.js:1:1)\n03:00:00.003       (late) late',
    );
  });

  it('are counted before they are made', () => {
    expect(roomOf([])).toBe(0);
    expect(roomOf(many(400, () => 'x'.repeat(30)))).toBe(2);
  });
});
