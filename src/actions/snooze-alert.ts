import { type ClickedDeps, clickedAlert, whoOf } from '../ask/clicked-alert.ts';
import { UserError } from '../errors.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

const MINUTE_MS = 60_000;
const LONGEST_MINUTES = 24 * 60;

/** *Snooze* on an alert: nobody is called until it is over, or until the alert resolves. The value is `<thread id>:<minutes or resolved>`. */
export const snoozeAlert = {
  id: 'snooze-alert',
  role: 'operator',
  async run(deps: ClickedDeps, { value, person, place }: Click): Promise<ClickAnswer> {
    const [, id = '', lasts = ''] = /^(.*):(\d{1,4}|resolved)$/s.exec(value) ?? [];
    const minutes = Number(lasts);
    if (lasts !== 'resolved' && !(minutes >= 1 && minutes <= LONGEST_MINUTES))
      throw new UserError('A snooze lasts from a minute to a day, or until the alert is resolved.');
    const forMs = lasts === 'resolved' ? undefined : minutes * MINUTE_MS;
    const click = { kind: 'snooze', by: whoOf(person), forMs } as const;
    return { answer: await clickedAlert(deps, { id, place, click }), show: 'instead' };
  },
} satisfies Action;
