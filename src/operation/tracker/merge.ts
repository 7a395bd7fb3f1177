import type { Operation } from '../operation.ts';
import type { DraftConflict } from './merge-conflict.ts';
import { type Edit, editsBetween } from './merge-edits.ts';
import { begun, conflictsOf, makeEdit } from './merge-make.ts';
import { type Matches, matchesOf } from './merge-match.ts';
import { type MergeReport, NO_CHANGES, reportBetween } from './merge-report.ts';
import { parseTracker } from './parse.ts';

/** The three texts of a merge. */
export interface MergeTexts {
  /** The file as it was last taken in; '' where there was none. */
  readonly before: string;
  /** The same with the edits made here. */
  readonly ours: string;
  /** The file as it is now. */
  readonly theirs: string;
}

/** A file and edits made here, in one text. */
export interface Merged {
  readonly source: string;
  readonly report: MergeReport;
  /** What both say differently; the text says it as the file does. */
  readonly conflicts: readonly DraftConflict[];
  /** Ids of our entries and phases that are called otherwise in the text, by what they are called in ours. */
  readonly ids: Readonly<Record<string, string>>;
}

/**
 * Takes in a file that was taken in before: what changed in it stands, and the edits made here since are made again.
 * Where both say the same thing differently the text keeps the file's, and a conflict holds both. Without changes on
 * one side the other is the result, byte for byte. Throws a UserError for a text that cannot be read.
 */
export function mergeTracker({ before, ours, theirs }: MergeTexts): Merged {
  if (theirs === before) return { source: ours, report: NO_CHANGES, conflicts: [], ids: {} };
  const now = parseTracker(theirs);
  const own = ours === '' ? NOTHING : parseTracker(ours).operation;
  const was = before === '' ? NOTHING : parseTracker(before).operation;
  const report = reportBetween(before === '' ? own : was, now.operation);
  if (ours === before || ours === theirs)
    return {
      source: theirs,
      report,
      conflicts: [],
      ids: renamedIds(matchesOf(own, now.operation), new Map()),
    };
  const edits = before === '' ? addedTo(now.operation, own) : editsBetween(was, own);
  const state = begun(now, before === '' ? matchesOf(own, now.operation) : matchesOf(was, now.operation));
  for (const edit of edits) makeEdit(state, edit);
  const ids = renamedIds(matchesOf(own, state.tracker.operation), state.added);
  return {
    source: state.tracker.source,
    report: { ...report, kept: state.kept },
    conflicts: conflictsOf(state),
    ids,
  };
}

/** Without a file before there is nothing that was removed here; what theirs lacks was added. */
function addedTo(theirs: Operation, ours: Operation): readonly Edit[] {
  const { entries, phases } = matchesOf(ours, theirs);
  return [
    ...ours.phases
      .filter(({ id }) => !phases.has(id))
      .map((phase) => ({ kind: 'added-phase' as const, phase })),
    ...ours.entries.filter(({ id }) => !entries.has(id)).map((entry) => ({ kind: 'added' as const, entry })),
  ];
}

function renamedIds(matches: Matches, added: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const pairs = [...matches.entries, ...matches.phases].map(([id, { id: now }]) => [id, now] as const);
  return Object.fromEntries([...pairs, ...added].filter(([id, now]) => id !== now));
}

/** An operation of which nothing is said. */
const NOTHING: Operation = {
  title: undefined,
  header: { status: undefined, startedOn: undefined, currentPhase: undefined, claimed: undefined },
  phases: [],
  sections: [],
  entries: [],
};
