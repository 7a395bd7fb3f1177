import { counted } from '../text.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** In what is said to be in progress in English a length of time is written out. */
const ENGLISH = /progress|ongoing|running|wip|way|doing|started/i;

/**
 * How long something took, as a tracker tells it: "2 hours 41 minutes"; "2 h 41 min" where the words that it takes the
 * place of are in another language. Never less than a minute.
 */
export function tookWords(tookMs: number, before: string): string {
  const ms = Math.max(MINUTE, tookMs);
  const parts = [
    { count: Math.floor(ms / DAY), word: 'day', short: 'd' },
    { count: Math.floor((ms % DAY) / HOUR), word: 'hour', short: 'h' },
    { count: Math.floor((ms % HOUR) / MINUTE), word: 'minute', short: 'min' },
  ];
  return parts
    .filter(({ count }) => count > 0)
    .map(({ count, word, short }) => (ENGLISH.test(before) ? counted(count, word) : `${count} ${short}`))
    .join(' ');
}
