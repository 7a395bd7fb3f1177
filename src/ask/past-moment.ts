import { durationMs } from '../duration.ts';
import { UserError } from '../errors.ts';
import { momentOf } from '../tailing/moment.ts';
import { wallTimeAt } from '../tailing/zone.ts';
import { oneLine } from '../text.ts';
import { type DayContext, dayBefore, plainMoment, zoneOf } from './moment-words.ts';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const EXAMPLES =
  '`--at "yesterday 18:00"`, `--at "monday 9:00"`, `--at "2026-03-04 18:00 Europe/Berlin"` or `--at "2h ago"`';

/**
 * Understands `yesterday 18:00`, `monday at 9am`, `18:00` as the last one that has been, `2026-03-04 18:00`, each with a
 * zone behind it or in that of the context (an IANA name), `30 Nov 20:15 UTC`, and `2h ago`. Of two moments that a clock shows alike, the later one.
 * @throws UserError for what is no time, has no time of the day, or is still to come
 */
export function pastMoment(typed: string, context: DayContext): Date {
  const text = plainMoment(typed, context);
  if (text === '') throw new UserError(`What time? Type for example ${EXAMPLES}.`);
  const agoMs = durationMs(agoWords(text));
  const at = agoMs === undefined ? moment(text, context) : new Date(context.now.getTime() - agoMs);
  if (!at || Number.isNaN(at.getTime()) || at.getTime() < 0)
    throw new UserError(`\`${shown(typed)}\` is no time that I understand. Type for example ${EXAMPLES}.`);
  if (at > context.now)
    throw new UserError(
      `\`${shown(typed)}\` is still to come, and I know only what has been. Type for example ${EXAMPLES}.`,
    );
  return at;
}

/** "2 hours ago" as "2 h", "an hour ago" as "1 h". */
function agoWords(text: string): string {
  const bare = text.replace(/ ago$/i, '').replace(/^an? (?=[dhmw])/i, '1 ');
  return bare.replace(/(\d) ?(w|d|h|m)(?:eek|ay|our|inute)s?\b/gi, '$1$2');
}

const NAMED_DAY = /^(?:last )?([a-z]{3,9})(?:$| (?:at )?(.*)$)/i;
const DATE = /^\d{4}-\d{1,2}-\d{1,2}$/;

function moment(text: string, context: DayContext): Date | undefined {
  const [, word = '', rest = ''] = NAMED_DAY.exec(text) ?? [];
  const back = daysBack(word.toLowerCase(), context);
  if (DATE.test(text) || (back !== undefined && rest === ''))
    throw new UserError(`At what time? Type for example \`--at "${shown(text)} 18:00"\`.`);
  if (back === undefined) return pointOf(plainTime(text.replace(/ at /i, ' ')), context);
  // What is left would be taken for a zone.
  if (!/^\d/.test(rest)) return undefined;
  const at = pointOf(`${dayBefore(back, context)} ${plainTime(rest)}`, context);
  // On a monday before nine, `monday 9:00` is the one a week ago.
  const isAhead = at !== undefined && at > context.now && back === 0 && word.toLowerCase() !== 'today';
  return isAhead ? pointOf(`${dayBefore(7, context)} ${plainTime(rest)}`, context) : at;
}

function pointOf(text: string, { now, zone }: DayContext): Date | undefined {
  return momentOf(text, { now, zone, option: 'at', pick: 'latest' });
}

/** How many days ago the last day of that name began; undefined where it names none. */
function daysBack(word: string, { now, zone }: DayContext): number | undefined {
  if (word === 'today') return 0;
  if (word === 'yesterday') return 1;
  const wanted = WEEKDAYS.findIndex((name) => name === word || (word.length === 3 && name.startsWith(word)));
  if (wanted < 0) return undefined;
  const { year, month, day } = wallTimeAt(now, zoneOf(zone));
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() - wanted + 7) % 7;
}

/** `9`, `9.30` and `6pm` as `9:00`, `9:30` and `18:00`, behind a date or alone. */
function plainTime(text: string): string {
  return text.replace(
    /^((?:\d{4}-\d{1,2}-\d{1,2} )?)(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?(?= |$)/i,
    (_, date: string, hour: string, minute = '00', half = '') => `${date}${hourOf(hour, half)}:${minute}`,
  );
}

function hourOf(hour: string, half: string): string {
  if (half === '') return hour.padStart(2, '0');
  const hours = (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return Number(hour) >= 1 && Number(hour) <= 12 ? `${hours}`.padStart(2, '0') : '99';
}

function shown(text: string): string {
  return oneLine(text.replaceAll('`', ''), 60);
}
