import { type ClickedDeps, clickedAlert, whoOf } from '../ask/clicked-alert.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Un-acknowledge* on an alert: nobody has it any more, and the next one is called in time. */
export const unacknowledgeAlert = {
  id: 'unacknowledge-alert',
  role: 'operator',
  async run(deps: ClickedDeps, { value, person, place }: Click): Promise<ClickAnswer> {
    const click = { kind: 'unacknowledge', by: whoOf(person) } as const;
    return { answer: await clickedAlert(deps, { id: value, place, click }), show: 'instead' };
  },
} satisfies Action;
