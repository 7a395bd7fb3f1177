import type { LogSource } from '../tailing/log-source.ts';
import type { Tail, TailEnd } from '../tailing/tail.ts';
import { clean, oneLine } from '../text.ts';
import { firstOf } from './fit.ts';
import { thousands } from './log-line-text.ts';
import { actions, button, context, type Message, section } from './message.ts';
import { age, code, localDateTime, localTime, plain, utcDateTime, utcTime } from './mrkdwn.ts';

const MOST_SOURCES = 5;
const MOST_NOTES = 5;

/** The root of a log thread: which service, since when, until when; then why it ended. */
export function logHeadMessage(tail: Tail): Message {
  const { plan, end, endsAt, stoppedBy } = tail;
  const title = `Logs of ${plan.ref.name} · ${plan.ref.env}`;
  const window = windowWords(tail, utcTime, utcDateTime);
  const state = end ? endWords(tail, end) : stateWords(tail);
  const counts = end ? [countWords(tail)] : [];
  const follows = !end && isFollowed(tail) && stoppedBy === undefined;
  return {
    text: clean([title, window, state, ...counts].join(' · ')),
    blocks: [
      section(
        `*Logs* of ${code(plan.ref.name)} · *${plain(plan.ref.env)}* · ${windowWords(tail, localTime, localDateTime)}`,
      ),
      context(
        [
          follows ? `following until ${localTime(endsAt)}` : plain(state),
          ...counts.map(plain),
          ...filterWords(tail).map(plain),
        ].join(' · '),
      ),
      ...(follows ? [actions(stopButton(tail), extendButton(tail, 'Follow 10 min longer'))] : []),
    ],
  };
}

/** What was found when the thread was opened. */
export interface FirstFound {
  readonly found: number;
  readonly inline: number;
  /** The window holds more lines than were read. */
  readonly more: boolean;
  readonly redacted: number;
  /** Name of the file with all of them, where there is one. */
  readonly file: string | undefined;
  /** Why there is none where there should be. */
  readonly notFiled?: string | undefined;
}

/** The first reply: where the lines are from, and how many of how many are shown. */
export function logFirstReply(tail: Tail, found: FirstFound): Message {
  const { plan } = tail;
  const shown = shownWords(tail, found);
  const { shown: sources, more } = firstOf(plan.sources.map(sourceWords), MOST_SOURCES);
  const unread = firstOf(plan.notReadable, MOST_NOTES);
  const notes = [
    `from ${[...sources, ...(more ? [more] : [])].join('; ')}`,
    ...filterWords(tail),
    redactedWords(found.redacted),
    ...(found.notFiled === undefined ? [] : [`the others are left out: I ${found.notFiled}`]),
    ...unread.shown.map((words) => `not readable: ${words}`),
    ...(unread.more ? [unread.more] : []),
    'times are UTC',
  ];
  return {
    text: clean([shown, ...notes].join(' · ')),
    blocks: [section(plain(shown)), context(notes.map((note) => plain(oneLine(note))).join(' · '))],
  };
}

/** The last reply: why no more lines come, and how to go on. */
export function logEndMessage(tail: Tail & { readonly end: TailEnd }): Message {
  const words = endWords(tail, tail.end);
  const counts = countWords(tail);
  const typed = `/snail logs ${goOnWords(tail)}`;
  const canGoOn = isResumable(tail);
  return {
    text: clean(`${words} · ${counts}. To go on: ${typed}`),
    blocks: [
      section(`*${plain(words)}* · ${plain(counts)}`),
      context(`To go on: ${canGoOn ? 'press the button, or type' : 'type'} ${code(typed)}`),
      ...(canGoOn ? [actions(extendButton(tail, 'Follow 10 min more'))] : []),
    ],
  };
}

/** Said once when lines cannot be read, and once when they can again. */
export function logTroubleMessage(tail: Tail, words: string): Message {
  const isFailure = words.startsWith('could not');
  const until = isFollowed(tail) ? ` until ${utcTime(tail.endsAt)}` : ' for a moment';
  const text = isFailure ? `I ${oneLine(words)}. I keep trying${until}.` : oneLine(words);
  return { text: clean(text), blocks: [section(plain(text))] };
}

/** Said when the bot was ended in the middle of a post and cannot find out whether it was made. */
export function doubtMessage(): Message {
  const text = 'I was restarted in the middle of a post: the last lines above may follow once more.';
  return { text, blocks: [context(text)] };
}

function stateWords({ plan, endsAt, stoppedBy }: Tail): string {
  if (stoppedBy !== undefined) return `stopped by ${stoppedBy}`;
  return endsAt > plan.openedAt && !plan.untilAt ? `following until ${utcTime(endsAt)}` : 'not followed';
}

