import { describe, expect, it } from 'vitest';
import { NO_PLACES, type Places } from '../../src/tailing/place.ts';
import { cutLine, logPen, taskMark, thousands } from '../../src/views/log-line-text.ts';
import { NOW } from '../given.ts';
import { anEntry } from '../tailing/given-lines.ts';

const alone: Places = { tasks: ['1a2b3c4d5e6f'], containers: ['app'] };
const several: Places = { tasks: ['ffff00001111', '1a2b3c4d5e6f'], containers: ['app', 'proxy'] };
const later = new Date(NOW.getTime() + 65_432);

describe('an entry in words', () => {
  it.each([
    ['a line', { text: 'ok' }, alone, ['03:00:00.000       ok']],
    ['its level', { text: 'no', level: 'error' as const }, alone, ['03:00:00.000 ERROR no']],
    ['a short level', { text: 'no', level: 'warn' as const }, alone, ['03:00:00.000 WARN  no']],
    [
      'who wrote it, among several',
      { text: 'ok', level: 'info' as const },
      several,
      ['03:00:00.000 INFO  B▲ 1a2b3c app ok'],
    ],
    [
      'nobody known, among several',
      { text: 'ok', task: undefined },
      several,
      ['03:00:00.000                 app ok'],
    ],
    [
      'repeats',
      { text: 'ok', times: 1200, lastAt: later },
      alone,
      ['03:00:00.000       ok  ×1,200 until 03:01:05'],
    ],
    [
      'repeats of several tasks',
      {
        text: 'ok',
        times: 3,
        timesByTask: new Map([
          ['a', 1],
          ['b', 2],
        ]),
        lastAt: later,
      },
      alone,
      ['03:00:00.000       ok  ×3 in 2 tasks until 03:01:05'],
    ],
    ['lateness', { text: 'ok', late: true }, alone, ['03:00:00.000       (late) ok']],
    [
      'the rest of a trace',
      { text: '\tat a\nCaused by: b', continued: true },
      alone,
      ['03:00:00.000       … \tat a', '  Caused by: b'],
    ],
    [
      'a trace',
      { text: 'E: x\n\tat a\n    at b\nCaused by: c', times: 2, lastAt: later },
      alone,
      ['03:00:00.000       E: x  ×2 until 03:01:05', '    at a', '      at b', '  Caused by: c'],
    ],
  ])('says %s', (_, given, places, lines) => {
    expect(logPen({ places })(anEntry(given)).lines).toEqual(lines);
  });

  it('says the day where asked', () => {
    expect(logPen({ places: NO_PLACES, times: 'date-time' })(anEntry()).lines).toEqual([
      '2026-03-04 03:00:00.000       health check ok',
    ]);
  });

  it('writes each time anew', () => {
    const write = logPen({ places: NO_PLACES });
    const times = [0, 1, 999, 1000, -1, 86_399_999].map((ms) => new Date(NOW.getTime() + ms));
    expect(times.map((at) => write(anEntry({ at })).lines[0]?.slice(0, 12))).toEqual(
      times.map((at) => at.toISOString().slice(11, 23)),
    );
  });

  it('writes each day and time anew', () => {
    const write = logPen({ places: NO_PLACES, times: 'date-time' });
    const times = [0, 1, 999, 1000, -1, 86_399_999, -1e12].map((ms) => new Date(NOW.getTime() + ms));
    expect(times.map((at) => write(anEntry({ at })).lines[0]?.slice(0, 23))).toEqual(
      times.map((at) => at.toISOString().slice(0, 23).replace('T', ' ')),
    );
  });

  it('cuts each line by itself, in words, and keeps the count of repeats', () => {
    const entry = anEntry({ text: `${'x'.repeat(1234)}\n${'y'.repeat(30)}\nz`, times: 2 });
    expect(logPen({ places: alone, longestLine: 20 })(entry)).toEqual({
      lines: [
        `03:00:00.000       ${'x'.repeat(20)}… (1,214 characters more)  ×2 until 03:00:00`,
        `  ${'y'.repeat(20)}… (10 characters more)`,
        '  z',
      ],
      cut: true,
    });
  });

  it('shows neither control and direction marks nor half a character', () => {
    const { lines } = logPen({ places: alone })(anEntry({ text: '\u001b[31mré\u202ed\u0000 \ud83d 🐌' }));
    expect(lines).toEqual(['03:00:00.000       réd \ufffd 🐌']);
  });
});

describe('its parts', () => {
  it('mark tasks by letter and shape', () => {
    expect([0, 1, 2, 25, 26, 53].map(taskMark)).toEqual(['A●', 'B▲', 'C■', 'Z▲', 'AA■', 'BBB△']);
  });

  it('group digits', () => {
    expect([0, 999, 1000, 1234567].map(thousands)).toEqual(['0', '999', '1,000', '1,234,567']);
  });

  it('cut no character in two', () => {
    expect(cutLine('ab🐌cd', 3)).toBe('ab… (4 characters more)');
    expect(cutLine('ab🐌', 4)).toBe('ab🐌');
  });
});
