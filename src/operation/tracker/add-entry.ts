import type { EntryKind, Place } from '../operation.ts';
import { doubt } from './doubt.ts';
import type { EntryDraft, Reading, Scope } from './draft.ts';
import { fieldOf } from './field.ts';
import type { Statement } from './statement.ts';

/** Something said, and what its place makes of it. */
export interface Saying {
  readonly kind: EntryKind;
  readonly statement: Pick<Statement, 'title' | 'detail' | 'mark' | 'struck'>;
  readonly at: Place;
  /** Contents of the HTML comments behind it. */
  readonly comments?: readonly string[];
}

const OPEN_MARKS: ReadonlySet<string> = new Set(['open', 'running', 'failing', 'blocked']);
const TICKED: ReadonlySet<EntryKind> = new Set<EntryKind>(['task', 'criterion', 'blocker', 'next']);

/** Takes in an entry, with a doubt where its mark says other than its heading. */
export function addEntry(
  reading: Reading,
  scope: Scope,
  { kind, statement, at, comments = [] }: Saying,
): EntryDraft {
  const { title, detail, mark, struck } = statement;
  const state = TICKED.has(kind) ? scope.state : undefined;
  const probe = probeIn(comments);
  const draft: EntryDraft = {
    ...{ kind, title, detail, mark, struck, state, at },
    ...{ within: scope.within, phase: scope.phase, impact: undefined, status: undefined },
    probe: kind === 'criterion' ? probe : undefined,
  };
  if (probe !== undefined && kind !== 'criterion') {
    doubt(reading, at.line, 'a probe is bound to criteria only; its comment is kept and not run');
  }
  if (state === 'done' && mark !== undefined && OPEN_MARKS.has(mark)) {
    doubt(reading, at.line, `stands under "${scope.title}" but is marked as not done; taken as not done`);
  }
  reading.entries.push(draft);
  if (kind === 'blocker') scope.blocker = draft;
  return draft;
}

/** The kind of an item below a heading; `ticked` where it has a mark or a box to tick. */
export function kindBelow(
  scope: Scope,
  title: string,
  { box, marked }: { box: boolean; marked: boolean },
): EntryKind {
  // Whose blocker it is and since when are words about the blocker above, not another one.
  if (scope.kind === 'blocker' && scope.blocker && fieldOf(title) !== undefined) return 'note';
  if (scope.kind !== 'detail' && scope.kind !== 'header' && scope.kind !== 'phases') return scope.kind;
  const loose = scope.kind === 'phases' ? scope.phase !== undefined : scope.section === undefined;
  return box || (loose && marked) ? 'task' : 'note';
}

/** The probe that comments bind; undefined where none does. */
export function probeIn(comments: readonly string[]): string | undefined {
  for (const comment of comments) {
    const [, probe] = /^probe:\s*(\S[\s\S]*)$/i.exec(comment) ?? [];
    if (probe !== undefined)
      // Blanks may be part of a text that it looks for; only the lines of the comment are ours.
      return probe.replace(/\s*[\r\n]\s*/g, ' ').trim();
  }
  return undefined;
}
