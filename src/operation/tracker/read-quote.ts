import type { Blockquote, Paragraph } from 'mdast';
import type { EntryKind } from '../operation.ts';
import { addEntry } from './add-entry.ts';
import type { Reading, Scope } from './draft.ts';
import { placeOf } from './markdown.ts';
import { plainOf } from './plain.ts';
import { readList } from './read-list.ts';
import { wholeOf } from './read-paragraph.ts';
import { leave } from './untouched.ts';

/** Takes in a quotation: its words are one entry, lists in it are lists as anywhere. */
export function readQuote(reading: Reading, quote: Blockquote, scope: Scope): void {
  const words = quote.children.filter((block) => block.type === 'paragraph');
  if (words.length > 0) addQuotation(reading, words, scope);
  for (const block of quote.children) {
    if (block.type === 'list') readList(reading, block, { scope, parent: undefined });
    else if (block.type === 'blockquote') readQuote(reading, block, scope);
    else if (block.type !== 'paragraph' && block.type !== 'thematicBreak') leave(reading, block);
  }
}

function addQuotation(reading: Reading, words: readonly Paragraph[], scope: Scope): void {
  const plain = plainOf(
    words.flatMap(({ children }) => children),
    words[0] ? placeOf(words[0]).line : 1,
  );
  const statement = wholeOf(plain);
  // "> [!WARNING]" is GitHub's box for a remark.
  const remark = /^\[!\w{1,20}\]\s*/.exec(statement.title);
  const title = statement.title.slice(remark?.[0].length ?? 0);
  const kind = remark ? 'note' : kindOfQuotation(scope);
  const at = { line: placeOf(words[0] ?? {}).line, endLine: placeOf(words.at(-1) ?? {}).endLine };
  if (title === '') return;
  addEntry(reading, scope, { kind, statement: { ...statement, title }, at });
}

function kindOfQuotation({ kind }: Scope): EntryKind {
  return kind === 'wisdom' || kind === 'detail' || kind === 'header' || kind === 'phases' ? 'wisdom' : 'note';
}
