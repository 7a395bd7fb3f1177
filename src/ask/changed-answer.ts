import type { Deps } from '../deps.ts';
import { criteriaOf, progressOf } from '../operation/progress.ts';
import { changeMessage } from '../views/tracker-change.ts';
import type { Answer, Call } from './answer.ts';
import type { Changed } from './change-operation.ts';

/** What was done, the lines that it changed, and the number that it moved. */
export async function changedAnswer(
  { trackers }: Pick<Deps, 'trackers'>,
  { before, after, step }: Changed,
  place: Call['place'],
): Promise<Answer> {
  const [was, is] = await Promise.all([trackers.read(before.source), trackers.read(after.source)]);
  const message = changeMessage({
    operation: after,
    step: step ?? { seq: after.version, what: 'nothing changed', undoes: undefined },
    before: before.source,
    after: after.source,
    numbers: moved(was, is),
    place,
  });
  return { message, data: { operation: after.id, name: after.name, step } };
}
