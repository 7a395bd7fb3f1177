import { oneLine } from '../../text.ts';
import { groupedBy } from '../grouped.ts';
import { isComparable, tellingOf, type Weigh } from '../wording/likeness.ts';
import type { ContradictionCheck } from './contradiction.ts';
import { byBoldness } from './opposed.ts';
import type { Saying } from './saying.ts';

/** One thing to do cannot be both done and still to do. */
export const doneAndPending: ContradictionCheck = {
  id: 'done-and-pending',
  title: 'the same task both done and still to do',
  find({ sayings, weigh }) {
    const tasks = sayings.filter(({ from }) => from === 'task' || from === 'next');
    const deeds = groupedBy(tasks, (task) => deedOf(task, weigh));
    return [...deeds.values()].flatMap((same) => {
      const against = same.filter(({ stance }) => stance === 'pending');
      const claims = same.filter(
        (each) => each.stance === 'claimed' && against.some((other) => isOneTask(each, other)),
      );
      const why = `The same task is listed as done and as still to do: "${oneLine(against[0]?.title ?? '', 80)}".`;
      return claims.length === 0 ? [] : [{ why, claims: claims.sort(byBoldness), against }];
    });
  },
};

/**
 * What is to be done to what. Mending is told by the title: "Health Check Fix" and "Health Check Resolution" are one
 * task however it was gone about. Any other task is the same only if all of its words are: two load tests are two.
 */
function deedOf(task: Saying, weigh: Weigh): string {
  const around = tellingOf(task.around, weigh).toSorted();
  const mended = tellingOf(task.head.terms, weigh).toSorted();
  const isMending = (task.titleSays.has('fix') || task.titleSays.has('fixed')) && mended.length > 0;
  const words = isMending ? ['fix', ...mended] : [task.words.toLowerCase()];
  return [...words, '|', ...around].join(' ');
}

function isOneTask(done: Saying, pending: Saying): boolean {
  const samePhase = done.phase === pending.phase || done.phase === undefined || pending.phase === undefined;
  return samePhase && isComparable(done.subject, pending.subject);
}
