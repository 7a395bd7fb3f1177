import { type ClickedDeps, clickedAlert, whoOf } from '../ask/clicked-alert.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Wake* on a snoozed alert: it fires again at once. */
export const wakeAlert = {
  id: 'wake-alert',
  role: 'operator',
  async run(deps: ClickedDeps, { value, person, place }: Click): Promise<ClickAnswer> {
    const click = { kind: 'wake', by: whoOf(person) } as const;
    return { answer: await clickedAlert(deps, { id: value, place, click }), show: 'instead' };
  },
} satisfies Action;
