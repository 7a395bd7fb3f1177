/** The time a program writes into its line and the time of the event are the same moment within this. */
const SAME_MOMENT_MS = 2000;

/** What stands between a time and the rest of a line. */
const AFTER_TIME = /\]?\s+(?:[-|]\s+)?/y;
/** What may follow the seconds: a fraction, a zone. */
const FRACTION_AND_ZONE = /(?:[.,](\d{1,9}))?(?: ?(?:Z|UTC|GMT|([+-])(\d\d):?(\d\d)))?/y;

/** Takes a line's own time from its beginning when it only repeats the time of the event. */
export function withoutOwnTime(text: string, atMs: number): string {
  const bracket = text.charCodeAt(0) === 91;
  const read = readTime(text, bracket ? 1 : 0);
  if (!read || Math.abs(read.ms - atMs) > SAME_MOMENT_MS) return text;
  if (bracket && text[read.end] !== ']') return text;
  AFTER_TIME.lastIndex = read.end;
  return AFTER_TIME.test(text) ? text.slice(AFTER_TIME.lastIndex) : text;
}

/** Whether a field's value is the time of the event once more: a written time, or seconds to nanoseconds. */
export function isSameMoment(value: string | number, atMs: number): boolean {
  const ms = typeof value === 'number' ? epochMs(value) : writtenMs(value);
  return Math.abs(ms - atMs) <= SAME_MOMENT_MS;
}

function writtenMs(value: string): number {
  const read = readTime(value, 0);
  if (read) return read.end === value.length ? read.ms : Number.NaN;
  return /^\d{10,19}(?:\.\d+)?$/.test(value) ? epochMs(Number(value)) : Number.NaN;
}

function epochMs(value: number): number {
  if (value < 1e11) return value * 1000;
  if (value < 1e14) return value;
  return value < 1e17 ? value / 1e3 : value / 1e6;
}

/**
 * Reads 2026-03-04T03:00:00Z, 2026-03-04 03:00:00,123 or 2026/03/04 03:00:00 +0100. A time without a zone is
 * taken for UTC, as containers have it.
 */
function readTime(text: string, from: number): { ms: number; end: number } | undefined {
  const dash = text.charCodeAt(from + 4);
  if ((dash !== 45 && dash !== 47) || text.charCodeAt(from + 7) !== dash) return undefined;
  if (text.charCodeAt(from + 13) !== 58 || text.charCodeAt(from + 16) !== 58) return undefined;
  const year = two(text, from) * 100 + two(text, from + 2);
  const [month, day] = [two(text, from + 5), two(text, from + 8)];
  const utc = Date.UTC(
    year,
    month - 1,
    day,
    two(text, from + 11),
    two(text, from + 14),
    two(text, from + 17),
  );
  if (Number.isNaN(utc)) return undefined;
  FRACTION_AND_ZONE.lastIndex = from + 19;
  const [, fraction, sign, hours = 0, minutes = 0] = FRACTION_AND_ZONE.exec(text) ?? [];
  const ahead = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
  const ms = utc - ahead + (fraction ? Number(`0.${fraction}`) * 1000 : 0);
  return { ms, end: FRACTION_AND_ZONE.lastIndex };
}

/** Two digits as a number, or NaN. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
