import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { age, code, escapeText, localTime, mention, plain } from '../../src/views/mrkdwn.ts';
import { minutesAgo, NOW } from '../given.ts';

const hostile = [
  '<!channel>',
  '<@U123>',
  '<!subteam^S1|x>',
  '<http://evil|click>',
  '<#C1>',
  '`<!here>`',
  '*<!everyone>*',
];

describe('outside text', () => {
  it.each(hostile)('%s never pings or links', (text) => {
    for (const made of [escapeText(text), plain(text), code(text)]) expect(made).not.toMatch(/<[!@#h]/);
  });

  it('cannot leave its fixed-width span', () => {
    expect(code('a`b`c')).toBe("`a'b'c`");
    expect(code('')).toBe('` `');
  });

  it('holds no angle bracket, whatever it was', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[<>]/.test(plain(text))));
  });
});

describe('a mention', () => {
  it.each([
    [{ kind: 'person', id: 'U0BORIS01' }, '<@U0BORIS01>'],
    [{ kind: 'person', id: 'W0BORIS01' }, '<@W0BORIS01>'],
    [{ kind: 'group', id: 'S0ONCALL1' }, '<!subteam^S0ONCALL1>'],
    [{ kind: 'channel' }, '<!channel>'],
  ] as const)('of %j is %s', (rung, text) => {
    expect(mention(rung)).toBe(text);
  });

  it.each([
    'S0ONCALL1',
    'U1> <!channel',
    'U1|<!here>',
    'u0boris01',
    'boris',
    ' U0BORIS01',
    'U0BORIS01\n',
    'U',
    '',
    ...hostile,
  ])('of somebody with the id %j calls nobody', (id) => {
    expect(mention({ kind: 'person', id })).not.toMatch(/[<>]/);
  });

  it.each(['U0BORIS01', 'S1>x<!channel', 'S', ...hostile])('of a group with the id %j calls nobody', (id) => {
    expect(mention({ kind: 'group', id })).not.toMatch(/[<>]/);
  });
});

describe('times', () => {
  it('are shown in the reader’s zone, with UTC to fall back on', () => {
    expect(localTime(NOW)).toBe('<!date^1772593200^{time_secs}|03:00:00 UTC>');
  });

  it.each([
    [0, '0 s'],
    [0.5, '30 s'],
    [41, '41 min'],
    [180, '3 h'],
    [185, '3 h 5 min'],
    [3120, '2 d 4 h'],
  ])('%d minutes read %s', (minutes, words) => {
    expect(age(minutesAgo(minutes), NOW)).toBe(words);
  });

  it('never runs backwards', () => {
    expect(age(NOW, minutesAgo(5))).toBe('0 s');
  });
});
