import { listAgain } from '../ask/list-again.ts';
import type { ListDeps } from '../ask/operation-list.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** Opens a list of an operation beside what was clicked. The value names the operation and the list, as it is typed. */
export const showList = {
  id: 'show-list',
  role: 'viewer',
  async run(deps: ListDeps, { value, person, place }: Click): Promise<ClickAnswer> {
    return { answer: await listAgain(deps, value, { person, place }), show: 'beside' };
  },
} satisfies Action;
