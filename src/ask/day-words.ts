import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * The day that somebody means, as "2026-03-04": an ISO date, `today`, `tomorrow`, a weekday (the next one of that
 * name), `+3d`, `in 2 weeks`. `none` is no day. Counted in UTC, the one calendar that everybody shares.
 * @throws UserError for anything else, and for a date that no calendar has
 */
export function dayOf(typed: string, now: Date): string | undefined {
  const word = typed.trim().toLowerCase();
  if (word === 'none') return undefined;
  if (word === 'today') return isoDay(now);
  if (word === 'tomorrow') return after(now, 1);
  const [, count, unit = 'd'] = /^(?:\+|in )(\d{1,3}) ?(d|w|days?|weeks?)$/.exec(word) ?? [];
  if (count !== undefined) return after(now, Number(count) * (unit.startsWith('w') ? 7 : 1));
  const weekday = WEEKDAYS.findIndex((name) => word.length >= 3 && name.startsWith(word));
  if (weekday >= 0) return after(now, ((weekday - now.getUTCDay() + 6) % 7) + 1);
  if (/^\d{4}-\d{2}-\d{2}$/.test(word) && isDay(word)) return word;
  throw new UserError(
    `"${oneLine(typed, 40)}" is no day I know. Type \`2026-03-04\`, \`tomorrow\`, \`friday\`, \`+3d\` or \`none\`.`,
  );
}

/** Whether it is a day of the calendar, "2026-02-29" is not. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && isoDay(at) === text;
}

function after(now: Date, days: number): string {
  return isoDay(new Date(now.getTime() + days * DAY_MS));
}

function isoDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}
