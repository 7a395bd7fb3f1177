import type { Who } from '../access/person.ts';
import { durationWords } from '../duration.ts';
import { counted, oneLine } from '../text.ts';
import type { Alert, NewsStep } from './alert.ts';

/** Why a click does not fit an alert as it is by now: who was quicker and when, and what to click instead. */
export function refusalOf(alert: Alert, kind: ClickKind, now: Date): string {
  switch (alert.state) {
    case 'counting':
    case 'muted':
      return 'This alert is not open: too little was seen yet, or the channel wants quiet.';
    case 'firing':
      return firingRefusal(alert, kind, now);
    case 'acknowledged':
      return kind === 'wake' || kind === 'reopen'
        ? `It is open, and ${acknowledgedWords(alert, now)}.`
        : `${acknowledgedWords(alert, now)} already.`;
    case 'snoozed':
      return `${snoozedWords(alert, now)}. Press *Wake* first to have it back.`;
    case 'resolved':
      return resolvedRefusal(alert, kind, now);
  }
}

type ClickKind = 'acknowledge' | 'unacknowledge' | 'wake' | 'resolve' | 'reopen' | 'snooze';

/** The step that left it firing, for each click that would have done the same. */
const UNDONE = { unacknowledge: 'unacknowledged', wake: 'woken', reopen: 'reopened' } as const;
const DONE = {
  unacknowledge: 'took the acknowledgement back',
  wake: 'woke it',
  reopen: 'reopened it',
} as const;

function firingRefusal(alert: Alert, kind: ClickKind, now: Date): string {
  if (kind !== 'unacknowledge' && kind !== 'wake' && kind !== 'reopen') return 'It is firing.';
  const last = alert.news.findLast(({ step }) => step.kind === UNDONE[kind]);
  const by = last && byOf(last.step);
  if (last && by) return `${nameOf(by)} ${DONE[kind]} ${agoWords(last.at, now)} already. It is firing.`;
  const is = { unacknowledge: 'not acknowledged', wake: 'not snoozed', reopen: 'open already' }[kind];
  return `It is ${is}: it is firing.`;
}

function resolvedRefusal({ resolved }: Alert, kind: ClickKind, now: Date): string {
  if (!resolved) return 'It is resolved.';
  const when = agoWords(resolved.at, now);
  const who = resolved.by
    ? `${nameOf(resolved.by)} resolved it ${when}`
    : `It was resolved ${when}: ${oneLine(resolved.how)}`;
  if (kind === 'resolve') return resolved.by ? `${who} already.` : `${who}.`;
  if (kind !== 'reopen') return `${who}. Press *Reopen* if it is not over.`;
  return `${who}. That is too long ago to reopen it: if the trouble is there again, a new alert opens by itself.`;
}

function acknowledgedWords({ acknowledged }: Alert, now: Date): string {
  return acknowledged
    ? `${nameOf(acknowledged.by)} acknowledged it ${agoWords(acknowledged.at, now)}`
    : 'acknowledged';
}

function snoozedWords({ snoozed }: Alert, now: Date): string {
  if (!snoozed) return 'It is snoozed';
  const { by, at, untilAt } = snoozed;
  const leftMs = untilAt
    ? Math.max(60_000, Math.ceil((untilAt.getTime() - now.getTime()) / 60_000) * 60_000)
    : 0;
  const until = untilAt ? `for another ${durationWords(leftMs)}` : 'until it is resolved';
  return `${nameOf(by)} snoozed it ${agoWords(at, now)}, ${until}`;
}

function byOf(step: NewsStep): Who | undefined {
  return 'by' in step ? step.by : undefined;
}

function nameOf({ name }: Who): string {
  return oneLine(name, 80);
}

/** "just now", "3 min ago", "2 h ago", "5 days ago". */
function agoWords(at: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  return minutes < 48 * 60
    ? `${Math.floor(minutes / 60)} h ago`
    : `${counted(Math.floor(minutes / 1440), 'day')} ago`;
}
