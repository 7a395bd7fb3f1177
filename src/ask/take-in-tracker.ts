import { randomUUID } from 'node:crypto';
import type { Who } from '../access/person.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { changedExtras, movedExtras } from '../operation/extras.ts';
import type { OperationRecord, TextChange } from '../operation/record.ts';
import { spliceOf } from '../operation/splice.ts';
import type { Merged } from '../operation/tracker/merge.ts';
import { type MergeReport, NO_CHANGES } from '../operation/tracker/merge-report.ts';
import { reportOf } from '../operation/tracker/report.ts';
import type { ImportReport, Tracker } from '../operation/tracker/tracker.ts';
import { counted, oneLine } from '../text.ts';
import { type Made, numbered } from './change-operation.ts';

export type TakeInDeps = Pick<Deps, 'operations' | 'trackers' | 'clock'>;

/** A tracker to be taken in, and whose it becomes. */
export interface GivenTracker {
  readonly text: string;
  /** Undefined where it was pasted. */
  readonly fileName: string | undefined;
  readonly by: Who;
  /** Which works at it from then on. */
  readonly channel: string;
  /** What it is called; the tracker's own title unless told, else the file's name. */
  readonly name: string | undefined;
  /** The operation it belongs to, by id, whatever it is called now; undefined: the one of its name or title. */
  readonly into: string | undefined;
}

/** What became of a tracker that was taken in. */
export interface TakenIn {
  readonly record: OperationRecord;
  /** As it is now, with the edits that were kept. */
  readonly tracker: Tracker;
  /** Of what was given. */
  readonly report: ImportReport;
  /** Against what was there of that name; undefined where it is new. */
  readonly merged: MergeReport | undefined;
}

const MOST_TRIES = 5;
const LONGEST_NAME = 120;

/**
 * Takes a tracker in: as a new operation, or into the one of its name, whose edits stay. The channel works at it from
 * then on. Nothing is saved where nothing is new.
 * @throws UserError where it cannot be read as a tracker, and where others change the operation all the time
 */
export async function takeInTracker(deps: TakeInDeps, given: GivenTracker): Promise<TakenIn> {
  const tracker = await deps.trackers.read(given.text);
  const report = reportOf(tracker);
  const name = nameOf(given, tracker);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const known = await knownOne(deps, name, given, tracker.operation.title);
    const made = known ? await mergedInto(deps, known, given) : begun(deps, name, given, report);
    const outcome = made.step
      ? await deps.operations.save(made.record, numbered(made.step, made.record))
      : 'saved';
    if (outcome !== 'saved') continue;
    const record = made.step ? { ...made.record, version: made.record.version + 1 } : made.record;
    await deps.operations.use(given.channel, record.id, given.by, deps.clock.now());
    const now = known ? await deps.trackers.read(record.source) : tracker;
    return { record, tracker: now, report, merged: made.merged };
  }
  throw new UserError(
    `"${oneLine(name, 60)}" is being changed all the time just now. Try again in a moment.`,
  );
}

/** A title as one would say it: without "Progress Tracker" behind it, and not in capitals. */
function spokenTitle(title = ''): string {
  const [, short = title] =
    /^(.*\S)\s*[:\u2013\u2014|-]\s*(?:progress\s+|status\s+)?(?:tracker|status|report)\W*$/iu.exec(title) ??
    [];
  if (short !== short.toUpperCase()) return short;
  return short.toLowerCase().replace(/(?<![\p{L}\p{N}])\p{L}/gu, (letter) => letter.toUpperCase());
}

/**
 * The operation that it belongs to: the one told, else the one of its name, else the channel's own where that was
 * called otherwise since and its tracker still has the same title. An archived one is left alone.
 */
async function knownOne(
  { operations, trackers }: TakeInDeps,
  name: string,
  given: GivenTracker,
  title: string | undefined,
): Promise<OperationRecord | undefined> {
  const told = given.into === undefined ? undefined : await operations.get(given.into);
  if (told && !told.archivedAt) return told;
  const named = await operations.named(name);
  if (named || given.name !== undefined || title === undefined) return named;
  const own = await operations.ofChannel(given.channel);
  const { operation } = own ? await trackers.read(own.source) : {};
  return operation?.title === title ? own : undefined;
}

