import type { Deps } from '../deps.ts';
import { dismissalOf } from '../operation/dismissed.ts';
import { type Progress, progressOf } from '../operation/progress.ts';
import type { OperationRecord } from '../operation/record.ts';
import type { Tracker } from '../operation/tracker/tracker.ts';
import { againstReality } from '../verification/against-reality.ts';
import { verifiedTally } from '../verification/checked-criteria.ts';
import type { Message } from '../views/message.ts';
import { operationMessage } from '../views/operation.ts';
import { noOperationMessage } from '../views/operations.ts';
import type { Answer, Call } from './answer.ts';
import { type CriteriaDeps, criteriaOf } from './criteria-here.ts';
import { knownExtras } from './known-extras.ts';
import { operationHere } from './operation-here.ts';
import { ownerNames } from './owner-names.ts';

export type OperationDeps = Pick<Deps, 'operations' | 'directory'> & CriteriaDeps;

/** An operation as it is shown, and what was judged of it. */
export interface OperationCard {
  readonly record: OperationRecord;
  readonly message: Message;
  readonly data: object;
}

/** `op`: the card of the operation, or how to begin one. */
export async function operationAnswer(
  deps: OperationDeps,
  call: Pick<Call, 'options' | 'place'>,
): Promise<Answer> {
  const record = await operationHere(deps.operations, call);
  if (record) return operationCard(deps, record, { value: '', place: call.place });
  const all = await deps.operations.list();
  const others = all.filter(({ archivedAt }) => archivedAt === undefined).length;
  return { message: noOperationMessage(call.place, others), data: { operation: null, others } };
}

/**
 * The card of an operation.
 * @param shown `value` is what the buttons carry that repeat the card
 */
export async function operationCard(
  deps: OperationDeps,
  record: OperationRecord,
  shown: { readonly value: string; readonly place: Call['place'] },
): Promise<OperationCard> {
  const [tracker, found, { checked }, names, [lastEdit]] = await Promise.all([
    deps.trackers.read(record.source),
    standing(deps, record),
    criteriaOf(deps, record),
    ownerNames(deps, record.extras),
    deps.operations.history(record.id, 1),
  ]);
  const { operation } = tracker;
  const extras = knownExtras(record, operation);
  const verified = verifiedTally(checked);
  const progress = progressOf(operation, { extras, ...(verified ? { verified } : {}) });
  const contradictions = found + againstReality(checked, record.source).length;
  const now = deps.clock.now();
  const around = { extras, names, now };
  const message = operationMessage({
    ...{ record, operation, progress, contradictions, takenIn: record.takenIn, lastEdit },
    ...around,
    ...shown,
  });
  return { record, message, data: cardData(record, tracker, progress, contradictions) };
}

/** How many contradictions nobody dismissed. */
async function standing(
  { trackers }: Pick<Deps, 'trackers'>,
  { source, dismissed }: OperationRecord,
): Promise<number> {
  const found = await trackers.contradictions(source);
  return found.filter((each) => !dismissalOf(each, dismissed)).length;
}

function cardData(
  { id, name, fileName, takenIn, changedAt, conflicts }: OperationRecord,
  { operation: { header, phases } }: Tracker,
  { claimed, criteria, tasks, verified, gap, left }: Progress,
  contradictions: number,
): object {
  return {
    ...{ id, name, fileName, takenIn, changedAt, header, phases },
    ...{ claimed: claimed?.value, criteria, tasks, verified, gap, contradictions },
    ...{ conflicts: conflicts.length, left: left.map(({ entry: { kind, title } }) => ({ kind, title })) },
  };
}
