import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesMatching } from '../../src/demo/aws/log-pattern.ts';
import { UserError } from '../../src/errors.ts';
import { parseFilter, type TypedFilter } from '../../src/tailing/filter.ts';

const isError = (text: string) => /error/i.test(text);
const filter = (typed: Partial<TypedFilter>) =>
  parseFilter({ grep: [], exclude: [], errors: false, ...typed }, isError);

const LINES = [
  'INFO GET /health 200',
  'ERROR Connection TimeOut to 10.0.1.87',
  'WARN timeout (retry 1/3)',
  'INFO order 4711 [paid]',
];

describe('parseFilter', () => {
  it.each<[Partial<TypedFilter>, number[], string]>([
    [{}, [0, 1, 2, 3], ''],
    [{ grep: ['timeout'] }, [1, 2], 'with "timeout"'],
    [{ grep: ['TIMEOUT', 'retry'] }, [2], 'with "TIMEOUT", with "retry"'],
    [{ grep: ['timeout'], exclude: ['/retry \\d/'] }, [1], 'with "timeout", without /retry \\d/'],
    [{ exclude: ['health', 'order'] }, [1, 2], 'without "health", without "order"'],
    [{ errors: true }, [1], 'only errors'],
    [{ grep: ['/health'] }, [0], 'with "/health"'],
    [{ grep: ['/^(INFO|WARN)/'] }, [0, 2, 3], 'with /^(INFO|WARN)/'],
    [{ grep: ['/timeout/'] }, [2], 'with /timeout/'],
    [{ grep: ['/timeout/i'] }, [1, 2], 'with /timeout/i'],
    [{ grep: ['[paid]'] }, [3], 'with "[paid]"'],
    [{ grep: ['10.0.1.87'] }, [1], 'with "10.0.1.87"'],
    [{ grep: ['10a0'] }, [], 'with "10a0"'],
  ])('%j', (typed, expected, words) => {
    const { matches, words: shown } = filter(typed);
    expect(LINES.flatMap((line, nth) => (matches(line) ? nth : []))).toEqual(expected);
    expect(shown).toBe(words);
  });

  it.each([
    ['/a(b/', 'missing closing )'],
    ['/ab[z-a]/', 'at character 4: invalid character class range'],
    ['/(?<=x)y/', 'cannot be done in linear time'],
    ['/x(?!y)/', 'cannot be done in linear time'],
    ['/(a)\\1/', 'at character 4: it looks ahead or behind or back'],
    ['/a**/', 'at character 2'],
    ['/\\/', 'trailing backslash'],
    ['/a{5000}/', 'invalid repeat count'],
    ['/(a|b|c){1000}/', 'repeats too much'],
    ['/timeout/g', 'no other letters after the second slash'],
    [' ', 'needs a word'],
    ['x'.repeat(501), 'at most 500 characters'],
  ])('refuses %s', (typed, reason) => {
    expect(() => filter({ grep: [typed] })).toThrow(UserError);
    expect(() => filter({ exclude: [typed] })).toThrow(reason);
  });

  it('refuses more filters than anybody types', () => {
    expect(() => filter({ grep: Array.from({ length: 11 }, () => 'x') })).toThrow('too many');
  });

  it('takes time in proportion to a line, whatever the expression', () => {
    const { matches } = filter({ grep: ['/(a+)+$/'] });
    const began = performance.now();
    expect(matches(`${'a'.repeat(200_000)}!`)).toBe(false);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('narrows by the longest run of characters that AWS knows, in either case', () => {
    expect(filter({ grep: ['time out', '10.0.1.87'] }).pattern).toBe('%10\\.0\\.1\\.87%');
    expect(filter({ grep: ['Fehler: Größe'] }).pattern).toBe('%[fF][eE][hH][lL][eE][rR]:%');
    expect(filter({ grep: ['a b', '/timeout/'] }).pattern).toBeUndefined();
    expect(filter({ exclude: ['timeout'], errors: true }).pattern).toBeUndefined();
    expect((filter({ grep: ['x'.repeat(500)] }).pattern ?? '').length).toBeLessThan(1024);
  });

  it('never lets the pattern hide a line that is wanted', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'aBcK\u212aßÄ .:%"[]{}\\-?0'),
      minLength: 1,
      maxLength: 12,
    });
    const around = fc.tuple(text, text);
    fc.assert(
      fc.property(text, around, fc.boolean(), (word, [before, after], upper) => {
        fc.pre(word.trim() !== '' && !/^\/.+\/\w*$/.test(word));
        const { pattern, matches } = filter({ grep: [word] });
        const line = before + (upper ? word.toUpperCase() : word) + after;
        if (matches(line)) expect(linesMatching(pattern)(line)).toBe(true);
        expect(matches(before + word + after)).toBe(true);
      }),
    );
  });

  it('answers any expression with a filter or with clear words', () => {
    const expression = fc.string({ unit: fc.constantFrom(...'ab(|)[]{}^$*+?\\.,19:<=!P-'), maxLength: 12 });
    fc.assert(
      fc.property(expression, (source) => {
        try {
          filter({ grep: [`/${source}/`] }).matches('aabbab19');
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});
