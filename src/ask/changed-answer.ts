import type { Deps } from '../deps.ts';
import { type Progress, progressOf } from '../operation/progress.ts';
import { changeMessage } from '../views/tracker-change.ts';
import type { Answer, Call } from './answer.ts';
import type { Changed } from './change-operation.ts';

export type ChangedDeps = Pick<Deps, 'trackers'>;

/** What was done, the lines that it changed, and the numbers that it moved. */
export async function changedAnswer(
  { trackers }: ChangedDeps,
  { before, after, step }: Changed,
  place: Call['place'],
): Promise<Answer> {
  const [was, is] = await Promise.all([trackers.read(before.source), trackers.read(after.source)]);
  const message = changeMessage({
    operation: after,
    step: step ?? { seq: after.version, what: 'nothing changed', undoes: undefined },
    before: before.source,
    after: after.source,
    numbers: moved(progressOf(was.operation), progressOf(is.operation)),
    place,
  });
  return { message, data: { operation: after.id, name: after.name, step } };
}

/** "criteria 5/10 (was 4/10)": those of the numbers that are not what they were; undefined where none is. */
function moved(was: Progress, is: Progress): string | undefined {
  const numbers = [
    number('claimed', claimedWords(was), claimedWords(is)),
    number('criteria', `${was.criteria.done}/${was.criteria.all}`, `${is.criteria.done}/${is.criteria.all}`),
    number('tasks', `${was.tasks.done}/${was.tasks.all}`, `${is.tasks.done}/${is.tasks.all}`),
  ];
  return numbers.filter(Boolean).join(' · ') || undefined;
}

function number(name: string, was: string, is: string): string {
  return was === is ? '' : `${name} ${is} (was ${was})`;
}

function claimedWords({ claimed }: Progress): string {
  const { percent, words } = claimed?.value ?? { percent: undefined, words: 'not said' };
  return percent === undefined ? words : `${percent} %`;
}
