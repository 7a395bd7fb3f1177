import { findEntry } from '../operation/find-entry.ts';
import { entriesOf } from '../operation/operation.ts';
import type { OperationRecord } from '../operation/record.ts';
import type { Answer, Call } from './answer.ts';
import { type ChangeDeps, changeOperation } from './change-operation.ts';
import { changedAnswer } from './changed-answer.ts';
import { type EntryChange, entryChanged } from './entry-change.ts';
import { addForm, chooseForm, editForm } from './entry-forms.ts';
import { type EntryListDeps, entryList, oneEntry } from './entry-list.ts';
import { entryWishOf, type TypedKind } from './entry-wish.ts';
import { isFound } from './leading-name.ts';
import { needOperation } from './operation-here.ts';
import { withOwnerName } from './owner-names.ts';

export type EntryDeps = ChangeDeps & EntryListDeps;

/** Answers `task …`, `blocker …` and their sisters: a list, what a change did, or a form for what was left out. */
export async function entryAnswer(deps: EntryDeps, kind: TypedKind, call: Call): Promise<Answer> {
  const record = await needOperation(deps, call);
  const { operation } = await deps.trackers.read(record.source);
  const isOne = (words: string) => isFound(() => findEntry(operation, kind, words));
  const wish = entryWishOf(kind, call, { now: deps.clock.now(), isOne });
  if (wish.kind === 'list') return entryList(deps, { record, kind, only: wish.only, call });
  if (wish.kind === 'show') return oneEntry(deps, { record, kind, which: wish.which, call });
  const form = await missing(deps, { record, kind, wish });
  if (form) return form;
  const named = 'given' in wish ? { ...wish, given: await withOwnerName(deps, wish.given) } : wish;
  return changedEntry(deps, { id: record.id, kind, wish: named }, call);
}

/** Makes the change, and shows what it did. */
export async function changedEntry(
  deps: ChangeDeps,
  { id, kind, wish }: { readonly id: string; readonly kind: TypedKind; readonly wish: EntryChange },
  { person, place }: Pick<Call, 'person' | 'place'>,
): Promise<Answer> {
  const changed = await changeOperation(deps, { id, person }, (record, tracker, touch) =>
    entryChanged(deps, { kind, wish }, { record, tracker, touch }),
  );
  return changedAnswer(deps, changed, place);
}

/** A form for what was not said; undefined where all was. */
async function missing(
  deps: ChangeDeps,
  {
    record,
    kind,
    wish,
  }: { readonly record: OperationRecord; readonly kind: TypedKind; readonly wish: EntryChange },
): Promise<Answer | undefined> {
  if (wish.kind === 'add')
    return wish.given.title === undefined ? addForm(record, kind, wish.given) : undefined;
  if (wish.which === undefined && wish.kind !== 'edit')
    return chooseForm(deps, record, { kind, as: wish.kind === 'remove' ? 'remove' : wish.as });
  if (wish.kind !== 'edit' || Object.values(wish.given).some((value) => value !== undefined))
    return undefined;
  const { operation } = await deps.trackers.read(record.source);
  const entry = findEntry(operation, kind, wish.which ?? '');
  const number = entriesOf(operation, kind).findIndex(({ id }) => id === entry.id) + 1;
  return editForm(record, kind, number, entry);
}
