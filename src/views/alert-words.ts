import type { Alert } from '../alerting/alert.ts';
import { serviceLabel } from '../deployment/ref.ts';
import { capital } from '../text.ts';
import type { AlertColor } from './message.ts';
import { age } from './mrkdwn.ts';
import type { Speech } from './speech.ts';

type State = Alert['state'];

/** Emoji beside each state; the word carries the meaning. */
export const ALERT_EMOJI: Readonly<Record<State, string>> = {
  counting: '👀',
  muted: '🔕',
  firing: '🔴',
  acknowledged: '🟡',
  snoozed: '💤',
  resolved: '🟢',
};

/** The bar beside each state. */
export const ALERT_COLOR: Readonly<Record<State, AlertColor>> = {
  counting: '#98a2b3',
  muted: '#98a2b3',
  firing: '#d92d20',
  acknowledged: '#f79009',
  snoozed: '#f79009',
  resolved: '#12b76a',
};

const STATE_WORDS: Readonly<Record<State, string>> = {
  counting: 'being looked at',
  muted: 'held back',
  firing: 'firing',
  acknowledged: 'acknowledged',
  snoozed: 'snoozed',
  resolved: 'resolved',
};

/** "held back" for `muted`: the state as people read it. */
export function stateWord(state: State): string {
  return STATE_WORDS[state];
}

/** "🔴 Firing · prod/web · 2 of 2 targets of web-tg unhealthy: …": all that a lock screen shows. */
export function alertTitle(alert: Alert, defaultEnv: string, speech: Speech): string {
  return [
    `${ALERT_EMOJI[alert.state]} ${speech.strong(capital(stateWord(alert.state)))}`,
    alert.flappingSinceAt ? speech.strong('flapping') : '',
    speech.name(serviceLabel(alert.ref, defaultEnv)),
    speech.words(troubleWords(alert)),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What is wrong, in a clause: the state in a word where the reason does not hold it, and the reason. */
export function troubleWords({ kind, subject, word, reason }: Alert): string {
  // The reason mostly begins with the revision, and says of it what the word says.
  if (kind === 'rollout' && subject !== '' && reason.startsWith(`${subject} `)) return `rollout of ${reason}`;
  if (kind === 'rollout') return join([`rollout${subject && ` of ${subject}`} ${word}`.trim(), reason]);
  return reason.toLowerCase().includes(word.toLowerCase()) && reason !== ''
    ? reason
    : join([word, reason]) || 'no reason known';
}

/** "14 min": from the first bad look to the end, as the thread says it; '' while it is open. */
export function lastedWords({ news, resolved, beganAt }: Alert): string {
  if (!resolved) return '';
  const steps = news.map(({ step }) => step).reverse();
  const told = steps.find((step) => step.kind === 'resolved' && step.resolution.at >= resolved.at);
  const afterMs = told?.kind === 'resolved' ? told.afterMs : resolved.at.getTime() - beganAt.getTime();
  return spanWords(afterMs);
}

/** "41 s", "14 min", "3 h 5 min" */
export function spanWords(ms: number): string {
  return age(new Date(0), new Date(Math.max(0, ms)));
}

/** "On call: @team-web", who is called by it where it is drawn. */
export function onCallWords({ onCall }: Alert, name: string | undefined, speech: Speech): string {
  if (onCall === undefined) return 'Nobody is on call for it';
  const kind = onCall.startsWith('S') ? 'group' : 'person';
  return `On call: ${speech.call({ kind, id: onCall }, name)}`;
}

function join(parts: readonly string[]): string {
  return parts.filter(Boolean).join(': ');
}
