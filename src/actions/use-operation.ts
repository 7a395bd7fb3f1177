import { useOperation as works } from '../ask/op-changes.ts';
import { recordOf } from '../ask/operation-here.ts';
import type { Deps } from '../deps.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** Makes the channel work at the operation that was picked. The value is its id. */
export const useOperation = {
  id: 'use-operation',
  role: 'operator',
  async run(deps: Pick<Deps, 'operations' | 'clock'>, { value, person, place }: Click): Promise<ClickAnswer> {
    return { answer: await works(deps, await recordOf(deps, value), { person, place }), show: 'beside' };
  },
} satisfies Action;
