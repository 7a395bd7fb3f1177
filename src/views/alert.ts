import type { Alert } from '../alerting/alert.ts';
import { clean } from '../text.ts';
import { alertButtons } from './alert-buttons.ts';
import { ALERT_COLOR, alertTitle, lastedWords, onCallWords } from './alert-words.ts';
import { context, type Message, section } from './message.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

/** What the root and the replies of an alert need to know beside it. */
export interface AlertAround {
  readonly defaultEnv: string;
  /** What those are called who are on call, and who is called next. */
  readonly names: { readonly onCall?: string; readonly next?: string };
  /** Set while the channel wants quiet: until then nobody is called. */
  readonly quietUntilAt?: Date;
  /** Set where an earlier root was deleted by hand. */
  readonly gone?: boolean;
}

/**
 * The root of an alert's thread: state and trouble in the first line, then who has it or is called next, then since
 * when and how often. The same alert makes the same message at any time: nothing in it is relative to now.
 */
export function alertMessage(
  thread: { readonly id: string; readonly about: Alert },
  around: AlertAround,
): Message {
  const { about: alert } = thread;
  return {
    text: clean([...headLines(alert, around, SPOKEN), ...factLines(alert, around, SPOKEN)].join('\n')),
    blocks: [
      section(headLines(alert, around, DRAWN).join('\n')),
      context(factLines(alert, around, DRAWN).join('\n')),
      ...alertButtons(thread),
    ],
    color: ALERT_COLOR[alert.state],
  };
}

function headLines(alert: Alert, around: AlertAround, speech: Speech): readonly string[] {
  const duty = dutyWords(alert, around, speech);
  return [alertTitle(alert, around.defaultEnv, speech), ...(duty ? [duty] : [])];
}

/** Who has it, or who comes next. */
function dutyWords(alert: Alert, around: AlertAround, speech: Speech): string {
  switch (alert.state) {
    case 'firing':
      return [onCallWords(alert, around.names.onCall, speech), nextWords(alert, around, speech)]
        .filter(Boolean)
        .join(' · ');
    case 'acknowledged':
      return acknowledgedWords(alert, speech);
    case 'snoozed':
      return snoozedWords(alert, speech);
    case 'resolved':
      return resolvedWords(alert, speech);
    case 'muted':
      return 'This channel wanted quiet, so nobody was told';
    default:
      return '';
  }
}

function nextWords({ nextAt, rung }: Alert, { names, quietUntilAt }: AlertAround, speech: Speech): string {
  if (quietUntilAt) return `quiet until ${speech.dayMinute(quietUntilAt)}: nobody is called before`;
  if (nextAt) return `next: ${speech.words(names.next ?? 'another call')} at ${speech.minute(nextAt)}`;
  return rung > 0 ? 'nobody is left to call' : '';
}

function acknowledgedWords({ acknowledged, nextAt }: Alert, speech: Speech): string {
  if (!acknowledged) return '';
  const { by, at, reminders } = acknowledged;
  const then = reminders > 0 ? 'counts as unacknowledged again at' : 'reminder at';
  const next = nextAt ? [`${then} ${speech.minute(nextAt)}`] : [];
  return [`Acknowledged by ${speech.words(by.name)} at ${speech.minute(at)}`, ...next].join(' · ');
}

function snoozedWords({ snoozed }: Alert, speech: Speech): string {
  if (!snoozed) return '';
  const until = snoozed.untilAt ? speech.dayMinute(snoozed.untilAt) : 'it is resolved';
  return `Snoozed by ${speech.words(snoozed.by.name)} until ${until}`;
}

function resolvedWords(alert: Alert, speech: Speech): string {
  const { resolved } = alert;
  if (!resolved) return '';
  const after = `after ${lastedWords(alert)}`;
  return resolved.by
    ? `Resolved by ${speech.words(resolved.by.name)} ${after}`
    : `Resolved ${after}: ${speech.words(resolved.how)}`;
}

/** Since when, how often, and where. */
function factLines(alert: Alert, around: AlertAround, speech: Speech): readonly string[] {
  const { beganAt, lastBadAt, openings, flappingSinceAt, resolved, ref } = alert;
  const facts = [
    speech.words(ref.env),
    resolved
      ? `from ${speech.dayMinute(beganAt)} to ${speech.dayMinute(resolved.at)}`
      : [`since ${speech.dayMinute(beganAt)}`, ...stillWords(beganAt, lastBadAt, speech)].join(', '),
    flappingSinceAt ? `comes and goes since ${speech.dayMinute(flappingSinceAt)}` : '',
    openings.length > 1 ? `opened ${openings.length} times` : '',
  ].filter(Boolean);
  const gone = around.gone ? ['The earlier message about this is gone: this one takes its place'] : [];
  return [facts.join(' · '), ...gone];
}

/** Nothing where somebody reopened what no look has found bad since. */
function stillWords(beganAt: Date, lastBadAt: Date, speech: Speech): readonly string[] {
  return lastBadAt < beganAt ? [] : [`still failing at ${speech.minute(lastBadAt)}`];
}
