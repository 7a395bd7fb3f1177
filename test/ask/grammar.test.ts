import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstWord, parseWords } from '../../src/ask/grammar.ts';
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

describe('firstWord', () => {
  it.each([
    ['', '', ''],
    ['  STATUS  web x ', 'status', 'web x '],
    ['status', 'status', ''],
  ])('splits %j', (text, first, rest) => {
    expect(firstWord(text)).toEqual({ first, rest });
  });
});
