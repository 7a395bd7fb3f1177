import type { Place } from './log-lines.ts';
import { placeOf, tokenOf } from './pages.ts';
import { Refusal } from './refusal.ts';

/** How far a read of FilterLogEvents has come. */
export interface LogPlace {
  readonly newestFirst: boolean;
  /** The last line that was given; undefined: none yet. */
  readonly after: Place | undefined;
  /** Tells tokens of empty pages apart. */
  readonly turn: number;
}

const DAY_MS = 86_400_000;

/** A token that is good for this question, and for a day. */
export function logTokenOf({ newestFirst, after, turn }: LogPlace, question: string, now: Date): string {
  const place = after ? [after.at, after.ingestedAt, after.nth] : [];
  return tokenOf(JSON.stringify([newestFirst, turn, now.getTime(), ...place]), question);
}

/** @throws Refusal for a token of another question, and for one that is older than a day */
export function placeInToken(token: string, question: string, now: Date): LogPlace {
  const place = placeOf(token, question);
  const parts: unknown = typeof place === 'string' ? JSON.parse(place) : undefined;
  if (!Array.isArray(parts) || now.getTime() - Number(parts[2]) > DAY_MS)
    throw new Refusal('InvalidParameterException', 'The specified nextToken is invalid.');
  const [newestFirst, turn, , at, ingestedAt, nth] = parts;
  const after =
    at === undefined ? undefined : { at: Number(at), ingestedAt: Number(ingestedAt), nth: Number(nth) };
  return { newestFirst: newestFirst === true, turn: Number(turn), after };
}
