import { type ClickedDeps, clickedAlert, whoOf } from '../ask/clicked-alert.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Resolve* on an alert: over, by the word of whoever clicks. */
export const resolveAlert = {
  id: 'resolve-alert',
  role: 'operator',
  async run(deps: ClickedDeps, { value, person, place }: Click): Promise<ClickAnswer> {
    const click = { kind: 'resolve', by: whoOf(person) } as const;
    return { answer: await clickedAlert(deps, { id: value, place, click }), show: 'instead' };
  },
} satisfies Action;
