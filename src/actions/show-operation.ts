import { type OperationDeps, operationCard } from '../ask/operation-answer.ts';
import { recordOf } from '../ask/operation-here.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Operation* on the menu: its card, beside the menu. The value is the operation's id. */
export const showOperation = {
  id: 'show-operation',
  role: 'viewer',
  async run(deps: OperationDeps, { value, place }: Click): Promise<ClickAnswer> {
    const { message, data } = await operationCard(deps, await recordOf(deps, value), { value: '', place });
    return { answer: { message, data }, show: 'beside' };
  },
} satisfies Action;
