import { listAgain } from '../ask/list-again.ts';
import type { ListDeps } from '../ask/operation-list.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** Another page in the place of the one that was clicked. The value is as that of *show-list*. */
export const turnPage = {
  id: 'turn-page',
  role: 'viewer',
  async run(deps: ListDeps, { value, person, place }: Click): Promise<ClickAnswer> {
    return { answer: await listAgain(deps, value, { person, place }), show: 'instead' };
  },
} satisfies Action;
