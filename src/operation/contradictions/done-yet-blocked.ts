import { oneLine } from '../../text.ts';
import type { ContradictionCheck } from './contradiction.ts';
import { opposed } from './opposed.ts';
import type { Saying } from './saying.ts';

/** "Fixed" says that the trouble is over; an open blocker says that it is not. */
export const doneYetBlocked: ContradictionCheck = {
  id: 'done-yet-blocked',
  title: 'something called fixed beside an open blocker about it',
  find({ sayings, weigh, same }) {
    const claims = sayings.filter((saying) => saying.stance === 'claimed' && isFixed(saying));
    const against = sayings.filter(({ from, stance }) => from === 'blocker' && stance === 'trouble');
    return opposed({ claims, against, weigh, same }).map((group) => ({
      why: `This is called fixed, while a blocker about the same thing is still open: "${oneLine(group.against[0]?.title ?? '', 80)}".`,
      ...group,
    }));
  },
};

/** Of a deed that is done the bare word is enough: "Health Check Fix", ticked. */
function isFixed({ from, says, titleSays }: Saying): boolean {
  if (says.has('fails') || says.has('sick') || says.has('sought')) return false;
  return says.has('fixed') || ((from === 'task' || from === 'achievement') && titleSays.has('fix'));
}
