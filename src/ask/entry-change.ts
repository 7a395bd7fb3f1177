import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { Change, NewEntry } from '../operation/change.ts';
import { findEntry, findPhase } from '../operation/find-entry.ts';
import type { Entry, Operation } from '../operation/operation.ts';
import type { OperationRecord, Touch } from '../operation/record.ts';
import type { Tracker } from '../operation/tracker/tracker.ts';
import type { Made } from './change-operation.ts';
import { type Draft, stepSince, withChange, withGiven } from './entry-steps.ts';
import type { EntryWish, Given, Settled, TypedKind } from './entry-wish.ts';

/** A wish that changes something, with all that it needs. */
export type EntryChange = Extract<EntryWish, { kind: 'add' | 'settle' | 'edit' | 'remove' }>;

type ChangingDeps = Pick<Deps, 'trackers'>;

/**
 * What a wish makes of an operation, as one step of its history.
 * @throws UserError where an entry or a phase is not found, and for what makes no sense
 */
export async function entryChanged(
  deps: ChangingDeps,
  { kind, wish }: { readonly kind: TypedKind; readonly wish: EntryChange },
  {
    record,
    tracker,
    touch,
  }: { readonly record: OperationRecord; readonly tracker: Tracker; readonly touch: Touch },
): Promise<Made> {
  const so = { record, tracker, what: [] };
  const draft = await (wish.kind === 'add'
    ? added(deps, { kind, given: wish.given, so, touch })
    : changed(deps, { entry: findEntry(tracker.operation, kind, wish.which ?? ''), wish, so, touch }));
  return { record: draft.record, step: stepSince(record, draft, touch) };
}

interface Adding {
  readonly kind: TypedKind;
  readonly given: Given;
  readonly so: Draft;
  readonly touch: Touch;
}

async function added(deps: ChangingDeps, { kind, given, so, touch }: Adding): Promise<Draft> {
  const entry = newEntry(kind, given, so.tracker.operation);
  const draft = await withChange(deps, so, { kind: 'add', entry }, touch);
  return draft.id === undefined ? draft : withGiven(draft, draft.id, given, touch);
}

interface Changing {
  readonly entry: Entry;
  readonly wish: Exclude<EntryChange, { kind: 'add' }>;
  readonly so: Draft;
  readonly touch: Touch;
}

async function changed(deps: ChangingDeps, { entry, wish, so, touch }: Changing): Promise<Draft> {
  if (wish.kind === 'remove') return withChange(deps, so, { kind: 'remove', id: entry.id }, touch);
  if (wish.kind === 'settle') return withChange(deps, so, settling(entry, wish.as), touch);
  let draft: Draft = { ...so, id: entry.id };
  for (const edit of edits(wish.given))
    draft = await withChange(deps, draft, { ...edit, id: draft.id ?? entry.id }, touch);
  return withGiven(draft, draft.id ?? entry.id, wish.given, touch);
}

/** @throws UserError where no words were given: an entry has some */
function newEntry(kind: TypedKind, given: Given, operation: Operation): NewEntry {
  if (given.title === undefined) throw new UserError(`What is it? \`/snail ${kind} add <words>\``);
  return {
    kind,
    title: given.title,
    ...(given.detail === undefined ? {} : { detail: given.detail }),
    ...(given.impact === undefined ? {} : { impact: given.impact }),
    ...(given.verdict === undefined ? {} : { verdict: given.verdict }),
    ...(given.phase === undefined ? {} : { phase: findPhase(operation, given.phase).id }),
  };
}

function settling({ id, kind }: Entry, as: Settled): Change {
  if (as === 'done' || as === 'open') return { kind: 'tick', id, done: as === 'done' };
  if (kind !== 'finding') throw new UserError(`Only a finding can be ${as}.`);
  return { kind: 'judge', id, verdict: as };
}

type Edit =
  | { readonly kind: 'edit'; readonly title?: string; readonly detail?: string }
  | { readonly kind: 'describe'; readonly field: 'impact' | 'status'; readonly value: string };

function edits({ title, detail, impact, status }: Given): readonly Edit[] {
  const words = { ...(title === undefined ? {} : { title }), ...(detail === undefined ? {} : { detail }) };
  return [
    ...(Object.keys(words).length === 0 ? [] : [{ kind: 'edit', ...words } as const]),
    ...(impact === undefined ? [] : [{ kind: 'describe', field: 'impact', value: impact } as const]),
    ...(status === undefined ? [] : [{ kind: 'describe', field: 'status', value: status } as const]),
  ];
}
