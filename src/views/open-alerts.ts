import type { Alert } from '../alerting/alert.ts';
import { byState } from '../alerting/open-alerts.ts';
import { serviceLabel } from '../deployment/ref.ts';
import { capital, counted, oneLine } from '../text.ts';
import { ALERT_EMOJI, stateWord, troubleWords } from './alert-words.ts';
import { firstOf } from './fit.ts';
import { age } from './mrkdwn.ts';
import { commandWord, type Where } from './place-words.ts';

const MOST_ALERTS = 5;
const MOST_WORDS = 190;

/** The open alerts above a list of services, a plain line each, worst first; nothing where there are none. */
export function openAlertLines(
  alerts: readonly Alert[],
  { defaultEnv, now, place }: { readonly defaultEnv: string; readonly now: Date; readonly place: Where },
): readonly string[] {
  if (alerts.length === 0) return [];
  const { shown, more } = firstOf([...alerts].sort(byState), MOST_ALERTS);
  const lines = shown.map((alert) =>
    oneLine(
      [
        `${ALERT_EMOJI[alert.state]} ${capital(stateWord(alert.state))}: ${serviceLabel(alert.ref, defaultEnv)}`,
        `for ${age(alert.beganAt, now)}`,
        ...(alert.flappingSinceAt ? ['flapping'] : []),
        troubleWords(alert),
        ...(alert.acknowledged ? [`${alert.acknowledged.by.name} has it`] : []),
      ].join(' · '),
      MOST_WORDS,
    ),
  );
  const title = `${counted(alerts.length, 'open alert')} (${commandWord(place)} alerts):`;
  return [title, ...lines, ...(more ? [more] : [])];
}
