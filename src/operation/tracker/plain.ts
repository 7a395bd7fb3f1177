import type { PhrasingContent } from 'mdast';
import { clean } from '../../text.ts';

/** One line of words without markup, and what of it must not be cut apart. */
export interface PlainLine {
  readonly line: number;
  readonly text: string;
  /** As long as `text`, with code and links blotted out: a colon in them separates nothing. */
  readonly shape: string;
  /** How many characters at the start are bold; 0 where it begins otherwise. */
  readonly bold: number;
}

/** What running text says, line by line of the file, and the comments in it. */
export interface Plain {
  readonly lines: readonly PlainLine[];
  /** Contents of HTML comments. */
  readonly comments: readonly string[];
  /** Whether all of it is struck through. */
  readonly struck: boolean;
}

interface Draft {
  line: number;
  text: string;
  shape: string;
  bold: number;
}

/** Reads running text: markup goes, words and their lines stay, tags are dropped and comments kept apart. */
export function plainOf(children: readonly PhrasingContent[], firstLine: number): Plain {
  const lines: Draft[] = [{ line: firstLine, text: '', shape: '', bold: 0 }];
  const comments: string[] = [];
  walk(children, lines, comments, { bold: false, opaque: false });
  const kept = lines.map((each) => ({ ...each, ...trimmed(each) })).filter(({ text }) => text !== '');
  return { ...unstruck(kept), comments };
}

/** Contents of the HTML comments in a piece of HTML. */
export function commentsIn(html: string): readonly string[] {
  const comments: string[] = [];
  for (let start = html.indexOf('<!--'); start >= 0; ) {
    const end = html.indexOf('-->', start + 4);
    if (end < 0) break;
    comments.push(html.slice(start + 4, end).trim());
    start = html.indexOf('<!--', end + 3);
  }
  return comments;
}

interface Around {
  readonly bold: boolean;
  readonly opaque: boolean;
}

function walk(nodes: readonly PhrasingContent[], lines: Draft[], comments: string[], around: Around): void {
  for (const node of nodes) {
    if (node.type === 'html') {
      comments.push(...commentsIn(node.value));
    } else if (node.type === 'break') {
      lines.push({ line: node.position?.end.line ?? 0, text: '', shape: '', bold: 0 });
    } else if ('children' in node) {
      walk(node.children, lines, comments, {
        bold: around.bold || node.type === 'strong',
        opaque: around.opaque || node.type === 'link' || node.type === 'linkReference',
      });
    } else if ('value' in node) {
      write(node.value, node.position?.start.line ?? 0, lines, {
        ...around,
        opaque: around.opaque || node.type === 'inlineCode',
      });
    } else if ('alt' in node) {
      write(node.alt ?? '', node.position?.start.line ?? 0, lines, { ...around, opaque: true });
    }
  }
}

function write(value: string, startLine: number, lines: Draft[], around: Around): void {
  for (const [index, part] of value.split(/\r\n|\r|\n/).entries()) {
    const line = startLine + index;
    let last = lines.at(-1);
    if (!last || last.line < line) {
      last = { line, text: '', shape: '', bold: 0 };
      lines.push(last);
    }
    const text = clean(part);
    if (around.bold && last.bold === last.text.length) last.bold += text.length;
    last.text += text;
    last.shape += around.opaque ? '\u0000'.repeat(text.length) : text;
  }
}

function trimmed({ text, shape, bold }: Draft): { text: string; shape: string; bold: number } {
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  return {
    text: text.slice(start, end),
    shape: shape.slice(start, end),
    bold: Math.max(0, Math.min(bold, end) - start),
  };
}

/** `~~` is no part of what is read as markdown here, so that it is looked for in the words. */
function unstruck(lines: readonly PlainLine[]): { lines: readonly PlainLine[]; struck: boolean } {
  const whole = lines.map(({ text }) => text).join('\n');
  const struck = /^\W{0,8}~~(?!~)[\s\S]*~~\W{0,8}$/u.test(whole) && whole.split('~~').length === 3;
  if (!struck) return { lines, struck };
  return {
    lines: lines.map((each) => {
      const text = each.text.replaceAll('~~', '').trim();
      return { ...each, text, shape: each.shape.replaceAll('~~', '').trim(), bold: 0 };
    }),
    struck,
  };
}
