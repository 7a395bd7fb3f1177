import type { List, ListItem, Paragraph } from 'mdast';
import type { EntryKind, Mark, Place } from '../operation.ts';
import { addEntry, kindBelow } from './add-entry.ts';
import { doubt } from './doubt.ts';
import type { EntryDraft, Reading, Scope } from './draft.ts';
import { fieldOf } from './field.ts';
import { placeOf } from './markdown.ts';
import { takePhaseItem } from './named-phase.ts';
import { commentsIn, type Plain, type PlainLine, plainOf } from './plain.ts';
import { NONE_HERE, saysNone } from './says-none.ts';
import { type Statement, sayingOf, statementOf } from './statement.ts';
import { takeField } from './take-field.ts';
import { leave, leaveLines } from './untouched.ts';

/** Kinds whose items may have words of explanation below them that are not of the kind themselves. */
const EXPLAINED: ReadonlySet<EntryKind> = new Set<EntryKind>([
  'task',
  'criterion',
  'blocker',
  'next',
  'decision',
]);

interface Around {
  readonly scope: Scope;
  readonly numbered: boolean;
  /** The entry whose item this one stands in. */
  readonly parent: EntryDraft | undefined;
}

/** What the items below an item stand under. */
type Below = Pick<Around, 'scope' | 'parent'>;

/** Takes in a list's items, and theirs. */
export function readList(reading: Reading, list: List, { scope, parent }: Below): void {
  for (const item of list.children)
    readItem(reading, item, { scope, parent, numbered: list.ordered === true });
}

function readItem(reading: Reading, item: ListItem, around: Around): void {
  const [first, ...others] = item.children;
  if (!first) leave(reading, item, 'an item without words');
  const below = first?.type === 'paragraph' ? readWords(reading, item, first, around) : around;
  for (const block of first?.type === 'paragraph' ? others : item.children) {
    if (block.type === 'list') readList(reading, block, below);
    else if (block.type === 'html' && commentsIn(block.value).length > 0 && below.parent?.probe) continue;
    else if (block.type !== 'thematicBreak') leave(reading, block);
  }
}

function readWords(reading: Reading, item: ListItem, words: Paragraph, around: Around): Below {
  const plain = plainOf(words.children, placeOf(words).line);
  const at = { line: placeOf(item).line, endLine: placeOf(words).endLine };
  const { scope, parent } = around;
  if (plain.lines.length === 0) {
    leave(reading, words, plain.comments.length > 0 ? 'HTML' : 'an item without words');
    return around;
  }
  const whole = statementOf(plain);
  const value = whole.field;
  const box = typeof item.checked === 'boolean';
  if (!box && value !== undefined && takeField(reading, scope, { key: whole.key, value, at }, parent))
    return around;
  const checked = item.checked ?? undefined;
  const phase = takePhaseItem(reading, scope, {
    words: plain.lines.map(({ text }) => text).join(' '),
    checked,
    at,
  });
  if (phase) return { scope: phase, parent: undefined };
  return { scope, parent: readEntry(reading, item, plain, { ...around, at }) };
}

function readEntry(
  reading: Reading,
  item: ListItem,
  plain: Plain,
  around: Around & { at: Place },
): EntryDraft | undefined {
  const { scope, at } = around;
  const { own, about } = scope.kind === 'blocker' ? apart(plain.lines) : { own: plain.lines, about: [] };
  const said = statementOf({ ...plain, lines: own });
  if (scope.kind !== 'detail' && saysNone(said.title) && said.detail === undefined) {
    leaveLines(reading, at, NONE_HERE);
    return undefined;
  }
  const statement = { ...said, mark: boxed(reading, item, said, at) };
  const below = item.children.flatMap(commentsBelow);
  const comments = [...plain.comments, ...below];
  const entry = addEntry(reading, scope, { kind: kindOf(item, statement, around), statement, at, comments });
  for (const line of about) {
    const { key, field: value = '' } = sayingOf(line);
    takeField(reading, scope, { key, value, at: { line: line.line, endLine: line.line } }, entry);
  }
  return entry;
}

/** Comments in a paragraph of their own, or as items of a list below. */
function commentsBelow(block: ListItem['children'][number]): readonly string[] {
  if (block.type === 'html') return commentsIn(block.value);
  if (block.type !== 'list') return [];
  return block.children
    .filter(({ children }) => children.every(({ type }) => type === 'html'))
    .flatMap(({ children }) => children.flatMap(commentsBelow));
}

/** Of a blocker's words, the lines that are about it: "Impact: nobody can sign in". */
function apart(lines: readonly PlainLine[]): { own: readonly PlainLine[]; about: readonly PlainLine[] } {
  const isAbout = (line: PlainLine, index: number) => {
    const field = index === 0 ? undefined : fieldOf(sayingOf(line).key);
    return field === 'impact' || field === 'status';
  };
  return { own: lines.filter((line, index) => !isAbout(line, index)), about: lines.filter(isAbout) };
}

/** The mark of an item that may have a box to tick besides. */
function boxed(
  reading: Reading,
  { checked }: ListItem,
  { mark, struck }: Statement,
  at: Place,
): Mark | undefined {
  if (typeof checked !== 'boolean' || struck) return mark;
  if (checked && mark !== undefined && mark !== 'done' && mark !== 'cancelled') {
    doubt(reading, at.line, `its box is ticked, but its mark says "${mark}"; taken as done`);
  }
  if (!checked && mark === 'done') {
    doubt(reading, at.line, 'its mark says that it is done, but its box is not ticked; taken as not done');
    return 'open';
  }
  return checked ? 'done' : (mark ?? 'open');
}

function kindOf(item: ListItem, { title, mark }: Statement, { scope, parent, numbered }: Around): EntryKind {
  const box = typeof item.checked === 'boolean';
  const kind = kindBelow(scope, title, { box, marked: mark !== undefined || numbered });
  if (mark !== undefined || !EXPLAINED.has(kind)) return kind;
  // "Backend" above boxes of its own is a heading of them, and plain words below a task explain it.
  return parent || hasBoxes(item) ? 'note' : kind;
}

function hasBoxes(item: ListItem): boolean {
  return item.children.some(
    (block) => block.type === 'list' && block.children.some(({ checked }) => typeof checked === 'boolean'),
  );
}
