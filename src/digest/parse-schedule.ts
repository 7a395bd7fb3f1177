import { type CronTimes, nextTime, nextTimes, zoneOf } from '../cron.ts';
import { UserError } from '../errors.ts';
import { BY_CRON, checkFields, fiveFields, isCron, shownField } from './cron-fields.ts';
import { cronOfWords } from './schedule-words.ts';

/** Closer together nobody reads them. */
const CLOSEST_MS = 15 * 60_000;
/** Times of so many runs are compared: the closest come on the same day. */
const COMPARED_RUNS = 200;
const YEAR_MS = 366 * 86_400_000;
const EXAMPLE = '`/snail digest every weekday 9:00 --tz Europe/Berlin`';

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
  return `There is no such day: day \`${shownField(day)}\` of month \`${shownField(month)}\` never comes.`;
}

function checkGaps(times: CronTimes, words: string, firstAt: Date): void {
  const runs = nextTimes(times, firstAt, COMPARED_RUNS);
  const gaps = runs.map((at, nth) => at.getTime() - (runs[nth - 1] ?? firstAt).getTime());
  const closest = Math.min(...gaps);
  if (closest >= CLOSEST_MS) return;
  const minutes = Math.round(closest / 60_000);
  const often = minutes <= 1 ? 'every minute' : `${minutes} minutes apart`;
  throw new UserError(
    `\`${shownField(words)}\` would come ${often}, and nobody would read the channel any more: ` +
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
