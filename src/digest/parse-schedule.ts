import { type CronTimes, cronComplaint, nextTime, nextTimes, zoneOf } from '../cron.ts';
import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';
import { cronOfWords, startsWithTime } from './schedule-words.ts';

/** Closer together nobody reads them. */
const CLOSEST_MS = 15 * 60_000;
/** Times of so many runs are compared: the closest come on the same day. */
const COMPARED_RUNS = 200;
const YEAR_MS = 366 * 86_400_000;
const EXAMPLE = '`/snail digest every weekday 9:00 --tz Europe/Berlin`';
const BY_CRON = '`/snail digest every "0 9 * * 1-5" --tz Europe/Berlin`';

/** A schedule as it was understood. */
export interface ParsedSchedule {
  readonly times: CronTimes;
  /** As it was typed: "weekday 9:00". */
  readonly words: string;
  readonly firstAt: Date;
  /** What whoever typed it may not expect, in a sentence; undefined where there is nothing of the kind. */
  readonly note: string | undefined;
}

/**
 * Understands what may stand behind `digest every`: five fields of cron, quoted or not, or `weekday 9:00`, `day 18:00`,
 * `monday 8:30`.
 * @param typed the words behind `every`
 * @param zone the name of a time zone, as it was typed
 * @throws UserError naming the word at fault and what to type instead
 */
export function parseSchedule(typed: readonly string[], zone: string, now: Date): ParsedSchedule {
  const words = typed.join(' ').trim().replace(/\s+/g, ' ');
  if (words === '') throw new UserError(`How often? Type for example ${EXAMPLE}, or ${BY_CRON}.`);
  const fields = isCron(words) ? fiveFields(words) : cronOfWords(words);
  const times = { cron: withoutSteps(fields), zone: zoneOf(zone) };
  checkFields(times, fields);
  const firstAt = nextTime(times, now);
  if (!firstAt) throw new UserError(`${neverWords(fields)} Type for example ${BY_CRON}.`);
  checkGaps(times, words, firstAt);
  return { times, words, firstAt, note: yearsNote(times, firstAt) ?? eitherNote(fields) };
}

const FIELD = /^[\w*,/#?-]+$/;
const NAMES = ['minute', 'hour', 'day', 'month', 'weekday'] as const;
/** What each field takes; names and `L` are croner's to judge. */
const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

function isCron(words: string): boolean {
  return /^[\d*@]/.test(words) && !startsWithTime(words);
}

function fiveFields(words: string): string {
  const fields = words.split(' ');
  if (fields.length === 6)
    throw new UserError(
      `\`${shown(words)}\` has six fields, and the first would count seconds: ` +
        `digests come by the minute. Leave \`${shown(fields[0] ?? '')}\` out: ${BY_CRON}.`,
    );
  if (fields.length !== 5)
    throw new UserError(
      `\`${shown(words)}\` has ${fields.length === 1 ? 'one field' : `${fields.length} fields`}; ` +
        `cron takes five, minute, hour, day, month, weekday: ${BY_CRON}.`,
    );
  return words;
}

/** Says which field is wrong, where croner would name the number alone. */
function checkFields(times: CronTimes, fields: string): void {
  for (const [at, field] of fields.split(' ').entries()) {
    const [least, most] = RANGES[at] ?? [0, 0];
    const wrong = FIELD.test(field) ? outOfRange(field, least, most) : field;
    if (wrong !== undefined)
      throw new UserError(
        `\`${shown(wrong)}\` is no ${NAMES[at]} (field ${at + 1} of \`${shown(fields)}\`): it takes ${least} to ${most}.`,
      );
  }
  const odd = fields.split(' ').find(isMalformed);
  if (odd !== undefined)
    throw new UserError(
      `I do not understand \`${shown(odd)}\` in \`${shown(fields)}\`: a list is \`1,3,5\`, a range goes up, as in ` +
        `\`1-5\`, and a step is 1 at least, as in \`*/2\`. Type for example ${BY_CRON}.`,
    );
  const why = cronComplaint(times);
  if (why !== undefined)
    throw new UserError(
      `I do not understand \`${shown(fields)}\` (${why}). The fields are minute, hour, day, month, weekday: ${BY_CRON}.`,
    );
}

/** A list with nothing between two commas, a range without an end or backwards, a step that goes nowhere. */
function isMalformed(field: string): boolean {
  return field.split(',').some((part) => {
    const [range = '', step] = part.split('/');
    const [, from, to] = /^(\d+)-(\d+)$/.exec(range) ?? [];
    const isBackwards = from !== undefined && Number(from) > Number(to);
    return range === '' || /^-|-$/.test(range) || isBackwards || (step !== undefined && Number(step) === 0);
  });
}

function outOfRange(field: string, least: number, most: number): string | undefined {
  const numbers = field.split(',').flatMap((part) => (part.split('/')[0] ?? '').split(/[-#]/).slice(0, 2));
  return numbers.find((each) => /^\d+$/.test(each) && (Number(each) < least || Number(each) > most));
}

/**
 * Steps written out, so that a time that the clocks skip is made up for like any other: croner takes `0,30 2` for times
 * of the day, and a star with a step for something that may be left out.
 */
function withoutSteps(fields: string): string {
  const [minute = '', hour = '', ...rest] = fields.split(' ');
  // One every hour is one every hour, whatever the clocks show.
  if (hour === '*') return fields;
  return [steps(minute, 60), steps(hour, 24), ...rest].join(' ');
}

function steps(field: string, size: number): string {
  const step = Number(/^\*\/(\d{1,2})$/.exec(field)?.[1]);
  if (field === '*') return Array.from({ length: size }, (_, at) => at).join(',');
  if (!Number.isInteger(step) || step < 1 || step >= size) return field;
  return Array.from({ length: Math.ceil(size / step) }, (_, at) => at * step).join(',');
}

function neverWords(fields: string): string {
  const [, , day = '', month = ''] = fields.split(' ');
  return `There is no such day: day \`${shown(day)}\` of month \`${shown(month)}\` never comes.`;
}

function checkGaps(times: CronTimes, words: string, firstAt: Date): void {
  const runs = nextTimes(times, firstAt, COMPARED_RUNS);
  const gaps = runs.map((at, nth) => at.getTime() - (runs[nth - 1] ?? firstAt).getTime());
  const closest = Math.min(...gaps);
  if (closest >= CLOSEST_MS) return;
  const minutes = Math.round(closest / 60_000);
  const often = minutes <= 1 ? 'every minute' : `${minutes} minutes apart`;
  throw new UserError(
    `\`${shown(words)}\` would come ${often}, and nobody would read the channel any more: ` +
      `15 minutes is the closest, as in \`"*/15 9-17 * * 1-5"\`. For what breaks there is \`/snail watch\`.`,
  );
}

/** Cron's rule, which few expect. @see https://man7.org/linux/man-pages/man5/crontab.5.html */
function eitherNote(fields: string): string | undefined {
  const [, , day = '*', , weekday = '*'] = fields.split(' ');
  if ([day, weekday].some((field) => /^[*?]/.test(field))) return undefined;
  return `It comes on day \`${day}\` of the month and on weekday \`${weekday}\` as well: cron takes either.`;
}

function yearsNote(times: CronTimes, firstAt: Date): string | undefined {
  const second = nextTime(times, firstAt);
  if (!second || second.getTime() - firstAt.getTime() <= YEAR_MS) return undefined;
  return '29 February comes every four years, and so does this digest.';
}

function shown(text: string): string {
  return oneLine(text.replaceAll('`', ''), 60);
}
