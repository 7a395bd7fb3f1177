import type { Alert, News, NewsStep } from '../alerting/alert.ts';
import { serviceLabel } from '../deployment/ref.ts';
import { clean } from '../text.ts';
import type { AlertAround } from './alert.ts';
import { ALERT_EMOJI, onCallWords, spanWords, troubleWords } from './alert-words.ts';
import { type Message, section } from './message.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

/** What a reply needs beside the alert; `called` is the name of whom an `escalated` calls. */
export interface NewsAround extends Pick<AlertAround, 'defaultEnv'> {
  readonly names: AlertAround['names'] & { readonly called?: string };
  /** Whether nobody is in the group that is called. */
  readonly emptyGroup?: boolean;
}

/** A bad look is written down again after five minutes, and there are looks between. */
const LATELY_MS = 10 * 60_000;

type Step<K extends NewsStep['kind']> = Extract<NewsStep, { kind: K }>;

/** One step of an alert as a reply in its thread: one line, in the past tense, with who and when. */
export function alertNewsMessage(alert: Alert, news: News, around: NewsAround): Message {
  return {
    text: clean(newsLine(alert, news, around, SPOKEN)),
    blocks: [section(newsLine(alert, news, around, DRAWN))],
  };
}

function newsLine(alert: Alert, { at, step }: News, around: NewsAround, speech: Speech): string {
  const time = speech.minute(at);
  const who = 'by' in step && step.by ? speech.words(step.by.name) : undefined;
  switch (step.kind) {
    case 'opened':
      return `${ALERT_EMOJI.firing} It began to fire at ${time}: ${about(alert, around, speech)}`;
    case 'reopened':
      if (who) return `${ALERT_EMOJI.firing} ${who} reopened it at ${time}`;
      return `${ALERT_EMOJI.firing} It failed again at ${time}: ${calling(alert, around, speech)}`;
    case 'changed':
      return `🔁 The trouble changed at ${time}: ${speech.words(troubleWords({ ...alert, word: step.word, reason: step.reason }))}`;
    case 'flapping':
      return `〰️ Flapping: it failed ${step.times} times since ${speech.minute(step.sinceAt)}. I say no more about it until it is calm`;
    case 'acknowledged':
      return `${ALERT_EMOJI.acknowledged} ${who} acknowledged it at ${time}`;
    case 'unacknowledged':
      if (who) return `${ALERT_EMOJI.firing} ${who} un-acknowledged it at ${time}: nobody has it now`;
      return `${ALERT_EMOJI.firing} No answer to the reminder by ${time}, so nobody has it now: ${calling(alert, around, speech)}`;
    case 'snoozed':
      return `${ALERT_EMOJI.snoozed} ${who} snoozed it at ${time} until ${untilWords(step, speech)}`;
    case 'woken':
      if (who) return `${ALERT_EMOJI.firing} ${who} ended the snooze at ${time}`;
      return `${ALERT_EMOJI.firing} The snooze was over at ${time} and ${stillWords(alert, at, speech)}: ${calling(alert, around, speech)}`;
    case 'escalated':
      if (around.emptyGroup)
        return `📣 ${speech.words(around.names.called ?? 'The group')} was to be called at ${time}, but nobody is in it`;
      return `📣 Calling ${speech.call(step.to, around.names.called)}: ${about(alert, around, speech)}. Nobody acknowledged it by ${time}: press Acknowledge on the first message of the thread`;
    case 'reminder':
      return `⏰ ${who} has it, and ${stillWords(alert, at, speech, ` at ${time}`)}: ${reminderWords(alert, speech)}`;
    case 'resolved':
      return `${ALERT_EMOJI.resolved} ${resolvedWords(step, speech)}`;
  }
}

/** The service and its trouble: what somebody who is woken by this line alone has to know. */
function about(alert: Alert, { defaultEnv }: NewsAround, speech: Speech): string {
  return `${speech.name(serviceLabel(alert.ref, defaultEnv))} · ${speech.words(troubleWords(alert))}`;
}

function calling(alert: Alert, around: NewsAround, speech: Speech): string {
  const call = alert.onCall === undefined ? '' : `. ${onCallWords(alert, around.names.onCall, speech)}`;
  return `${about(alert, around, speech)}${call}`;
}

/** What nobody could look at since is not said to fail now. */
function stillWords({ lastBadAt }: Alert, at: Date, speech: Speech, when = ''): string {
  return at.getTime() - lastBadAt.getTime() > LATELY_MS
    ? `I last saw it fail at ${speech.dayMinute(lastBadAt)}`
    : `it still failed${when}`;
}

function untilWords({ untilAt }: Step<'snoozed'>, speech: Speech): string {
  return untilAt ? speech.dayMinute(untilAt) : 'it is resolved';
}

/** The end of patience is only known while it still lies ahead. */
function reminderWords({ state, nextAt }: Alert, speech: Speech): string {
  const what = 'snooze or resolve it above';
  const end = state === 'acknowledged' ? nextAt : undefined;
  return end ? `${what}, or at ${speech.minute(end)} it counts as unacknowledged` : what;
}

function resolvedWords({ resolution: { at, by, how }, afterMs }: Step<'resolved'>, speech: Speech): string {
  const when = `at ${speech.minute(at)} after ${spanWords(afterMs)}`;
  if (by) return `${speech.words(by.name)} resolved it ${when}`;
  return `Resolved ${when}: ${speech.words(how)}`;
}
