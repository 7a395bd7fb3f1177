import type { Place } from '../access/person.ts';
import type { Modal } from '../views/modal.ts';
import { failureOf } from './failures.ts';
import type { Reply } from './heard.ts';
import { modalView } from './modal-view.ts';
import type { Wiring } from './wiring.ts';

/** What somebody did from which a form may be opened. */
export interface Trigger {
  /** Slack's, good for one form. */
  readonly id: string;
  /** When it came here, which is later than when it was done. */
  readonly at: Date;
  /** Comes back with the form, which has no place of its own. */
  readonly place: Place;
}

/** How long a trigger is good for, in milliseconds. @see https://docs.slack.dev/reference/methods/views.open#errors */
const LIFE_MS = 3000;
const TOO_LATE = new Set([
  'expired_trigger_id',
  'exchanged_trigger_id',
  'trigger_expired',
  'trigger_exchanged',
]);

/**
 * Opens forms from one trigger.
 * @throws UpstreamError for any other reason than time, for example where a stand-in knows no forms
 */
export function formOpener(
  { calls, clock }: Pick<Wiring, 'calls' | 'clock'>,
  trigger: Trigger,
): NonNullable<Reply['open']> {
  return async (modal: Modal) => {
    const leftMs = LIFE_MS - (clock.now().getTime() - trigger.at.getTime());
    if (leftMs <= 0) return 'too-late';
    const view = modalView(modal, trigger.place);
    const call = { method: 'views.open', attempt: 'open a form', repeatable: false };
    try {
      await calls.make(
        { ...call, run: (client) => client.views.open({ trigger_id: trigger.id, view }) },
        leftMs,
      );
      return 'opened';
    } catch (error) {
      if (TOO_LATE.has(failureOf(error).word)) return 'too-late';
      throw error;
    }
  };
}
