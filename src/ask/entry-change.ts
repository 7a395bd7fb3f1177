import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { Change, NewEntry } from '../operation/change.ts';
import { findEntry, findPhase } from '../operation/find-entry.ts';
import type { Entry, Operation } from '../operation/operation.ts';
import type { Extra, OperationRecord, Touch } from '../operation/record.ts';
import type { Tracker } from '../operation/tracker/tracker.ts';
import type { Made } from './change-operation.ts';
import { type Draft, stepSince, withChange, withGiven } from './entry-steps.ts';
import type { EntryWish, Given, Settled, TypedKind } from './entry-wish.ts';
import { givenIn } from './filled-entry.ts';

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

/**
 * What a form that was filled in makes of an entry: only what says something else now. What was emptied is taken away.
 * @throws UserError where nothing is new
 */
export async function editedByForm(
  deps: ChangingDeps,
  { entry, values }: { readonly entry: Entry; readonly values: Readonly<Record<string, string>> },
  so: { readonly record: OperationRecord; readonly tracker: Tracker; readonly touch: Touch },
): Promise<Made> {
  const given = whatIsNew(entry, so.record.extras[entry.id] ?? {}, values);
  const draft: Draft = { record: so.record, tracker: so.tracker, what: [] };
  const judged =
    given.verdict === undefined
      ? draft
      : await withChange(deps, draft, settling(entry, given.verdict), so.touch);
  const wish = { kind: 'edit', which: undefined, given } as const;
  const edited = await changed(deps, {
    entry: { ...entry, id: judged.id ?? entry.id },
    wish,
    so: judged,
    touch: so.touch,
  });
  return { record: edited.record, step: stepSince(so.record, edited, so.touch) };
}

function whatIsNew(entry: Entry, { owner, dueOn }: Extra, values: Readonly<Record<string, string>>): Given {
  const filled = givenIn(values);
  const isAccount = owner !== undefined && /^[UW][A-Z0-9]+$/.test(owner);
  const impact = entry.kind === 'blocker' ? entry.impact?.value : undefined;
  const verdict = entry.kind === 'finding' ? entry.verdict : undefined;
  return {
    ...(filled.title === entry.title ? {} : { title: filled.title }),
    ...(filled.detail === entry.detail ? {} : { detail: filled.detail ?? '' }),
    ...(filled.impact === impact ? {} : { impact: filled.impact ?? '' }),
    ...(filled.verdict === undefined || filled.verdict === verdict ? {} : { verdict: filled.verdict }),
    // Somebody without an account cannot be shown in the form, and stays when it is left empty.
    ...(filled.owner?.id === owner || (filled.owner === undefined && !isAccount)
      ? {}
      : { owner: { id: filled.owner?.id } }),
    ...(filled.due?.day === dueOn ? {} : { due: { day: filled.due?.day } }),
  };
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
  if (wish.kind === 'remove') return withChange(deps, so, removal(entry), touch);
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

/** The change that takes an entry out of the tracker. */
export function removal({ id }: Pick<Entry, 'id'>): Change {
  return { kind: 'remove', id };
}

/** The change that settles an entry. @throws UserError for a verdict on what is no finding */
export function settling({ id, kind }: Entry, as: Settled): Change {
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
