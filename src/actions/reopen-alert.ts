import { type ClickedDeps, clickedAlert, whoOf } from '../ask/clicked-alert.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Reopen* on a resolved alert: it fires again in its thread. */
export const reopenAlert = {
  id: 'reopen-alert',
  role: 'operator',
  async run(deps: ClickedDeps, { value, person, place }: Click): Promise<ClickAnswer> {
    const click = { kind: 'reopen', by: whoOf(person) } as const;
    return { answer: await clickedAlert(deps, { id: value, place, click }), show: 'instead' };
  },
} satisfies Action;
