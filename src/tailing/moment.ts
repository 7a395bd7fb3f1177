import { UserError } from '../errors.ts';
import { instantsOf, type WallTime, wallTimeAt, type Zone, zoneNamed } from './zone.ts';

/** How a typed time is to be understood. */
export interface MomentContext {
  readonly now: Date;
  /** Of a time without one: `Europe/Berlin`. */
  readonly zone: string | undefined;
  /** `--since`, to be named in complaints. */
  readonly option: string;
  /** Which of two instants a wall clock's time stands for, so that a window rather holds too much. */
  readonly pick: 'earliest' | 'latest';
}

const DAY_MS = 86_400_000;
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt\s]+|$|(?=[A-Za-z+[]))/;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?/;
const EXAMPLES = '`09:00 Europe/Berlin`, `2026-11-25T09:00:00Z`';

/**
 * Understands `2026-11-25T09:00:00Z`, `2026-11-25 09:00 Europe/Berlin`, a date alone as its midnight, a time
 * alone as the last one that has been, and epoch seconds or milliseconds. Undefined for what looks like none.
 * @throws UserError for a time that there is not, or whose zone is missing or unknown
 */
export function momentOf(typed: string, context: MomentContext): Date | undefined {
  const text = typed.trim();
  if (/^\d{10}$/.test(text)) return new Date(Number(text) * 1000);
  if (/^\d{13}$/.test(text)) return new Date(Number(text));
  const date = DATE.exec(text);
  const afterDate = text.slice(date?.[0].length ?? 0);
  const time = TIME.exec(afterDate);
  if (!date && !time) return undefined;
  const zone = zoneIn(afterDate.slice(time?.[0].length ?? 0), text, context);
  const timeMs = time ? timeOf(time, context) : 0;
  return date ? picked(dayOf(date, context), timeMs, zone, context) : lastTime(timeMs, zone, context);
}

function zoneIn(rest: string, typed: string, { zone: usual, option }: MomentContext): Zone {
  const name = rest.trim().replace(/^\[(.*)\]$/, '$1') || usual;
  if (name === undefined)
    throw new UserError(
      `\`--${option}\` needs a time zone: type \`${shown(typed)}Z\` for UTC, or \`"${shown(typed)} Europe/Berlin"\`.`,
    );
  // An offset may be followed by the name it belongs to, as in `+01:00[Europe/Berlin]`.
  const zone = zoneNamed(name.replace(/\[.*\]$/, ''));
  if (zone) return zone;
  throw new UserError(
    `\`--${option}\`: I do not know the time zone \`${shown(name)}\`. Type for example ${EXAMPLES}.`,
  );
}

function timeOf([, hour, minute, second = '0', fraction = '0']: readonly string[], context: MomentContext) {
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  if (hours > 23 || minutes > 59 || seconds > 59)
    throw new UserError(`\`--${context.option}\`: times go from \`00:00\` to \`23:59:59\`.`);
  const ms = Math.floor(Number(`0.${fraction}`) * 1000);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
}

type Day = Omit<WallTime, 'timeMs'>;

function dayOf([, year, month, day]: readonly string[], { option }: MomentContext): Day {
  const parts = { year: Number(year), month: Number(month), day: Number(day) };
  const date = new Date(Date.UTC(parts.year, parts.month - 1, parts.day));
  if (date.getUTCMonth() === parts.month - 1 && date.getUTCDate() === parts.day) return parts;
  throw new UserError(`\`--${option}\`: there is no day ${year}-${month}-${day}.`);
}

/** The last time of the day that has been: today's or yesterday's, by the clocks of its zone. */
function lastTime(timeMs: number, zone: Zone, context: MomentContext): Date {
  const { now } = context;
  const today = picked(wallTimeAt(now, zone), timeMs, zone, context);
  if (today <= now) return today;
  const yesterday = wallTimeAt(new Date(now.getTime() - DAY_MS), zone);
  return picked(yesterday, timeMs, zone, context);
}

function picked(day: Day, timeMs: number, zone: Zone, { pick, now }: MomentContext): Date {
  const all = instantsOf({ ...day, timeMs }, zone);
  return (pick === 'earliest' ? all[0] : all.at(-1)) ?? now;
}

/** Short, and without what would be markup. */
function shown(typed: string): string {
  return typed.replace(/[^\w./:+ -]/g, '').slice(0, 40);
}
