import type { Alert } from '../alerting/alert.ts';
import { serviceLabel } from '../deployment/ref.ts';
import { clean, counted } from '../text.ts';
import { lastedWords, troubleWords } from './alert-words.ts';
import { firstOf } from './fit.ts';
import { type Message, section } from './message.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

const MOST_ALERTS = 10;

/** Alerts that were over before Slack could be reached: all in one message, and nobody is called for them. */
export function cameAndWentMessage(
  alerts: readonly Alert[],
  between: { readonly fromAt: Date; readonly toAt: Date },
  defaultEnv: string,
): Message {
  const { shown, more } = firstOf(alerts, MOST_ALERTS, 'alert');
  const rest = more ? [more] : [];
  const head = (speech: Speech) => headWords(alerts.length, between, speech);
  const list = (speech: Speech) =>
    [...shown.map((alert) => `• ${alertWords(alert, defaultEnv, speech)}`), ...rest].join('\n');
  return {
    text: clean(`${head(SPOKEN)}\n${list(SPOKEN)}`),
    blocks: [section(head(DRAWN)), section(list(DRAWN))],
    color: '#12b76a',
  };
}

function headWords(
  count: number,
  { fromAt, toAt }: { readonly fromAt: Date; readonly toAt: Date },
  speech: Speech,
): string {
  const when = `from ${speech.dayMinute(fromAt)} to ${speech.dayMinute(toAt)}`;
  const they = count === 1 ? 'It is over' : 'They are over';
  return `🟢 While I could not reach Slack, ${when}, ${counted(count, 'alert')} came and went. ${they}:`;
}

function alertWords(alert: Alert, defaultEnv: string, speech: Speech): string {
  const { ref, beganAt, resolved } = alert;
  const times = resolved
    ? `from ${speech.minute(beganAt)} to ${speech.minute(resolved.at)}, ${lastedWords(alert)}`
    : `from ${speech.minute(beganAt)}`;
  return [speech.name(serviceLabel(ref, defaultEnv)), speech.words(troubleWords(alert)), times].join(' · ');
}
