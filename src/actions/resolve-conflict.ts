import type { ChangeDeps } from '../ask/change-operation.ts';
import type { ListDeps } from '../ask/operation-list.ts';
import { chosenSide } from '../ask/resolve-conflict.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** Keeps one side of a conflict. The value is the operation's id, `ours` or `theirs`, and the conflict's id. */
export const resolveConflict = {
  id: 'resolve-conflict',
  role: 'operator',
  async run(deps: ChangeDeps & ListDeps, { value, person, place }: Click): Promise<ClickAnswer> {
    const [id = '', side, ...conflict] = value.split(' ');
    const wanted = { id, side: side === 'ours' ? 'ours' : 'theirs', conflict: conflict.join(' ') } as const;
    return { answer: await chosenSide(deps, wanted, { person, place }), show: 'beside' };
  },
} satisfies Action;
