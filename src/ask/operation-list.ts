import type { Deps } from '../deps.ts';
import { CONTRADICTION_CHECKS } from '../operation/contradictions/index.ts';
import { statementCount } from '../operation/contradictions.ts';
import type { OperationRecord } from '../operation/record.ts';
import { newestStanding } from '../operation/undo.ts';
import { againstReality } from '../verification/against-reality.ts';
import { contradictionsMessage } from '../views/contradictions.ts';
import { conflictsMessage } from '../views/operation-conflicts.ts';
import { historyMessage } from '../views/operation-history.ts';
import { operationsMessage } from '../views/operations.ts';
import type { Answer, Call } from './answer.ts';
import { type CriteriaDeps, criteriaOf } from './criteria-here.ts';
import type { EntryListDeps } from './entry-list.ts';
import { pageIn } from './entry-wish.ts';
import { operationHere } from './operation-here.ts';

export type ListDeps = EntryListDeps & Pick<Deps, 'operations'> & CriteriaDeps;
type Asked = Pick<Call, 'options' | 'person' | 'place'>;

/** Far more than anybody pages through. */
const MOST_STEPS = 1000;

/** A page of what stands in an operation but is no entry, or of the operations themselves. */
export async function listed(
  deps: ListDeps,
  {
    list,
    record,
    call,
  }: {
    readonly list: 'operations' | 'history' | 'conflicts' | 'contradictions';
    readonly record: OperationRecord | undefined;
    readonly call: Asked;
  },
): Promise<Answer> {
  const page = pageIn(call.options);
  const now = deps.clock.now();
  if (list === 'operations' || record === undefined) return operationsList(deps, page, call);
  if (list === 'history') return historyList(deps, record, page);
  if (list === 'contradictions') return contradictionsList(deps, record, page, call);
  return {
    message: conflictsMessage({ operation: record, conflicts: record.conflicts, page, now }),
    data: record.conflicts,
  };
}

async function operationsList(deps: ListDeps, page: number, call: Asked): Promise<Answer> {
  const [operations, current] = await Promise.all([
    deps.operations.list(),
    operationHere(deps.operations, { place: call.place, options: {} }),
  ]);
  const message = operationsMessage({
    operations: operations.map((each) => ({ ...each, channels: each.channels.length })),
    current: current?.id,
    page,
    place: call.place,
    now: deps.clock.now(),
  });
  return { message, data: operations };
}

async function historyList(deps: ListDeps, record: OperationRecord, page: number): Promise<Answer> {
  const steps = await deps.operations.history(record.id, MOST_STEPS);
  const undoable = newestStanding(steps)?.seq;
  return {
    message: historyMessage({ operation: record, steps, undoable, page, now: deps.clock.now() }),
    data: steps,
  };
}

async function contradictionsList(
  deps: ListDeps,
  record: OperationRecord,
  page: number,
  call: Asked,
): Promise<Answer> {
  const { operation, checked } = await criteriaOf(deps, record);
  const contradictions = await deps.trackers.contradictions(record.source);
  const reality = againstReality(checked, record.source);
  const message = contradictionsMessage({
    operation: record,
    contradictions,
    reality,
    dismissed: record.dismissed,
    all: call.options.all === true,
    page,
    checks: CONTRADICTION_CHECKS.length,
    statements: statementCount(operation),
    place: call.place,
    now: deps.clock.now(),
  });
  const refuted = reality.map((each) => ({ check: 'tracker-against-reality', ...each }));
  return { message, data: [...refuted, ...contradictions] };
}
