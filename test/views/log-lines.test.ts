import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../src/tailing/entry.ts';
import { NO_PLACES, placesWith } from '../../src/tailing/place.ts';
import { fitMessage } from '../../src/views/fit.ts';
import { LIMITS } from '../../src/views/limits.ts';
import { LONGEST_LINE, type LogMessage, logLineMessages, logLinesText } from '../../src/views/log-lines.ts';
import { minutesAgo, NOW } from '../given.ts';
import { anEntry } from '../tailing/given-lines.ts';

const messagesOf = (entries: readonly LogEntry[]) => [
  ...logLineMessages(entries, { places: placesWith(NO_PLACES, entries) }),
];

/** The text of each block, all of which have to be preformatted. */
function shown({ blocks }: LogMessage): readonly string[] {
  return blocks.map((block) => {
    expect(block.type).toBe('rich_text');
    const [element] = block.type === 'rich_text' ? block.elements : [];
    expect(element?.type).toBe('rich_text_preformatted');
    return element?.elements.map(({ text }) => text).join('') ?? '';
  });
}

describe('messages of log lines', () => {
  it('are the lines, in fixed width and as text', () => {
    const [message, ...more] = messagesOf([
      anEntry({ level: 'error', text: 'E: x\n\tat a', lines: 2 }),
      anEntry(),
    ]);
    expect(more).toEqual([]);
    expect(message?.text).toBe('03:00:00.000 ERROR E: x\n    at a\n03:00:00.000       health check ok');
    expect(message && shown(message)).toEqual([message?.text]);
    expect(message).toMatchObject({ entries: 2, lines: 3 });
    expect(message?.file).toBeUndefined();
  });

  it('of nothing are none', () => {
    expect(messagesOf([])).toEqual([]);
  });

  it('fill what a post may hold', () => {
    const entries = Array.from({ length: 1000 }, (_, at) =>
      anEntry({ text: `${at} ${'x'.repeat(at % 150)}` }),
    );
    const messages = messagesOf(entries);
    for (const message of messages.slice(0, -1)) {
      expect(message.text.length).toBeGreaterThan(LIMITS.blockTextTotal - 200);
    }
    expect(messages.reduce((sum, { entries: count }) => sum + count, 0)).toBe(1000);
  });

  it('are made only as they are asked for', () => {
    const entries = Array.from({ length: 1000 }, () => anEntry({ text: 'x'.repeat(100) }));
    const [first] = logLineMessages(entries, { places: NO_PLACES });
    const [second] = logLineMessages(entries.slice(first?.entries), { places: NO_PLACES });
    expect(second?.text).toBe(messagesOf(entries)[1]?.text);
  });

  it('say when a new day begins', () => {
    const entries = [anEntry({ at: minutesAgo(200) }), anEntry(), anEntry()];
    const day = '— 2026-03-04 UTC —';
    expect(messagesOf(entries)[0]?.text.split('\n')[1]).toBe(day);
    const [message] = logLineMessages([anEntry()], { places: NO_PLACES, lastAt: minutesAgo(200) });
    expect(message?.text).toBe(`${day}\n03:00:00.000       health check ok`);
  });

  it('cut a long line visibly and hand its whole over as a file', () => {
    const text = `{"not json ${'<!channel>'.repeat(100_000)}`;
    const [message] = messagesOf([anEntry(), anEntry({ text })]);
    expect(message?.text).toMatch(/… \(998,011 characters more\)$/);
    expect(message?.text.length).toBeLessThan(LONGEST_LINE + 200);
    expect(message?.file).toEqual({
      name: 'log-2026-03-04-03-00-00.txt',
      content: `2026-03-04 03:00:00.000       ${text}`,
    });
  });

  it('keep beginning and end of a trace that no post can hold', () => {
    const frames = Array.from(
      { length: 900 },
      (_, at) => `\tat com.example.Recursion.step(Recursion.java:${at})`,
    );
    const [message, ...more] = messagesOf([
      anEntry({ text: ['E: x', ...frames, 'Caused by: y'].join('\n'), lines: 902 }),
    ]);
    expect(more).toEqual([]);
    expect(message?.text).toMatch(/^03:00:00.000 {7}E: x\n {4}at /);
    expect(message?.text).toMatch(/\n {2}… \(\d+ lines, [\d,]+ characters more\) …\n/);
    expect(message?.text).toMatch(/\n {2}Caused by: y$/);
    expect(message?.text.length).toBeGreaterThan(LIMITS.blockTextTotal - 300);
    expect(message?.file?.content.split('\n')).toHaveLength(902);
    expect(message?.lines).toBe(902);
  });

  it('never tear a trace apart', () => {
    const trace = anEntry({ text: `E: x\n${'\tat a.b.C.d(C.java:1)\n'.repeat(200)}Caused by: y` });
    for (const { text } of messagesOf(Array.from({ length: 7 }, () => trace))) {
      expect(text.startsWith('03:00')).toBe(true);
      expect(text.endsWith('Caused by: y')).toBe(true);
    }
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        '```',
        '<!channel>',
        '<@U1>',
        '&lt;',
        '\n',
        '\r',
        '\t',
        '\ud800',
        '\udfff',
        '🐌',
        '\u202e',
      ),
      {
        maxLength: 40,
      },
    )
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.string({ minLength: 1, maxLength: 3 }), fc.nat({ max: 9000 }))
    .map(([text, times]) => text.repeat(times)),
);
const entry = fc.record({
  text: hostile,
  container: fc.oneof(fc.constant('app'), fc.string({ maxLength: 255 })),
  task: fc.constantFrom('1a2b3c4d', 'ffff0000', undefined),
  minutes: fc.nat({ max: 3000 }),
  times: fc.nat({ max: 3 }).map((more) => 1 + more),
});

describe('whatever the entries are', () => {
  const batch = fc
    .array(entry, { maxLength: 25 })
    .map((all) =>
      all.map(({ minutes, ...given }) => anEntry({ ...given, at: minutesAgo(minutes), lastAt: NOW })),
    );

  it('every message is within Slack’s limits, inert, and well-formed', () => {
    fc.assert(
      fc.property(batch, (entries) => {
        for (const message of messagesOf(entries)) {
          const texts = shown(message);
          expect(texts.join('').length).toBeLessThanOrEqual(LIMITS.blockTextTotal);
          expect(texts.every((text) => text.length <= LIMITS.preformattedText && text.length > 0)).toBe(true);
          expect(texts.length).toBeLessThanOrEqual(LIMITS.blocksPerMessage);
          expect(texts.join('\n')).toBe(message.text);
          expect(message.text).not.toMatch(/\p{Surrogate}|[\u0000-\u0008\u000b-\u001f\u202e]/u);
          expect(fitMessage(message).blocks).toEqual(message.blocks);
        }
      }),
    );
  });

  it('each is in exactly one message, whole there or in its file', () => {
    fc.assert(
      fc.property(batch, (entries) => {
        const places = placesWith(NO_PLACES, entries);
        let rest = entries;
        for (const message of messagesOf(entries)) {
          for (const one of rest.slice(0, message.entries)) {
            const whole = logLinesText([one], { places });
            const filed = logLinesText([one], { places, times: 'date-time' });
            expect(message.text.includes(whole) || message.file?.content.includes(filed)).toBe(true);
          }
          rest = rest.slice(message.entries);
        }
        expect(rest).toEqual([]);
      }),
    );
  });
});
