import { describe, expect, it } from 'vitest';
import { groupEntries } from '../../src/tailing/group-entries.ts';
import { levelOfLine } from '../../src/tailing/line-level.ts';
import { withoutOwnLevel } from '../../src/tailing/own-level.ts';
import { linesOf } from './given-lines.ts';

describe('a level at the beginning of a line', () => {
  it.each([
    ['ERROR upstream timed out', 'upstream timed out'],
    ['[ERROR] upstream timed out', 'upstream timed out'],
    ['[error    ] structlog event=x', 'structlog event=x'],
    ['ERROR: relation "users" does not exist', 'relation "users" does not exist'],
    ['error: winston', 'winston'],
    ['WARNING:root:disk nearly full', 'root:disk nearly full'],
    ['WARN - slow', 'slow'],
    ['INFO:     10.0.0.1:40000 - "GET / HTTP/1.1" 200 OK', '10.0.0.1:40000 - "GET / HTTP/1.1" 200 OK'],
    ['ERROR    | app.main:run:12 - loguru', 'app.main:run:12 - loguru'],
    [' WARN 1 --- [main] c.e.App : slow', '1 --- [main] c.e.App : slow'],
    ['ERROR [main] c.e.Foo - failed', '[main] c.e.Foo - failed'],
    ['ERROR -1 is no count', '-1 is no count'],
  ])('goes, as it is shown before the line: %s', (text, shown) => {
    expect(withoutOwnLevel(text, levelOfLine(text))).toBe(shown);
  });

  it.each([
    'CRITICAL: disk full',
    'NOTICE: restarted',
    'SEVERE: java.util.logging',
    'ERRO[0012] logrus on a terminal',
    'E0304 03:00:00.000000       1 reflector.go:12] klog',
    'ERROR',
    '[ERROR]',
    '[nginx] [error] 7#7',
    'errors found: 3',
    'time="2026-03-04T03:00:00Z" level=error msg="logrus"',
    'GET /api/orders 500 12.3 ms - 17',
  ])('stays where it says more, or nothing else is said: %s', (text) => {
    expect(withoutOwnLevel(text, levelOfLine(text))).toBe(text);
  });

  it('stays where another one counts', () => {
    expect(withoutOwnLevel('ERROR x', 'warn')).toBe('ERROR x');
    expect(withoutOwnLevel('ERROR x', undefined)).toBe('ERROR x');
  });

  it.each([
    ['inside JSON', '{"level":"error","msg":"ERROR: x"}', ['ERROR: x']],
    ['in the first line of a trace', 'Error: x\n    at a (/a.js:1:1)', ['Error: x\n    at a (/a.js:1:1)']],
    [
      'further down in a trace',
      'ERROR x\n    at a.B.c(B.java:1)\nCaused by: ERROR y',
      ['x\n    at a.B.c(B.java:1)\nCaused by: ERROR y'],
    ],
    ['of Go that dies', 'fatal error: all goroutines are asleep', ['fatal error: all goroutines are asleep']],
  ])('stays %s', (_, block, shown) => {
    expect(groupEntries(linesOf(block)).entries.map(({ text }) => text)).toEqual(shown);
  });

  it('goes behind the time of the line', () => {
    const { entries } = groupEntries(linesOf('2026-03-04T03:00:00.000Z ERROR upstream timed out'));
    expect(entries).toMatchObject([{ level: 'error', text: 'upstream timed out' }]);
  });
});
