import { type CronTimes, cronComplaint } from '../cron.ts';
import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';
import { startsWithTime } from './schedule-words.ts';

/** How five fields are typed, for messages that say what to type instead. */
export const BY_CRON = '`/snail digest every "0 9 * * 1-5" --tz Europe/Berlin`';

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

/** Whether words are fields of cron, be they too many or wrong. */
export function isCron(words: string): boolean {
  return /^[\d*@]/.test(words) && !startsWithTime(words);
}

/**
 * The five fields of a schedule.
 * @throws UserError where there are more or fewer
 */
export function fiveFields(words: string): string {
  const fields = words.split(' ');
  if (fields.length === 6)
    throw new UserError(
      `\`${shownField(words)}\` has six fields, and the first would count seconds: ` +
        `digests come by the minute. Leave \`${shownField(fields[0] ?? '')}\` out: ${BY_CRON}.`,
    );
  if (fields.length !== 5)
    throw new UserError(
      `\`${shownField(words)}\` has ${fields.length === 1 ? 'one field' : `${fields.length} fields`}; ` +
        `cron takes five, minute, hour, day, month, weekday: ${BY_CRON}.`,
    );
  return words;
}

/**
 * Says which field is wrong, where croner would name the number alone. `fields`: as they were typed.
 * @throws UserError naming the field and what it takes
 */
export function checkFields(times: CronTimes, fields: string): void {
  for (const [at, field] of fields.split(' ').entries()) {
    const [least, most] = RANGES[at] ?? [0, 0];
    const wrong = FIELD.test(field) ? outOfRange(field, least, most) : field;
    if (wrong !== undefined)
      throw new UserError(
        `\`${shownField(wrong)}\` is no ${NAMES[at]} (field ${at + 1} of \`${shownField(fields)}\`): it takes ${least} to ${most}.`,
      );
  }
  refuseMalformed(fields);
  const why = cronComplaint(times);
  if (why !== undefined)
    throw new UserError(
      `I do not understand \`${shownField(fields)}\` (${why}). The fields are minute, hour, day, month, weekday: ${BY_CRON}.`,
    );
}

function refuseMalformed(fields: string): void {
  const odd = fields.split(' ').find(isMalformed);
  if (odd === undefined) return;
  throw new UserError(
    `I do not understand \`${shownField(odd)}\` in \`${shownField(fields)}\`: a list is \`1,3,5\`, a range goes up, as in ` +
      `\`1-5\`, and a step is 1 at least, as in \`*/2\`. Type for example ${BY_CRON}.`,
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

/** Typed words as a message repeats them: on one line, and not long. */
export function shownField(text: string): string {
  return oneLine(text.replaceAll('`', ''), 60);
}
