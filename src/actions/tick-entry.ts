import type { ChangeDeps } from '../ask/change-operation.ts';
import { settledEntry } from '../ask/settle-entry.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** Ticks an entry that was picked. The value is the operation's id, what becomes of it, and the entry. */
export const tickEntry = {
  id: 'tick-entry',
  role: 'operator',
  async run(deps: ChangeDeps, { value, person, place }: Click): Promise<ClickAnswer> {
    const [id = '', as, ...entry] = value.split(' ');
    const answer = await settledEntry(deps, { id, as, value: entry.join(' ') }, { person, place });
    return { answer, show: 'beside' };
  },
} satisfies Action;
