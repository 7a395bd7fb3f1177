import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  age,
  code,
  escapeText,
  link,
  localDayMinute,
  localMinute,
  localTime,
  mention,
  plain,
  utcDayMinute,
} from '../../src/views/mrkdwn.ts';
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
  it('calls a person, a user group or the channel', () => {
    expect(mention({ kind: 'person', id: 'U0BEN' })).toBe('<@U0BEN>');
    expect(mention({ kind: 'person', id: 'W0BEN' })).toBe('<@W0BEN>');
    expect(mention({ kind: 'group', id: 'S0TEAM' })).toBe('<!subteam^S0TEAM>');
    expect(mention({ kind: 'channel' })).toBe('<!channel>');
  });

  it.each([...hostile, '', 'U1|x', 'U1> <!channel', 'u0ben', 'C1'])(
    'of %j, which is no id, calls nobody',
    (id) => {
      for (const kind of ['person', 'group'] as const) expect(mention({ kind, id })).not.toMatch(/<|>/);
    },
  );
});

describe('a mention of the wrong kind', () => {
  it.each([
    [{ kind: 'person', id: 'S0TEAM' }],
    [{ kind: 'group', id: 'U0BEN' }],
    [{ kind: 'group', id: 'S' }],
    [{ kind: 'person', id: 'U0BEN\n' }],
  ] as const)('calls nobody: %j', (rung) => {
    expect(mention(rung)).not.toMatch(/[<>]/);
  });
});

describe('a link', () => {
  it('has its label', () => {
    expect(link('https://example.slack.com/archives/C1/p1?a=1&b=2', 'thread')).toBe(
      '<https://example.slack.com/archives/C1/p1?a=1&amp;b=2|thread>',
    );
  });

  it.each([...hostile, 'javascript:alert(1)', 'slack://open', 'https://', ''])(
    'to %j is its label alone',
    (address) => {
      expect(link(address, 'thread')).toBe('thread');
    },
  );

  it.each(['https://a.b/|x', 'https://a.b/><!channel>', 'https://a.b/?q=<!here>#<@U1>'])(
    'to %s does not end early',
    (address) => {
      expect(link(address, 'a<!here>')).toMatch(/^<https:[^<>|]+\|a&lt;!here&gt;>$/);
    },
  );
});

describe('times', () => {
  it('are shown in the reader’s zone, with UTC to fall back on', () => {
    expect(localTime(NOW)).toBe('<!date^1772593200^{time_secs}|03:00:00 UTC>');
  });

  it('are to the minute where nothing more is planned, with their day where that may be another', () => {
    expect(localMinute(NOW)).toBe('<!date^1772593200^{time}|03:00 UTC>');
    expect(localDayMinute(NOW)).toBe('<!date^1772593200^{date_short_pretty} {time}|4 Mar 03:00 UTC>');
    expect(utcDayMinute(new Date('2026-12-31T23:59:59Z'))).toBe('31 Dec 23:59 UTC');
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
