import { UserError } from '../errors.ts';
import { isDay } from '../operation/calendar.ts';
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
  if (isDay(word)) return word;
  throw new UserError(
    `"${oneLine(typed, 40)}" is no day I know. Type \`2026-03-04\`, \`tomorrow\`, \`friday\`, \`+3d\` or \`none\`.`,
  );
}

function after(now: Date, days: number): string {
  return isoDay(new Date(now.getTime() + days * DAY_MS));
}

function isoDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}
