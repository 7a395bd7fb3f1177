import type { RichTextBlockSubElement, RichTextSectionElement } from 'slack-blocks-to-jsx';

interface Style {
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
}

/** A mark and the style it gives. */
const MARKS: Readonly<Record<string, Style>> = {
  '*': { bold: true },
  _: { italic: true },
  '~': { strike: true },
};

/**
 * Slack's mrkdwn as rich text, by Slack's rules rather than markdown's: marks work between word borders and
 * within a line, `<…>` makes mentions, links and dates, and nothing that was written is lost.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function richTextOf(mrkdwn: string): RichTextBlockSubElement[] {
  return mrkdwn.split(/(```[\s\S]+?```)/).flatMap((part, index) => {
    if (index % 2 === 0) return paragraphs(part, index > 0);
    const text = plainOf(part.slice(3, -3).replace(/^\n|\n$/g, ''));
    return [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }];
  });
}

/** The text as it reads: entities decoded, tokens replaced by what they show. */
export function plainOf(mrkdwn: string): string {
  return decode(mrkdwn.replace(/<([^<>\n]+)>/g, (_, token: string) => token.split('|')[1] ?? token));
}

function paragraphs(text: string, afterCode: boolean): RichTextBlockSubElement[] {
  const trimmed = afterCode ? text.replace(/^\n/, '') : text;
  if (trimmed === '') return [];
  const groups: { quote: boolean; lines: string[] }[] = [];
  for (const line of trimmed.split('\n')) {
    const quote = line.startsWith('&gt;') || line.startsWith('>');
    const words = quote ? line.replace(/^(&gt;|>) ?/, '') : line;
    const last = groups.at(-1);
    if (last && last.quote === quote) last.lines.push(words);
    else groups.push({ quote, lines: [words] });
  }
  return groups.map(({ quote, lines }) => ({
    type: quote ? 'rich_text_quote' : 'rich_text_section',
    elements: inline(lines.join('\n'), {}),
  }));
}

/** One run of text with its marks; `style` is what the marks around it give. */
function inline(text: string, style: Style): RichTextSectionElement[] {
  const elements: RichTextSectionElement[] = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') elements.push({ type: 'text', text: decode(plain), style });
    plain = '';
  };
  let at = 0;
  while (at < text.length) {
    const found = pieceAt(text, at, style);
    if (!found) {
      plain += text[at];
      at += 1;
      continue;
    }
    flush();
    elements.push(...found.elements);
    at = found.end;
  }
  flush();
  return elements;
}

interface Piece {
  readonly elements: readonly RichTextSectionElement[];
  /** Where the text goes on. */
  readonly end: number;
}

function pieceAt(text: string, at: number, style: Style): Piece | undefined {
  const mark = text[at] ?? '';
  if (mark === '<') return tokenAt(text, at, style);
  if (mark === '`') return codeAt(text, at, style);
  if (mark === ':') return emojiAt(text, at);
  const given = MARKS[mark];
  if (!given) return undefined;
  const close = closingOf(text, at, mark);
  if (close === undefined) return undefined;
  return { elements: inline(text.slice(at + 1, close), { ...style, ...given }), end: close + 1 };
}

function tokenAt(text: string, at: number, style: Style): Piece | undefined {
  const match = /^<([^<>\n]+)>/.exec(text.slice(at));
  if (!match?.[1]) return undefined;
  const [target = '', ...rest] = match[1].split('|');
  const label = rest.length > 0 ? decode(rest.join('|')) : undefined;
  return { elements: [tokenElement(target, label, style)], end: at + match[0].length };
}

function tokenElement(target: string, label: string | undefined, style: Style): RichTextSectionElement {
  const id = target.slice(1);
  if (target.startsWith('@')) return { type: 'user', user_id: id, style };
  if (target.startsWith('#')) return { type: 'channel', channel_id: id, style };
  if (target.startsWith('!subteam^')) return { type: 'usergroup', usergroup_id: target.slice(9), style };
  if (target.startsWith('!date^')) return dateElement(target, label, style);
  if (target === '!here' || target === '!channel' || target === '!everyone') {
    return {
      type: 'broadcast',
      range: target === '!here' ? 'here' : target === '!channel' ? 'channel' : 'everyone',
    };
  }
  if (target.startsWith('!')) return { type: 'text', text: label ?? decode(target), style };
  const url = decode(target);
  return { type: 'link', url, text: label ?? url.replace(/^mailto:/, ''), style };
}

function dateElement(target: string, label: string | undefined, style: Style): RichTextSectionElement {
  const [, seconds = '', format = ''] = target.split('^');
  if (!/^\d+$/.test(seconds) || format === '') return { type: 'text', text: label ?? target, style };
  return { type: 'date', timestamp: Number(seconds), format, style };
}

function codeAt(text: string, at: number, style: Style): Piece | undefined {
  const match = /^`([^`\n]+)`/.exec(text.slice(at));
  if (!match?.[1]) return undefined;
  const words = plainOf(match[1]);
  return {
    elements: [{ type: 'text', text: words, style: { ...style, code: true } }],
    end: at + match[0].length,
  };
}

function emojiAt(text: string, at: number): Piece | undefined {
  const match = /^:([a-z0-9_+'-]+):/.exec(text.slice(at));
  return match?.[1]
    ? { elements: [{ type: 'emoji', name: match[1] }], end: at + match[0].length }
    : undefined;
}

/** Where the mark that opens at `open` is closed on the same line; undefined when it is only a character. */
function closingOf(text: string, open: number, mark: string): number | undefined {
  if (!isBorder(text[open - 1]) || /^\s?$/.test(text[open + 1] ?? '') || text[open + 1] === mark)
    return undefined;
  for (let at = open + 2; at < text.length && text[at] !== '\n'; at += 1) {
    const closes = text[at] === mark && !/\s/.test(text[at - 1] ?? '') && isBorder(text[at + 1]);
    if (closes) return at;
  }
  return undefined;
}

/** Ends of the text, blanks and ASCII punctuation; a zero-width space is none, which is how marks are defused. */
function isBorder(character: string | undefined): boolean {
  return character === undefined || /[\s!-/:-@[-`{-~…–—·•]/.test(character);
}

function decode(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