/** Whether its end can be moved: a window that is over has no later lines, and a full thread takes none. */
function isResumable({ plan, end }: Tail): boolean {
  return plan.untilAt === undefined && end?.why !== 'lines';
}

function isFollowed({ plan, endsAt }: Tail): boolean {
  return plan.untilAt === undefined && endsAt > plan.openedAt;
}

type Words = (at: Date) => string;

/** With the day where it is not the one on which it was asked. */
function windowWords({ plan }: Tail, time: Words, dateTime: Words): string {
  const { sinceAt, untilAt, openedAt } = plan;
  const words = dayOf(sinceAt) === dayOf(openedAt) ? time : dateTime;
  if (untilAt) return `from ${words(sinceAt)} to ${words(untilAt)} (${age(sinceAt, untilAt)})`;
  return `since ${words(sinceAt)} (the last ${age(sinceAt, openedAt)})`;
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function endWords({ plan, endsAt }: Tail, end: TailEnd): string {
  switch (end.why) {
    case 'time':
      return `Ended: the time was over at ${utcTime(endsAt)}`;
    case 'window':
      if (plan.untilAt) return 'Ended: that was the whole window';
      return `Ended: that was all until ${utcTime(plan.openedAt)}`;
    case 'lines':
      return 'Ended: a thread takes no more lines than these; a narrower filter leaves room';
    case 'stopped':
      return `Stopped by ${oneLine(end.by, 80)}`;
    case 'gone':
      return `Ended: ${oneLine(end.detail)}. Does ${plan.ref.name} still log there?`;
    case 'denied':
      return `Ended: ${oneLine(end.detail)}. Whoever runs the bot has to allow that first`;
    case 'failed':
      return `Ended: ${oneLine(end.detail)}`;
  }
}

function countWords({ progress: { counts } }: Tail): string {
  if (counts.matched === 0) return 'no line was found';
  const all = `${thousands(counts.matched)} ${counts.matched === 1 ? 'line' : 'lines'}`;
  const { leftOut = 0 } = counts;
  const filed = counts.matched - counts.inline - leftOut;
  const where = filed > 0 ? `, ${thousands(filed)} of them in files` : '';
  const missing = leftOut > 0 ? `, ${thousands(leftOut)} left out` : '';
  return `${all}${where}${missing}, ${redactedWords(counts.redacted)}`;
}

function redactedWords(count: number): string {
  if (count === 0) return 'no secrets found';
  return `${thousands(count)} ${count === 1 ? 'secret' : 'secrets'} redacted`;
}

function shownWords(tail: Tail, { found, inline, more, file }: FirstFound): string {
  const until = isFollowed(tail) ? ' yet' : '';
  if (found === 0)
    return more ? `No line found${until}, and not all of the window could be searched` : `No line${until}`;
  if (found === 1 && !more) return 'One line';
  const of = more ? `more than ${thousands(found)}` : thousands(found);
  const all = found === inline && !more ? `All ${of} lines` : `The last ${thousands(inline)} of ${of} lines`;
  return file ? `${all}; ${more ? `the last ${thousands(found)}` : 'all of them'} are in ${file}` : all;
}

function filterWords({ plan: { filter } }: Tail): readonly string[] {
  const words = [
    ...filter.grep.map((each) => `with ${each}`),
    ...filter.exclude.map((each) => `without ${each}`),
    ...(filter.errors ? ['only errors'] : []),
  ];
  return words.length > 0 ? [words.join(', ')] : [];
}

function sourceWords({ group, region, streamPrefix, container }: LogSource): string {
  const streams =
    streamPrefix === undefined ? 'the whole group, other services included' : `streams ${streamPrefix}*`;
  return `${container}: ${group}${region ? ` in ${region}` : ''}, ${streams}`;
}

/** Goes on where it stopped, with a second of overlap rather than a gap. */
function goOnWords({ plan, progress, endsAt }: Tail): string {
  const lastMs = (plan.untilAt ?? new Date(Math.max(endsAt.getTime(), plan.openedAt.getTime()))).getTime();
  const since = new Date(Math.min(progress.readAt?.getTime() ?? plan.sinceAt.getTime(), lastMs));
  return `${plan.words} --since ${since.toISOString().slice(0, 19)}Z`;
}

function stopButton({ id }: Tail) {
  return { ...button('stop-tail', 'Stop', id), style: 'danger' } as const;
}

function extendButton({ id }: Tail, label: string) {
  return button('extend-tail', label, id);
}
