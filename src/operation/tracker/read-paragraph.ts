import type { Paragraph, RootContent } from 'mdast';
import { addEntry, kindBelow } from './add-entry.ts';
import type { Reading, Scope } from './draft.ts';
import { fieldOf } from './field.ts';
import { headingKindOf } from './heading-kind.ts';
import { placeOf } from './markdown.ts';
import { openBoldWords } from './open-heading.ts';
import { type Plain, type PlainLine, plainOf } from './plain.ts';
import { NONE_HERE, saysNone } from './says-none.ts';
import { sayingOf, statementOf } from './statement.ts';
import { takeField } from './take-field.ts';
import { leave, leaveLines } from './untouched.ts';
import { undecorated } from './words.ts';

/** Takes in a paragraph: lines about what stands above them, words in bold that head what follows; prose is left. */
export function readParagraph(
  reading: Reading,
  paragraph: Paragraph,
  scope: Scope,
  next: RootContent | undefined,
): void {
  const { line } = placeOf(paragraph);
  const plain = plainOf(paragraph.children, line);
  const [first, ...others] = plain.lines;
  if (!first) {
    leave(reading, paragraph, plain.comments.length > 0 ? 'HTML' : 'nothing but markup');
  } else if (others.length === 0 && heads(first, next)) {
    openBoldWords(reading, first.text, line);
  } else if (scope.kind === 'wisdom' || (isBold(plain) && next === undefined)) {
    // The last words of a file in bold are its motto.
    addEntry(reading, scope, { kind: 'wisdom', statement: wholeOf(plain), at: placeOf(paragraph) });
  } else if (paragraph.children.every(({ type }) => type === 'image')) {
    leave(reading, paragraph, 'an image');
  } else {
    for (const lines of sayings(plain.lines)) readSaying(reading, scope, lines, placeOf(paragraph).endLine);
  }
}

/** All the words of a quotation or motto, a colon in them or not. */
export function wholeOf(plain: Plain): {
  title: string;
  detail: undefined;
  mark: undefined;
  struck: boolean;
} {
  const words = plain.lines.map(({ text }) => text).join(' ');
  return { title: undecorated(words) || words, detail: undefined, mark: undefined, struck: plain.struck };
}

function heads(line: PlainLine, next: RootContent | undefined): boolean {
  if (next?.type !== 'list' && next?.type !== 'table' && next?.type !== 'paragraph') return false;
  const words = undecorated(line.text);
  const bold = line.bold > 0 && undecorated(line.text.slice(line.bold)).replace(/^[:：]/u, '') === '';
  const ends = /[:：]$/u.test(words);
  const known = headingKindOf(words) !== undefined && words.length <= 60;
  const heading = next.type !== 'paragraph' && words.length <= 60;
  return (bold && (ends || known || heading)) || (ends && known && heading);
}

function isBold({ lines }: Plain): boolean {
  return lines.every(({ text, bold }) => bold > 0 && undecorated(text.slice(bold)) === '');
}

/** Lines with the lines that go on with them. */
function sayings(lines: readonly PlainLine[]): readonly (readonly PlainLine[])[] {
  const all: PlainLine[][] = [];
  for (const line of lines) {
    const last = all.at(-1);
    if (last && !begins(line) && !(isKeyed(line) && last.some(begins))) last.push(line);
    else all.push([line]);
  }
  return all;
}

function begins(line: PlainLine): boolean {
  const { key, field, headed } = sayingOf(line);
  return field !== undefined && (headed || fieldOf(key) !== undefined);
}

/** Among lines of the form "Key: value" another is one as well, whatever its key. */
function isKeyed(line: PlainLine): boolean {
  const { key, field } = sayingOf(line);
  return field !== undefined && key.length <= 40;
}

function readSaying(reading: Reading, scope: Scope, lines: readonly PlainLine[], endLine: number): void {
  const [first] = lines;
  if (!first) return;
  const at = { line: first.line, endLine: Math.min(endLine, lines.at(-1)?.line ?? first.line) };
  const statement = statementOf({ lines, comments: [], struck: false });
  const { key, title, field, headed, mark } = statement;
  const taken = field !== undefined && begins(first) && takeField(reading, scope, { key, value: field, at });
  if (taken) return;
  if (!headed || !begins(first))
    leaveLines(reading, at, saysNone(title) ? NONE_HERE : 'a paragraph of prose');
  else
    addEntry(reading, scope, {
      kind: kindBelow(scope, title, { box: false, marked: mark !== undefined }),
      statement,
      at,
    });
}
