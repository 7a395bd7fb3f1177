import type { Change } from '../operation/change.ts';
import { findPhase } from '../operation/find-entry.ts';
import type { Operation } from '../operation/operation.ts';
import type { Answer, Call } from './answer.ts';
import { type ChangeDeps, changeOperation } from './change-operation.ts';
import { changedAnswer } from './changed-answer.ts';
import type { EntryListDeps } from './entry-list.ts';
import { stepSince, withChange, withGiven } from './entry-steps.ts';
import { needOperation } from './operation-here.ts';
import { onePhase, phaseList } from './phase-list.ts';
import { type PhaseWish, phaseWishOf } from './phase-wish.ts';

export type PhaseDeps = ChangeDeps & EntryListDeps;

/** Answers `phase …`. */
export async function phaseAnswer(deps: PhaseDeps, call: Call): Promise<Answer> {
  const wish = phaseWishOf(call, deps.clock.now());
  const record = await needOperation(deps, call);
  if (wish.kind === 'list') return phaseList(deps, record, call);
  if (wish.kind === 'show') return onePhase(deps, record, wish.which);
  const changed = await changeOperation(
    deps,
    { id: record.id, person: call.person },
    async (now, tracker, touch) => {
      const so = { record: now, tracker, what: [] };
      const draft =
        wish.kind === 'extra'
          ? withGiven(so, findPhase(tracker.operation, wish.which).id, wish.given, touch)
          : await withChange(deps, so, changeOf(wish, tracker.operation), touch);
      return { record: draft.record, step: stepSince(now, draft, touch) };
    },
  );
  return changedAnswer(deps, changed, call.place);
}

function changeOf(
  wish: Exclude<PhaseWish, { kind: 'list' | 'show' | 'extra' }>,
  operation: Operation,
): Change {
  if (wish.kind === 'add') return { kind: 'add-phase', title: wish.title };
  const { id, number, title } = findPhase(operation, wish.which);
  if (wish.kind === 'set') return { kind: 'phase', id, field: wish.field, value: wish.value };
  const value = number === undefined ? title : `Phase ${number} - ${title}`;
  return { kind: 'header', field: 'currentPhase', value };
}
