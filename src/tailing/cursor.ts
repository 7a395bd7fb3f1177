import type { LogLine } from './log-line.ts';

/**
 * How far a tail has read. CloudWatch shows lines out of order and late, so a read goes back behind the newest
 * line, and what was read already is known by the marks of the lines in that stretch. Plain data, to be stored.
 */
export interface TailCursor {
  /** Of the newest line; before there was one, the beginning of the window. */
  readonly newestAt: Date;
  /** Before this moment nothing is known of what was read, so nothing is read there. */
  readonly knownSinceAt: Date;
  /** Marks of the lines read since then, by the second they were written in, with blanks between them. */
  readonly seen: Readonly<Record<string, string>>;
}

/** How far back every read goes. Streams of several tasks arrive seconds apart. */
const QUICK_MS = 10_000;
/** How far back one read in some goes: deliveries of minutes are rare, and seen. */
const DEEP_MS = 120_000;
/** Deep reads of all tails fall together, so that equal ones are one. */
const DEEP_EVERY_MS = 15_000;
/** Lines remembered at most, but for those of the newest second: in a flood the stretch gets shorter. */
const MOST_SEEN = 20_000;
/** Streams are read together but written apart: a line this much older than the newest is no news. */
const LATE_MS = 5000;

/** A cursor before which nothing is read. */
export function cursorAt(sinceAt: Date): TailCursor {
  return { newestAt: sinceAt, knownSinceAt: sinceAt, seen: {} };
}

/** Where the next read begins. `lastAt` is when the last one was. */
export function readSince({ newestAt, knownSinceAt }: TailCursor, lastAt: Date | undefined, now: Date): Date {
  const turn = (at: Date) => Math.floor(at.getTime() / DEEP_EVERY_MS);
  const isDeep = lastAt === undefined || turn(lastAt) !== turn(now);
  // AWS's clock may be ahead of ours.
  const fromMs = Math.min(newestAt.getTime(), now.getTime()) - (isDeep ? DEEP_MS : QUICK_MS);
  return new Date(Math.max(fromMs, knownSinceAt.getTime()));
}

/** Whether a line was not read before; asked about one line after the other, each is news only once. */
export function newsOf({ knownSinceAt, seen }: TailCursor): (line: LogLine) => boolean {
  const knownSinceMs = knownSinceAt.getTime();
  const marksOf = bySecond((second) => new Set(seen[second]?.split(' ')));
  return (line) => {
    const ms = writtenMs(line);
    if (ms < knownSinceMs) return false;
    const marks = marksOf(ms);
    const { size } = marks;
    return marks.add(markOf(line)).size > size;
  };
}

/** Whether a line was written well before the newest one that was there already. */
export function isLate({ newestAt }: TailCursor, { at }: Pick<LogLine, 'at'>): boolean {
  return at.getTime() < newestAt.getTime() - LATE_MS;
}

/** A cursor on its way. */
export interface Reading {
  /** Reads these lines as well, as one part of many. */
  add(lines: readonly LogLine[]): void;
  /**
   * Where it stands once all these lines are read.
   * @param completeAt when the read was asked that found everything there was; undefined: there is more to read
   */
  cursor(completeAt: Date | undefined): TailCursor;
}

/** Reads on from a cursor in as many parts as one likes: the end is the same as if all were read in one go. */
export function createReading(before: TailCursor): Reading {
  const marks = new Map(Object.entries(before.seen).map(([second, all]) => [second, [all]]));
  const marksOf = bySecond((second) => {
    const there = marks.get(second) ?? [];
    marks.set(second, there);
    return there;
  });
  let newestMs = before.newestAt.getTime();
  return {
    add(lines) {
      for (const line of lines) {
        const ms = writtenMs(line);
        newestMs = Math.max(newestMs, ms);
        marksOf(ms).push(markOf(line));
      }
    },
    cursor(completeAt) {
      // What has not come for so long will not come any more, and need not be searched for.
      const ms = Math.max(newestMs, completeAt ? completeAt.getTime() - DEEP_MS : 0);
      const { seen, sinceMs } = kept(marks, ms - DEEP_MS);
      return {
        newestAt: new Date(ms),
        knownSinceAt: new Date(Math.max(before.knownSinceAt.getTime(), sinceMs)),
        seen,
      };
    },
  };
}

/** The newest seconds as far as memory goes, and since when all are there. */
function kept(
  marks: ReadonlyMap<string, readonly string[]>,
  floorMs: number,
): { readonly seen: TailCursor['seen']; readonly sinceMs: number } {
  const newestFirst = [...marks].sort(([one], [other]) => Number(other) - Number(one));
  const seen: Record<string, string> = {};
  let count = 0;
  for (const [second, parts] of newestFirst) {
    const all = parts.join(' ');
    count += (all.length + 1) / (MARK_LENGTH + 1);
    const isNewest = second === newestFirst[0]?.[0];
    if (!isNewest && count > MOST_SEEN) return { seen, sinceMs: (Number(second) + 1) * 1000 };
    if (Number(second) * 1000 + 1000 > floorMs) seen[second] = all;
  }
  return { seen, sinceMs: floorMs };
}

/**
 * When a line was written, at the latest when CloudWatch took it in: a container whose clock is ahead would
 * else make the lines of all others look read.
 */
export function writtenMs({ at, ingestedAt }: Pick<LogLine, 'at' | 'ingestedAt'>): number {
  return Math.min(at.getTime(), ingestedAt.getTime());
}

/** Oldest first; those of the same instant as CloudWatch took them in. */
export function byTime(one: LogLine, other: LogLine): number {
  return one.at.getTime() - other.at.getTime() || one.ingestedAt.getTime() - other.ingestedAt.getTime();
}

/** What there is of each second, made when the first line of it comes; most lines share theirs with the one before. */
function bySecond<T>(made: (second: string) => T): (ms: number) => T {
  const all = new Map<number, T>();
  let last: { readonly second: number; readonly of: T } | undefined;
  return (ms) => {
    const second = Math.floor(ms / 1000);
    if (last?.second === second) return last.of;
    const of = all.get(second) ?? made(String(second));
    all.set(second, of);
    last = { second, of };
    return of;
  };
}

const MARK_LENGTH = 8;

/**
 * CloudWatch's ids are 56 digits, and a tail of thousands of lines is saved every second. This mixes an id into
 * 41 bits. A mark is only compared with those of the same second: of a thousand lines there, one in
 * two thousand million is taken for another.
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
  return digits((low >>> 0) * 512 + (high >>> 23));
}

const PAIRS = Array.from({ length: 36 * 36 }, (_, value) => value.toString(36).padStart(2, '0'));

/** The same as `toString(36)` of so many digits, in a fraction of its time. */
function digits(value: number): string {
  const low = value % PAIRS.length ** 2;
  const high = (value - low) / PAIRS.length ** 2;
  return pair(high / PAIRS.length) + pair(high) + pair(low / PAIRS.length) + pair(low);
}

function pair(value: number): string {
  return PAIRS[Math.trunc(value) % PAIRS.length] ?? '';
}
