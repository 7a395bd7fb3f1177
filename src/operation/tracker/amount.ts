import type { Duration, Percent } from '../operation.ts';
import { normal } from './words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Starts of words for lengths of time, without accents: English, German, French, Spanish, Portuguese, Italian, Dutch. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|millise\w*|milli)$/, 1],
  [/^(?:s|secs?|seconds?|sek|sekunden?|secondes?|segs?|segundos?|second[oi]|seconden?)$/, 1000],
  [/^(?:m|mins?|minutes?|minuten?|minutos?|minut[oi]|minuut)$/, MINUTE],
  [/^(?:h|hrs?|hours?|std|stunden?|heures?|horas?|or[ae]|uur|uren)$/, HOUR],
  [/^(?:d|days?|tagen?|tage?|jours?|j|dias?|giorn[oi]|dag|dagen)$/, DAY],
  [/^(?:w|wks?|weeks?|wochen?|semaines?|semanas?|settiman[ae]|week|weken)$/, 7 * DAY],
];
const JOINTS = new Set([
  'and',
  'und',
  'et',
  'y',
  'e',
  'en',
  'about',
  'approx',
  'etwa',
  'ca',
  'circa',
  'environ',
]);

/** How much words claim: "99% Complete", "0,5 %", "99 percent". A bare number counts where the field asks for one. */
export function percentOf(words: string): Percent {
  const found = [
    ...words.matchAll(
      /([-−]?\d+(?:[.,]\d+)?)\s*(?:%|٪|percent\b|prozent\b|pour cent\b|por ?cient|por cento\b|procent\b|per cento\b)/giu,
    ),
  ];
  const bare = /^\d+(?:[.,]\d+)?$/.test(words.trim()) ? words.trim() : undefined;
  const value = Number(
    (found.length === 1 ? (found[0]?.[1] ?? '') : (bare ?? 'none')).replace(',', '.').replace('−', '-'),
  );
  const range = /\d\s*(?:-|–|bis|to)\s*\d+(?:[.,]\d+)?\s*%/.test(words);
  return { words, percent: value >= 0 && value <= 100 && !range ? value : undefined };
}

/** Whether words speak of a share of a hundred. */
export function speaksOfPercent(words: string): boolean {
  return /\d\s*(?:%|٪|percent|prozent|pour cent|por ?cien|por cento|procent|per cento)/iu.test(words);
}

/** A length of time as the file tells it: "2 hours 41 minutes", "1,5 Std.", "2h 41m", "1:30 h". */
export function durationOf(words: string): Duration {
  return { words, ms: lengthMs(words) };
}

function lengthMs(words: string): number | undefined {
  const text = words.toLowerCase().replace(/[~≈()[\]]/g, ' ');
  const clock = /^\s*(\d{1,4}):([0-5]\d)(?::([0-5]\d))?\s*(?:h|hours?|std\.?|uhr)?\s*$/.exec(text);
  if (clock) return Number(clock[1]) * HOUR + Number(clock[2]) * MINUTE + Number(clock[3] ?? 0) * 1000;
  let total: number | undefined;
  let left = text;
  for (const [whole, count = '', unit = ''] of text.matchAll(/(\d{1,9}(?:[.,]\d{1,3})?)\s*(\p{L}+)\.?/gu)) {
    const unitMs = UNITS.find(([look]) => look.test(normal(unit)))?.[1];
    if (unitMs === undefined) return undefined;
    total = (total ?? 0) + Number(count.replace(',', '.')) * unitMs;
    left = left.replace(whole, ' ');
  }
  const rest = normal(left)
    .split(' ')
    .filter((word) => word !== '' && !JOINTS.has(word));
  return rest.length > 0 || total === undefined ? undefined : Math.round(total);
}
