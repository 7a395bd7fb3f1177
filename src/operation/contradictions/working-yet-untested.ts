import { oneLine } from '../../text.ts';
import type { ContradictionCheck } from './contradiction.ts';
import { opposed } from './opposed.ts';
import type { Saying } from './saying.ts';

/** Whether a thing works is known once it was tried; a test that is still to come says that it was not. */
export const workingYetUntested: ContradictionCheck = {
  id: 'working-yet-untested',
  title: 'something called working beside a pending test of it',
  find({ sayings, weigh, same }) {
    const claims = sayings.filter((saying) => saying.stance === 'claimed' && isWorking(saying));
    const against = withoutRepeats(sayings.filter(isPendingTest));
    return opposed({ claims, against, weigh, same }).map((group) => ({
      why: `This is said to work, while its test is still to be done: "${oneLine(group.against[0]?.title ?? '', 80)}".`,
      ...group,
    }));
  },
};

function isWorking({ says, from }: Saying): boolean {
  if (says.has('fails') || says.has('sick') || from === 'decision') return false;
  return says.has('works') || says.has('healthy');
}

function isPendingTest({ stance, from, says }: Saying): boolean {
  return stance === 'pending' && (from === 'task' || from === 'next') && says.has('test');
}

/** Next steps often repeat pending tasks. */
function withoutRepeats(tests: readonly Saying[]): readonly Saying[] {
  const subjectOf = ({ head }: Saying): string => [...head.terms].sort().join(' ');
  const tasks = new Set(tests.filter(({ from }) => from === 'task').map(subjectOf));
  return tests.filter((test) => test.from === 'task' || !tasks.has(subjectOf(test)));
}
