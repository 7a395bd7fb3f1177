import { type CronTimes, lastTime, nextTime } from '../cron.ts';
import type { DigestSchedule } from './schedule.ts';

/** A digest that comes later than this says so. */
export const LATE_MS = 5 * 60_000;
/** Nobody needs one that is older. */
const TOO_OLD_MS = 24 * 3_600_000;
/** One that comes so soon says it all. */
const NEXT_IS_NEAR_MS = 3_600_000;
/** More missed ones than this are not counted. */
const MOST_COUNTED = 1000;

/** Whether a digest is still worth posting. */
export type Timeliness = 'on-time' | 'late' | 'too-old' | 'next-is-near';

/** Judges a digest that was due at a moment. `nextAt`: when the one after it comes; undefined where none does. */
export function timelinessOf(dueAt: Date, nextAt: Date | undefined, now: Date): Timeliness {
  const lateMs = now.getTime() - dueAt.getTime();
  if (lateMs <= LATE_MS) return 'on-time';
  if (lateMs > TOO_OLD_MS) return 'too-old';
  if (nextAt && nextAt.getTime() - now.getTime() <= NEXT_IS_NEAR_MS) return 'next-is-near';
  return 'late';
}

/**
 * Whether what is missing in a digest's thread is still worth a reply. `followingAt`: when the digest after it is due;
 * undefined where none is. Nobody reads on below a digest once the next is there.
 */
export function threadTimelinessOf(
  dueAt: Date,
  followingAt: Date | undefined,
  now: Date,
): 'worth-it' | 'too-old' {
  const isFollowed = followingAt !== undefined && followingAt <= now;
  return isFollowed || now.getTime() - dueAt.getTime() > TOO_OLD_MS ? 'too-old' : 'worth-it';
}

/** Digests that were not posted: so many from the first on. */
export interface Missed {
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly count: number;
}

/** What becomes of a schedule whose time has come. */
export interface Beginning {
  /** When the digest to be posted was due; undefined where none is worth it. */
  readonly dueAt: Date | undefined;
  readonly missed: Missed | undefined;
  /** When the schedule comes again; undefined where it never does. */
  readonly nextAt: Date | undefined;
}

/** Tells which one of those that are due by now is posted, and which were missed. Only the newest ever is. */
export function beginningOf(schedule: Pick<DigestSchedule, 'times'>, firstAt: Date, now: Date): Beginning {
  const lastAt = lastTime(schedule.times, now) ?? firstAt;
  const newestAt = lastAt > firstAt ? lastAt : firstAt;
  const nextAt = nextTime(schedule.times, now > newestAt ? now : newestAt);
  const timeliness = timelinessOf(newestAt, nextAt, now);
  const isUseful = timeliness === 'on-time' || timeliness === 'late';
  const between = timesBetween(schedule.times, firstAt, newestAt);
  const missed = isUseful ? between : [...between, newestAt];
  const [first] = missed;
  return {
    dueAt: isUseful ? newestAt : undefined,
    missed: first && { firstAt: first, lastAt: missed.at(-1) ?? first, count: missed.length },
    nextAt,
  };
}

/** From the first on, the last not among them. Mostly there are none: nothing is worked out ahead. */
function timesBetween(times: CronTimes, firstAt: Date, lastAt: Date): readonly Date[] {
  const found: Date[] = [];
  let at: Date | undefined = firstAt;
  while (at && at < lastAt && found.length < MOST_COUNTED) {
    found.push(at);
    at = nextTime(times, at);
  }
  return found;
}
