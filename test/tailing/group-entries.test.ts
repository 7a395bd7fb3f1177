import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGrouping, groupEntries } from '../../src/tailing/group-entries.ts';
import { aLine, linesOf, STREAM } from './given-lines.ts';

const OTHER = 'web/app/ffff00001111';
const texts = (entries: readonly { readonly text: string }[]) => entries.map(({ text }) => text);

describe('grouping lines', () => {
  it('keeps traces of interleaved streams apart, each where it began', () => {
    const { entries } = groupEntries([
      aLine('Error: a', 0),
      aLine('Error: b', 1, OTHER),
      aLine('    at a (/a.js:1:1)', 2),
      aLine('    at b (/b.js:1:1)', 3, OTHER),
      aLine('done', 4),
    ]);
    expect(texts(entries)).toEqual([
      'Error: a\n    at a (/a.js:1:1)',
      'Error: b\n    at b (/b.js:1:1)',
      'done',
    ]);
    expect(entries.map(({ task }) => task)).toEqual(['1a2b3c4d5e6f', 'ffff00001111', '1a2b3c4d5e6f']);
  });

  it('does not add to a trace what comes much later', () => {
    const { entries } = groupEntries([aLine('Error: a'), aLine('    indented', 6000)]);
    expect(texts(entries)).toEqual(['Error: a', '    indented']);
    const { open } = groupEntries([aLine('Error: a')]);
    expect(groupEntries([aLine('    indented', 6000)], { open }).entries[0]?.continued).toBe(false);
  });

  it('forgets streams that have gone quiet', () => {
    const { open } = groupEntries([aLine('a', 0, OTHER), aLine('b', 10_000)]);
    expect(Object.keys(open)).toEqual([STREAM]);
  });

  it('marks late lines, and keeps them out of traces that came in time', () => {
    const lines = [aLine('Error: a', 0), aLine('    at a (/a.js:1:1)', 1)];
    const { entries } = groupEntries(lines, { isLate: ({ text }) => text.startsWith(' ') });
    expect(entries.map(({ late }) => late)).toEqual([false, true]);
  });

  it('breaks an endless run of indented lines', () => {
    const { entries } = groupEntries(linesOf(`head\n${' x\n'.repeat(2500)}end`));
    expect(entries.map(({ lines }) => lines)).toEqual([1001, 1001, 499, 1]);
    expect(entries.map(({ continued }) => continued)).toEqual([false, true, true, false]);
  });

  it('folds repeats, whole traces too', () => {
    const { entries } = groupEntries(
      linesOf('Error: a\n    at a (/a.js:1:1)\nError: a\n    at a (/a.js:1:1)\nok\nok'),
    );
    expect(entries.map(({ times, lines }) => [times, lines])).toEqual([
      [2, 4],
      [2, 2],
    ]);
  });

  it('folds repeats that differ only in their own time', () => {
    const { entries } = groupEntries([
      aLine('2026-03-04T03:00:00.000Z WARN slow', 0),
      aLine('2026-03-04T03:00:01.000Z WARN slow', 1000),
    ]);
    expect(entries).toMatchObject([{ text: 'slow', level: 'warn', times: 2 }]);
  });

  it('takes a whole trace in one event for an error', () => {
    expect(groupEntries([aLine('boom\n\tat a.b.C(C.java:1)\n')]).entries).toMatchObject([
      { level: 'error', text: 'boom\n\tat a.b.C(C.java:1)', lines: 1 },
    ]);
  });
});

/** Words that can begin, continue or end a trace, each line with a number of its own so that it can be found. */
const shapes = [
  'INFO started ?',
  '2026-03-04T03:00:00Z ERROR failed ?',
  '    at go? (/app/a.js:1:1)',
  'Caused by: x.Y: ?',
  'Traceback (most recent call last): ?',
  'ValueError: ?',
  'panic: ?',
  'goroutine ? [running]:',
  '/app/?.js:10',
  '',
  '{"level":"info","msg":"m ?"}',
  '{"level":"info","err":{"stack":"E: ?\\n  at x"},"msg":"m"}',
  '{"level":"info","msg":"m ?',
  '```<!channel> ? \ud800',
  'same',
];
const stream = fc.constantFrom(STREAM, OTHER, 'loose');
const line = fc.tuple(fc.constantFrom(...shapes), stream, fc.integer({ min: 0, max: 4000 }));

describe('whatever the lines are', () => {
  const batch = fc.array(line, { maxLength: 60 }).map((all) => {
    let ms = 0;
    return all.map(([shape, of, wait], at) => {
      ms += wait > 3900 ? 6000 : wait % 7;
      return aLine(shape.replaceAll('?', `<${at}>`), ms, of);
    });
  });

  it('none is lost or doubled, and each stream keeps its order', () => {
    fc.assert(
      fc.property(batch, fc.nat({ max: 60 }), (lines, cut) => {
        const first = groupEntries(lines.slice(0, cut));
        const second = groupEntries(lines.slice(cut), { open: first.open });
        const entries = [...first.entries, ...second.entries];
        expect(entries.reduce((sum, entry) => sum + entry.lines, 0)).toBe(lines.length);
        const shown = new Map<string, string>();
        for (const { task, container, text } of entries) {
          const key = task ?? container;
          shown.set(key, `${shown.get(key) ?? ''}\n${text}`);
        }
        for (const [of, key] of [
          [STREAM, '1a2b3c4d5e6f'],
          [OTHER, 'ffff00001111'],
          ['loose', 'loose'],
        ] as const) {
          const written = lines
            .filter((each) => each.stream === of)
            .flatMap(({ text }) => text.match(/<\d+>/g) ?? []);
          expect((shown.get(key) ?? '').match(/<\d+>/g) ?? []).toEqual(written);
        }
      }),
    );
  });

  it('they are the same entries in one go or in parts', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
    fc.assert(
      fc.property(batch, fc.nat({ max: 20 }), sizes, (all, cut, parts) => {
        const { open } = groupEntries(all.slice(0, cut));
        const lines = all.slice(cut);
        const options = { open, isLate: ({ id }: { readonly id: string }) => id.length % 3 === 0 };
        const grouping = createGrouping(options);
        for (let from = 0, turn = 0; from < lines.length; turn += 1) {
          const size = parts[turn % parts.length] ?? 1;
          grouping.add(lines.slice(from, from + size));
          from += size;
        }
        expect(grouping.grouped()).toEqual(groupEntries(lines, options));
      }),
    );
  });

  it('repeats are counted', () => {
    fc.assert(
      fc.property(batch, (lines) => {
        const { entries } = groupEntries(lines);
        const same = entries.map(
          ({ text, times }) => times * text.split('\n').filter((each) => each === 'same').length,
        );
        expect(same.reduce((sum, each) => sum + each, 0)).toBe(
          lines.filter(({ text }) => text === 'same').length,
        );
      }),
    );
  });
});
