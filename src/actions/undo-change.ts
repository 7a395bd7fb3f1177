import type { ChangeDeps } from '../ask/change-operation.ts';
import { undone } from '../ask/op-changes.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** Takes back the step that was shown, if it is still the last. The value is the operation's id and the step's number. */
export const undoChange = {
  id: 'undo-change',
  role: 'operator',
  async run(deps: ChangeDeps, { value, person, place }: Click): Promise<ClickAnswer> {
    const [id = '', seq] = value.split(' ');
    return { answer: await undone(deps, { id, seq: Number(seq), person, place }), show: 'beside' };
  },
} satisfies Action;
