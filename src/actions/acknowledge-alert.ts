import { type ClickedDeps, clickedAlert, whoOf } from '../ask/clicked-alert.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Acknowledge* on an alert: whoever clicks has it, and nobody else is called. */
export const acknowledgeAlert = {
  id: 'acknowledge-alert',
  role: 'operator',
  async run(deps: ClickedDeps, { value, person, place }: Click): Promise<ClickAnswer> {
    const click = { kind: 'acknowledge', by: whoOf(person) } as const;
    return { answer: await clickedAlert(deps, { id: value, place, click }), show: 'instead' };
  },
} satisfies Action;
