import { type Gap, unknownReason } from '../deployment/fact.ts';
import { oneLine } from '../text.ts';
import { firstOf } from './fit.ts';
import { type Block, section } from './message.ts';
import { plain } from './mrkdwn.ts';

const MOST_LINES = 5;
const MOST_PLACES = 3;

/**
 * What could not be read, short enough for the first line, which is all that a notification shows: "prod-us
 * could not be read". '' where there is no gap.
 * @param looked environments that were looked into
 * @param seen those of which at least one service is shown
 */
export function gapTitle(gaps: readonly Gap[], looked: readonly string[], seen: ReadonlySet<string>): string {
  const own = gaps.filter(({ env }) => env === undefined).map(({ subject }) => `${subject} not known`);
  const broken = looked.filter((alias) => gaps.some(({ env }) => env === alias));
  if (seen.size === 0 && looked.length > 0 && broken.length === looked.length)
    return [...own, 'services could not be listed'].join(', ');
  const places = broken.map((alias) =>
    seen.has(alias) ? partWords(alias, gaps) : `${alias} could not be read`,
  );
  const { shown, more } = firstOf([...own, ...places], MOST_PLACES);
  return [...shown, ...(more ? [more] : [])].join(', ');
}

/** One gap in full: where, what, and why. */
export function gapLine({ env, subject, unknown }: Gap): string {
  const words = unknownReason(subject, unknown);
  return env === undefined ? words : `${env}: ${words}`;
}

/** The gaps below an answer; nothing where there are none. */
export function gapBlocks(gaps: readonly Gap[]): readonly Block[] {
  if (gaps.length === 0) return [];
  const { shown, more } = firstOf(gaps.map(gapLine), MOST_LINES);
  const words = shown.map((line) => `• ${plain(line)}`);
  return [section(['*Could not be read*', ...words, ...(more ? [more] : [])].join('\n'))];
}

/** Of an environment that shows some services: what is missing there. */
function partWords(alias: string, gaps: readonly Gap[]): string {
  const [first = '', ...others] = gaps.filter(({ env }) => env === alias).map(({ subject }) => subject);
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `${alias}: ${oneLine(first, 60)}${more} not known`;
}
