import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allValues, firstWord, oneValue, parseWords } from '../../src/ask/grammar.ts';
import { UserError } from '../../src/errors.ts';

const known = { since: 'value', env: 'value', 'on-call': 'value', all: 'flag' } as const;

describe('parseWords', () => {
  it.each([
    ['web --since 2h', { since: '2h' }],
    ['web --since=2h', { since: '2h' }],
    ['web -since 2h', { since: '2h' }],
    ['web —since 2h', { since: '2h' }],
    ['web –since=2h', { since: '2h' }],
    ['web since=2h', { since: '2h' }],
    ['web --SINCE 2h', { since: '2h' }],
    ['--since 2h web', { since: '2h' }],
    ['web --since “2 h”', { since: '2 h' }],
    ['web since=‘2 h’', { since: '2 h' }],
    ['web --all --since 2h', { all: true, since: '2h' }],
    ['web --on-call <!subteam^S123|@team>', { 'on-call': '<!subteam^S123|@team>' }],
    ['web', {}],
  ])('understands %s', (text, options) => {
    expect(parseWords(text, known)).toEqual({ words: ['web'], options });
  });

  it('keeps what looks like an option of nobody as a word', () => {
    expect(parseWords('a=b "two words" don’t', {}).words).toEqual(['a=b', 'two words', "don't"]);
  });

  it('takes the name out of a link that Slack made of it', () => {
    expect(parseWords('<http://web.prod|web.prod>', known).words).toEqual(['web.prod']);
  });

  it('takes out control, colour and direction marks', () => {
    expect(parseWords('\u001b[31mweb\u202e\u0000', known).words).toEqual(['web']);
  });

  it.each([
    ['web --sinc 2h', 'Nearest: `--since`'],
    ['web --since', 'needs a value'],
    ['web --all=yes', 'takes no value'],
  ])('refuses %s in words one can act on', (text, words) => {
    expect(() => parseWords(text, known)).toThrow(words);
    expect(() => parseWords(text, known)).toThrow(UserError);
  });

  it('never breaks in any other way, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        try {
          parseWords(text, known);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});

describe('options of the logs', () => {
  const logs = { grep: 'values', exclude: 'values', follow: 'duration', errors: 'flag' } as const;

  it.each([
    ['--grep a --grep b', { grep: ['a', 'b'] }],
    ['--grep a --exclude c --grep=b', { grep: ['a', 'b'], exclude: ['c'] }],
    ['grep=a grep="b c"', { grep: ['a', 'b c'] }],
    ['--grep "no stock"', { grep: ['no stock'] }],
    ['--grep "/user-\\d+ \\w/"', { grep: ['/user-\\d+ \\w/'] }],
    ['--grep --errors', { grep: ['--errors'] }],
    ['--grep \'say "hi"\'', { grep: ['say "hi"'] }],
    ['--follow', { follow: true }],
    ['--follow 10m', { follow: '10m' }],
    ['--follow=10m', { follow: '10m' }],
    ['--follow --errors', { follow: true, errors: true }],
    ['--follow 10m --follow', { follow: true }],
    // Not a duration, but meant as one: who understands durations says so.
    ['--follow=ten', { follow: 'ten' }],
  ])('are understood: %s', (text, options) => {
    expect(parseWords(`web ${text}`, logs)).toEqual({ words: ['web'], options });
    if (!text.endsWith('--follow'))
      expect(parseWords(`${text} web`, logs)).toEqual({ words: ['web'], options });
  });

  it('leaves the word behind a duration that was left out', () => {
    expect(parseWords('--follow web', logs)).toEqual({ words: ['web'], options: { follow: true } });
  });

  it.each([
    ['--grep', '--grep needs a value'],
    ['--grep=', '--grep needs a value'],
    ['--follow=', '--follow needs a value'],
    ['--constructor x', 'I do not know the option `--constructor`'],
    ['--toString', 'I do not know the option `--tostring`'],
  ])('refuse %s', (text, words) => {
    expect(() => parseWords(`web ${text}`, logs)).toThrow(words);
    expect(() => parseWords(`web ${text}`, logs)).toThrow(UserError);
  });

  it('are read by the number of their values', () => {
    expect([undefined, true as const, 'a', ['a', 'b']].map(oneValue)).toEqual([
      undefined,
      undefined,
      'a',
      undefined,
    ]);
    expect([undefined, true as const, 'a', ['a', 'b']].map(allValues)).toEqual([[], [], ['a'], ['a', 'b']]);
  });
});

describe('firstWord', () => {
  it.each([
    ['', '', ''],
    ['  STATUS  web x ', 'status', 'web x '],
    ['status', 'status', ''],
  ])('splits %j', (text, first, rest) => {
    expect(firstWord(text)).toEqual({ first, rest });
  });
});