/** @throws UserError where neither title nor file give it a name */
function nameOf({ name, fileName }: GivenTracker, { operation }: Tracker): string {
  const named = [name, spokenTitle(operation.title), fileName?.replace(/\.[^.]*$/, '')].map((each) =>
    oneLine(each ?? '', LONGEST_NAME),
  );
  const first = named.find((each) => each !== '');
  if (first) return first;
  throw new UserError('What is it called? It has no title: give it one with `--name "…"`.');
}

function begun(
  { clock }: TakeInDeps,
  name: string,
  { text, fileName, by }: GivenTracker,
  report: ImportReport,
): Made & { readonly merged: undefined } {
  const at = clock.now();
  const record: OperationRecord = {
    ...{ id: randomUUID(), name, source: text, base: text, fileName },
    ...{ takenIn: { by, at }, extras: {}, dismissed: [], conflicts: [] },
    ...{ createdBy: by, createdAt: at, changedAt: at, archivedAt: undefined, version: 0 },
  };
  const what = `took in ${fileNamed(fileName)}: ${counted(report.lines, 'line')}, ${counted(report.phases, 'phase')}`;
  return { record, step: { by, at, what, splice: undefined, before: {} }, merged: undefined };
}

async function mergedInto(
  { trackers, clock }: TakeInDeps,
  record: OperationRecord,
  { text, fileName, by }: GivenTracker,
): Promise<Made & { readonly merged: MergeReport }> {
  const at = clock.now();
  if (text === record.base) return { record, step: undefined, merged: NO_CHANGES };
  const { source, report, conflicts, ids } = await trackers.merge({
    before: record.base,
    ours: record.source,
    theirs: text,
  });
  const moved = movedExtras(record.extras, ids);
  const [was, is] = await Promise.all([trackers.read(record.source), trackers.read(source)]);
  const extras = { ...moved, ...firstSeen({ was, is, ids }, moved, at) };
  const after = {
    ...record,
    ...{
      source,
      base: text,
      fileName: fileName ?? record.fileName,
      takenIn: { by, at },
      extras,
      changedAt: at,
    },
    conflicts: [...record.conflicts, ...conflicts.map((each) => ({ ...each, at }))],
  };
  const what = `took in ${fileNamed(fileName)} again: ${reportWords(report, conflicts.length)}`;
  const before = changedExtras(record.extras, extras);
  return {
    record: after,
    step: { by, at, what, splice: takenSplice(record, { source, base: text }), before },
    merged: report,
  };
}

/** How both texts change, so that undoing makes the file one that was not taken in. */
function takenSplice(
  was: Pick<OperationRecord, 'source' | 'base'>,
  is: Pick<OperationRecord, 'source' | 'base'>,
): TextChange | undefined {
  const splice = spliceOf(was.source, is.source);
  const base = spliceOf(was.base, is.base);
  return splice && base ? { ...splice, base } : splice;
}

/** What came with this file is as old as it. */
function firstSeen(
  { was, is, ids }: { readonly was: Tracker; readonly is: Tracker; readonly ids: Merged['ids'] },
  extras: OperationRecord['extras'],
  at: Date,
): OperationRecord['extras'] {
  const known = new Set(was.operation.entries.map(({ id }) => ids[id] ?? id));
  const fresh = is.operation.entries.filter(({ id }) => !known.has(id));
  return Object.fromEntries(fresh.map(({ id }) => [id, { ...extras[id], firstSeenAt: at }]));
}

function reportWords({ added, changed, gone, kept }: MergeReport, conflicts: number): string {
  const words = [
    `${added.length} new`,
    `${changed.length} changed`,
    `${gone.length} gone`,
    kept.length > 0 ? `${counted(kept.length, 'edit')} kept` : '',
    conflicts > 0 ? counted(conflicts, 'conflict') : '',
  ];
  return words.filter(Boolean).join(', ');
}

function fileNamed(name: string | undefined): string {
  return name === undefined ? 'pasted text' : `"${oneLine(name, 80)}"`;
}
