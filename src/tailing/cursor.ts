import type { LogLine } from './log-line.ts';

/**
 * How far a tail has read. CloudWatch shows lines out of order and late, so a read goes back behind the newest
 * line, and what was shown already is known by the marks of the lines in that stretch.
 */
export interface TailCursor {
  /** Of the newest line shown; where none was shown yet, the beginning of the window. */
  readonly newestAt: Date;
  /** Before this moment nothing is known of what was shown, so nothing is read there. */
  readonly knownSinceAt: Date;
  /** Marks of the lines shown since then, with their times in epoch milliseconds; oldest first. */
  readonly seen: readonly SeenLine[];
}

export type SeenLine = readonly [mark: string, atMs: number];

/** How far back every read goes. Streams of several tasks arrive seconds apart. */
const QUICK_MS = 10_000;
/** How far back one read in some goes: deliveries of minutes are rare, and seen. */
const DEEP_MS = 180_000;
/** Deep reads of all tails fall together, so that equal ones are one. */
const DEEP_EVERY_MS = 15_000;
/** Lines remembered at most: in a flood the stretch gets shorter, so that a tail stays small. */
const MOST_SEEN = 20_000;
/** Streams are read together but written apart: a line this much older than the newest is no news. */
const LATE_MS = 5000;

/** A cursor before which nothing is read. */
export function cursorAt(sinceAt: Date): TailCursor {
  return { newestAt: sinceAt, knownSinceAt: sinceAt, seen: [] };
}

/** Where the next read begins. `lastAt` is when the last one was. */
export function readSince({ newestAt, knownSinceAt }: TailCursor, lastAt: Date | undefined, now: Date): Date {
  const turn = (at: Date) => Math.floor(at.getTime() / DEEP_EVERY_MS);
  const isDeep = lastAt === undefined || turn(lastAt) !== turn(now);
  const backMs = isDeep ? DEEP_MS : QUICK_MS;
  // A container's clock may be ahead of the true time; what others write meanwhile is not late.
  const fromMs = Math.min(newestAt.getTime(), now.getTime()) - backMs;
  return new Date(Math.max(fromMs, knownSinceAt.getTime()));
}

/** Those lines that were not shown yet, oldest first, each once. */
export function unseen(cursor: TailCursor, lines: readonly LogLine[]): readonly LogLine[] {
  const seen = new Set(cursor.seen.map(([mark]) => mark));
  const fresh = lines.filter((line) => {
    if (line.at < cursor.knownSinceAt) return false;
    const mark = markOf(line);
    return !seen.has(mark) && Boolean(seen.add(mark));
  });
  return fresh.sort(byTime);
}

/** Whether a line was written well before the newest one that is shown already. */
export function isLate({ newestAt }: TailCursor, { at }: Pick<LogLine, 'at'>): boolean {
  return at.getTime() < newestAt.getTime() - LATE_MS;
}

/** How far a read that found all there was until `readAt` has come: lines that are later than this are looked for again. */
export function readTo(lines: readonly LogLine[], readAt: Date): Date {
  const newestMs = lines.reduce((most, { at }) => Math.max(most, at.getTime()), 0);
  return new Date(Math.max(newestMs, readAt.getTime() - DEEP_MS));
}

/**
 * The cursor once these lines are shown as well.
 * @param toAt up to where nothing else is left to be shown
 */
export function withShown(cursor: TailCursor, shown: readonly LogLine[], toAt: Date): TailCursor {
  const newestMs = Math.max(cursor.newestAt.getTime(), toAt.getTime());
  const added = shown.map((line): SeenLine => [markOf(line), line.at.getTime()]);
  const all = [...cursor.seen, ...added].sort(([, one], [, other]) => one - other);
  const kept = all.filter(([, atMs]) => atMs >= newestMs - DEEP_MS).slice(-MOST_SEEN);
  const [oldest] = kept;
  // Of several lines at the oldest time some may have been forgotten: only behind it is everything known.
  const knownMs = kept.length === MOST_SEEN && oldest ? oldest[1] + 1 : newestMs - DEEP_MS;
  return {
    newestAt: new Date(newestMs),
    knownSinceAt: new Date(Math.max(cursor.knownSinceAt.getTime(), knownMs)),
    seen: kept,
  };
}

/** Oldest first; those of the same instant as CloudWatch took them in. */
export function byTime(one: LogLine, other: LogLine): number {
  return one.at.getTime() - other.at.getTime() || one.ingestedAt.getTime() - other.ingestedAt.getTime();
}

/**
 * CloudWatch's ids are 56 digits; a tail of thousands of lines is saved every second. This mixes an id into
 * 53 bits, of which two in 20,000 are equal once in tens of millions of tails.
 * @see https://github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js for the constants
 */
function markOf({ id }: Pick<LogLine, 'id'>): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < id.length; at += 1) {
    const code = id.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
