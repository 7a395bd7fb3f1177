import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { Change, NewEntry } from '../operation/change.ts';
import { findEntry, findPhase } from '../operation/find-entry.ts';
import type { Operation } from '../operation/operation.ts';
import type { OperationRecord, Touch } from '../operation/record.ts';
import type { Tracker } from '../operation/tracker/tracker.ts';
import { chooseEntryModal, entryModal } from '../views/operation-modals.ts';
import type { Answer, Call } from './answer.ts';
import { type ChangeDeps, changeOperation, type Made } from './change-operation.ts';
import { changedAnswer } from './changed-answer.ts';
import { type Draft, stepSince, withChange, withGiven } from './entry-steps.ts';
import { type EntryWish, entryWishOf, type Given, type TypedKind } from './entry-wish.ts';
import { needOperation } from './operation-here.ts';
import { type ListDeps, listAnswer } from './operation-list.ts';

export type EntryDeps = ChangeDeps & ListDeps;

/** Answers `task …`, `blocker …` and their sisters. */
export async function entryAnswer(deps: EntryDeps, kind: TypedKind, call: Call): Promise<Answer> {
  const wish = entryWishOf(kind, call, deps.clock.now());
  const record = await needOperation(deps, call);
  if (wish.kind === 'list' || wish.kind === 'show')
    return listAnswer(deps, { record, list: kind, wish, call });
  const form = await formFor(deps, { record, kind, wish, call });
  return form ?? entryChanged(deps, { id: record.id, kind, wish, call });
}
