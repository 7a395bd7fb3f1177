import type { DigestSchedule } from '../digest/schedule.ts';
import { capital, clean, counted, cut, oneLine } from '../text.ts';
import { firstOf } from './fit.ts';
import { context, type Message, section } from './message.ts';
import { commandWord, here, type Where } from './place-words.ts';
import { sectionsOf } from './sections.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

/** More than any channel wants. */
const MOST_SCHEDULES = 30;
const MOST_WORDS = 80;

/** Where the digests of a channel are read. */
export interface SchedulesAround {
  readonly place: Where;
}

/** The digests that a channel gets, with the numbers that commands take. */
export function schedulesMessage(all: readonly DigestSchedule[], { place }: SchedulesAround): Message {
  const snail = commandWord(place);
  const begin = `${snail} digest every weekday 9:00 --tz Europe/Berlin`;
  if (all.length === 0) {
    const none = `${capital(here(place))} gets no digest. Begin one: ${begin}`;
    return { text: none, blocks: [section(DRAWN.words(none))] };
  }
  const { shown, more } = firstOf(all, MOST_SCHEDULES);
  const head = `${capital(here(place))} gets ${counted(all.length, 'digest')}`;
  const lines = (speech: Speech) => [
    speech.strong(head),
    ...shown.map((each, at) => `${at + 1} ${scheduleLine(each, speech)}`),
    ...(more ? [more] : []),
  ];
  const hint = `${snail} digest pause 1, resume 1, remove 1; ${snail} digest preview shows what it would say now`;
  return {
    text: clean([...lines(SPOKEN), hint].join('\n')),
    blocks: [...sectionsOf(lines(DRAWN)), context(DRAWN.words(hint))],
  };
}

/** What was added or changed, and when it comes next. `notes` are sentences of our own. */
export function scheduleMessage(
  schedule: DigestSchedule,
  {
    did,
    next,
    notes,
  }: { readonly did: string; readonly next: readonly Date[]; readonly notes: readonly string[] },
): Message {
  const lines = (speech: Speech) => [
    `${did} · ${scheduleLine(schedule, speech)}`,
    ...(next.length > 1 ? [`Then: ${next.slice(1).map(speech.dayMinute).join(', ')}`] : []),
    ...notes.map(speech.words),
  ];
  return { text: clean(lines(SPOKEN).join('\n')), blocks: [section(lines(DRAWN).join('\n'))] };
}

/** To whoever made it: that a digest does not come any more, why, and what to do. */
export function digestPausedMessage(schedule: DigestSchedule): Message {
  const lines = (speech: Speech) => [
    `🔴 I cannot post the digest ${speech.name(wordsOf(schedule))} to ${speech.name(schedule.channel)}, so I paused it`,
    `Why: ${speech.words(schedule.paused?.why ?? 'not known')}`,
    'Once the channel takes posts again, type /snail digest resume there. If it is private, /invite @Snail Trail first',
  ];
  return { text: clean(lines(SPOKEN).join('\n')), blocks: [section(lines(DRAWN).join('\n'))] };
}

/** "`weekday 9:00` Europe/Berlin · next 5 Mar 08:00 UTC · short · by Anna" */
function scheduleLine(schedule: DigestSchedule, speech: Speech): string {
  const { times, depth, createdBy } = schedule;
  return [
    `${speech.name(wordsOf(schedule))} ${speech.words(times.zone)}`,
    comesWords(schedule, speech),
    depth === 'usual' ? '' : depth,
    `by ${speech.words(cut(oneLine(createdBy.name), MOST_WORDS))}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function comesWords({ paused, nextAt }: DigestSchedule, speech: Speech): string {
  if (paused) {
    const who = paused.by ? ` by ${speech.words(cut(oneLine(paused.by.name), MOST_WORDS))}` : '';
    const why = paused.why ? `: ${speech.words(paused.why)}` : '';
    return `⏸️ paused ${speech.dayMinute(paused.at)}${who}${why}`;
  }
  return nextAt ? `next ${speech.dayMinute(nextAt)}` : 'never comes again';
}

function wordsOf({ words }: DigestSchedule): string {
  return cut(oneLine(words), MOST_WORDS);
}
