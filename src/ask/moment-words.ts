import { wallTimeAt, type Zone, zoneNamed } from '../tailing/zone.ts';

const DAY_MS = 86_400_000;
const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'],
  ...['november', 'december'],
];

/** From when, and on whose calendar, days are counted. */
export interface DayContext {
  readonly now: Date;
  /** IANA name. */
  readonly zone: string;
}

/**
 * A moment in the plainest of its spellings: `30 Nov 20:15 UTC` and `Nov 30, 2026, 20:15 (UTC)`, as digests and other
 * programs write them, with the date of ISO 8601 in front, the last such day where no year is said; `2 days ago at
 * 18:00` likewise; `18:00 yesterday` with its day in front. Whatever else stays as it is.
 */
export function plainMoment(typed: string, context: DayContext): string {
  const text = typed
    .replace(/,(?= |$)/g, '')
    .replace(/\(([^()]*)\)$/, '$1')
    .trim()
    .replace(/\s+/g, ' ');
  return writtenDate(text, context) ?? countedDay(text, context) ?? dayFirst(text);
}

/** The calendar's day so many days before today, as the clocks of the zone have it. */
export function dayBefore(days: number, { now, zone }: DayContext): string {
  const { year, month, day } = wallTimeAt(now, zoneOf(zone));
  return new Date(Date.UTC(year, month - 1, day) - days * DAY_MS).toISOString().slice(0, 10);
}

/** The zone of that name; UTC where there is none. */
export function zoneOf(name: string): Zone {
  return zoneNamed(name) ?? (() => 0);
}

const DAY_MONTH = /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?(?: (\d{4}))?(?= |$)(.*)$/i;
const MONTH_DAY = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?(?= |$)(.*)$/i;

function writtenDate(text: string, context: DayContext): string | undefined {
  const [, day = '', name = '', year, rest = ''] = DAY_MONTH.exec(text) ?? [];
  const [, otherName = '', otherDay = '', otherYear, otherRest = ''] = MONTH_DAY.exec(text) ?? [];
  return (
    isoDate({ day, name, year }, rest, context) ??
    isoDate({ day: otherDay, name: otherName, year: otherYear }, otherRest, context)
  );
}

function isoDate(
  { day, name, year }: { readonly day: string; readonly name: string; readonly year: string | undefined },
  rest: string,
  context: DayContext,
): string | undefined {
  const word = name.toLowerCase();
  const nth = MONTHS.findIndex((month) => word.length >= 3 && month.startsWith(word));
  if (nth < 0) return undefined;
  const behind = `-${`${nth + 1}`.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const today = dayBefore(0, context);
  const thisYear = Number(today.slice(0, 4));
  return `${year ?? (`${thisYear}${behind}` > today ? thisYear - 1 : thisYear)}${behind}${rest.replace(/^ at /i, ' ')}`;
}

function countedDay(text: string, context: DayContext): string | undefined {
  const [, days, time] = /^(\d{1,3}) days? ago (?:at )?(\d.*)$/i.exec(text) ?? [];
  return days === undefined ? undefined : `${dayBefore(Number(days), context)} ${time}`;
}

function dayFirst(text: string): string {
  return text.replace(
    /^(\d{1,2}(?:[:.]\d{2})? ?(?:am|pm)?) (?:on )?((?:last )?[a-z]{3,9}(?:day|sterday))$/i,
    '$2 $1',
  );
}
