import fc from 'fast-check';
import type { RichTextSectionElement } from 'slack-blocks-to-jsx';
import { describe, expect, it } from 'vitest';
import { plainOf, richTextOf } from '../../../../src/demo/slack-page/blocks/mrkdwn.ts';

function elementsOf(mrkdwn: string): RichTextSectionElement[] {
  return richTextOf(mrkdwn).flatMap((part) => part.elements as RichTextSectionElement[]);
}

function shown(mrkdwn: string): string {
  return elementsOf(mrkdwn)
    .map((element) => (element.type === 'text' ? element.text : ''))
    .join('');
}

/** The texts with their marks as letters behind them: `*web* is _up_` is "web[b]| is |up[i]". */
function sketch(mrkdwn: string): string {
  return elementsOf(mrkdwn)
    .map((element) => {
      if (element.type !== 'text') return `<${element.type}>`;
      const { bold, italic, strike, code } = element.style ?? {};
      const marks = [bold && 'b', italic && 'i', strike && 's', code && 'c'].filter(Boolean).join('');
      return marks === '' ? element.text : `${element.text}[${marks}]`;
    })
    .join('|');
}

describe('richTextOf', () => {
  it.each([
    ['plain words', 'plain words'],
    ['*bold*', 'bold[b]'],
    ['*bold* _italic_ ~gone~', 'bold[b]| |italic[i]| |gone[s]'],
    ['*bold with _italic_ inside*', 'bold with [b]|italic[bi]| inside[b]'],
    ['(*bold*), then', '(|bold[b]|), then'],
    ['`code *not bold*`', 'code *not bold*[c]'],
    ['snake_case_name and 2*3*4', 'snake_case_name and 2*3*4'],
    ['* not bold * here', '* not bold * here'],
    ['*over\nlines*', '*over\nlines*'],
    ['**', '**'],
    ['\u200b*defused\u200b*', '\u200b*defused\u200b*'],
    ['# no heading\n---\n1. no list\n[no](link)', '# no heading\n---\n1. no list\n[no](link)'],
    ['a &lt;b&gt; &amp; c', 'a <b> & c'],
    ['&amp;lt; stays an entity', '&lt; stays an entity'],
    ['<unclosed', '<unclosed'],
    [':tada: at 10:20', '<emoji>| at 10:20'],
  ])('reads %j', (mrkdwn, expected) => {
    expect(sketch(mrkdwn)).toBe(expected);
  });

  it.each([
    ['<@U1>', { type: 'user', user_id: 'U1' }],
    ['<@U1|dana>', { type: 'user', user_id: 'U1' }],
    ['<#C1|ops>', { type: 'channel', channel_id: 'C1' }],
    ['<!subteam^S1|@crew>', { type: 'usergroup', usergroup_id: 'S1' }],
    ['<!here>', { type: 'broadcast', range: 'here' }],
    [
      '<https://example.com?a=1&amp;b=2|site>',
      { type: 'link', url: 'https://example.com?a=1&b=2', text: 'site' },
    ],
    ['<mailto:a@example.com>', { type: 'link', url: 'mailto:a@example.com', text: 'a@example.com' }],
    [
      '<!date^1795430400^{time_secs}|12:00:00 UTC>',
      { type: 'date', timestamp: 1795430400, format: '{time_secs}' },
    ],
    ['<!date^never^{time}|some time>', { type: 'text', text: 'some time' }],
  ])('makes an element of the token %s', (mrkdwn, expected) => {
    expect(richTextOf(mrkdwn)[0]?.elements[0]).toMatchObject(expected);
  });

  it('keeps what stands between fences as it was written', () => {
    const parts = richTextOf('before\n```\n*a* &lt;b&gt;\n  c\n```\nafter');
    expect(parts.map((part) => part.type)).toEqual([
      'rich_text_section',
      'rich_text_preformatted',
      'rich_text_section',
    ]);
    expect(parts[1]?.elements[0]).toMatchObject({ text: '*a* <b>\n  c' });
  });

  it('makes one quote of lines that begin with >', () => {
    const parts = richTextOf('said:\n&gt; one\n&gt; two\nand so on');
    expect(parts.map((part) => part.type)).toEqual([
      'rich_text_section',
      'rich_text_quote',
      'rich_text_section',
    ]);
    expect(parts[1]?.elements[0]).toMatchObject({ text: 'one\ntwo' });
  });

  it('never loses a letter outside of tokens', () => {
    const piece = fc.constantFrom('*', '_', '~', '`', '```', '>', '|', '\n', ' ', 'a', 'b', '&gt;');
    const letters = (text: string) => text.replace(/&gt;|[^ab]/g, '');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(letters(shown(pieces.join('')))).toBe(letters(pieces.join('')));
      }),
    );
  });

  it('makes something of any text', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(richTextOf(text))));
  });
});

describe('plainOf', () => {
  it('shows tokens as they read', () => {
    expect(plainOf('<https://example.com|site> &amp; <@U1>')).toBe('site & @U1');
  });
});
