import type { Deps } from '../deps.ts';
import { findPhase } from '../operation/find-entry.ts';
import { progressOf } from '../operation/progress.ts';
import type { OperationRecord } from '../operation/record.ts';
import { phasesMessage } from '../views/phases.ts';
import type { Answer, Call } from './answer.ts';
import { pageIn } from './entry-wish.ts';

type PhaseListDeps = Pick<Deps, 'trackers'>;

/** The phases of an operation, a page of them. */
export async function phaseList(
  { trackers }: PhaseListDeps,
  record: OperationRecord,
  { options }: Pick<Call, 'options'>,
): Promise<Answer> {
  const { operation } = await trackers.read(record.source);
  const progress = progressOf(operation, { extras: record.extras });
  return {
    message: phasesMessage({ operation: record, progress, page: pageIn(options) }),
    data: progress.phases,
  };
}

/** One phase. @throws UserError where none or several fit */
export async function onePhase(
  { trackers }: PhaseListDeps,
  record: OperationRecord,
  which: string,
): Promise<Answer> {
  const { operation } = await trackers.read(record.source);
  const { phases, current } = progressOf(operation, { extras: record.extras });
  const { id } = findPhase(operation, which);
  const shown = phases.filter(({ phase }) => phase.id === id);
  return {
    message: phasesMessage({ operation: record, progress: { phases: shown, current }, page: 1 }),
    data: shown,
  };
}
