import { counted } from '../../text.ts';
import type { ContradictionCheck } from './contradiction.ts';
import { apartOf, overClaims } from './over-claims.ts';

/** Where nearly everything is done, few tasks are open. Where only open ones are listed they tell of no share. */
export const claimedOverTasks: ContradictionCheck = {
  id: 'claimed-over-tasks',
  title: 'a percentage far beyond the tasks that are done',
  find(reading) {
    const tasks = reading.sayings.filter(({ from }) => from === 'task');
    return overClaims(reading, tasks)
      .filter(({ done }) => done > 0)
      .map(({ claims, open, done, all, about }) => ({
        apart: apartOf({ claims, open, done, all, about }),
        why: `${claims[0]?.percent} % is claimed, while ${open.length} of ${counted(all, 'task')} ${open.length === 1 ? 'is' : 'are'} still open.`,
        claims,
        against: open,
      }));
  },
};
