import type { ServiceRef } from '../deployment/service.ts';
import { cursorAt, type TailCursor } from './cursor.ts';
import type { TypedFilter } from './filter.ts';
import type { OpenTraces } from './group-entries.ts';
import type { LogSource } from './log-source.ts';
import { NO_PLACES, type Places } from './place.ts';

/** What a tail shows; settled when it is opened. */
export interface TailPlan {
  readonly ref: ServiceRef;
  readonly sources: readonly LogSource[];
  /** Containers whose lines cannot be read, with the reasons, for people. */
  readonly notReadable: readonly string[];
  readonly filter: TypedFilter;
  readonly sinceAt: Date;
  /** Undefined: until the end of the tail. */
  readonly untilAt: Date | undefined;
  /** How many of the lines that were there at the beginning are shown inline. */
  readonly lines: number;
  /** `web --grep error`: the service and what chooses its lines, as one would type it again, without times. */
  readonly words: string;
  readonly openedBy: string;
  readonly openedAt: Date;
}

/** What a tail has done so far. */
export interface TailProgress {
  /** One for each source of the plan: one that fails does not move. */
  readonly cursors: readonly TailCursor[];
  /** Traces that the last read cut, to be gone on with. */
  readonly open: OpenTraces;
  /** Undefined before the first read. */
  readonly readAt: Date | undefined;
  /** Reads in a row that found nothing. */
  readonly quiet: number;
  /** Since when it cannot be read, and what was last said of that. */
  readonly trouble: TailTrouble | undefined;
  readonly counts: TailCounts;
  /** Of the line shown last, so that a new day is said. */
  readonly shownAt: Date | undefined;
  /** Tasks and containers in the order in which they appeared, for their marks. */
  readonly places: Places;
}

/** Some lines cannot be read at the moment. */
export interface TailTrouble {
  readonly sinceAt: Date;
  readonly words: string;
  /** Whether the thread knows. */
  readonly told: boolean;
}

export interface TailCounts {
  /** Lines that passed the filter. */
  readonly matched: number;
  /** Of those: to be read in the thread itself. The others are in files, but for those left out. */
  readonly inline: number;
  /** Of those: in no file either, since Slack took none. Absent in rows of old. */
  readonly leftOut?: number;
  /** Secrets made unreadable. */
  readonly redacted: number;
}

/** Why a tail ended. */
export type TailEnd =
  | { readonly why: 'time' | 'window' | 'lines'; readonly at: Date }
  | { readonly why: 'stopped'; readonly at: Date; readonly by: string }
  /** Its log group is gone, it may no longer be read, or nothing may be posted any more. */
  | { readonly why: 'gone' | 'denied' | 'failed'; readonly at: Date; readonly detail: string };

/** The following of a service's lines in a thread. */
export interface Tail {
  readonly id: string;
  readonly channel: string;
  /** `ts` of the thread's root. */
  readonly thread: string;
  /** `ts` of the message with the buttons: the root itself, or a reply where the thread was there before. */
  readonly head: string;
  readonly plan: TailPlan;
  /** No lines written later are waited for. */
  readonly endsAt: Date;
  /** Who pressed *Stop*; the next step ends it. */
  readonly stoppedBy: string | undefined;
  readonly progress: TailProgress;
  /** A post that was about to be made when this was saved, and what holds once it is. */
  readonly posting: { readonly key: string; readonly at: Date; readonly then: TailProgress } | undefined;
  readonly end: TailEnd | undefined;
}

/** A tail that is about to read for the first time. */
export function newTail(given: Omit<Tail, 'progress' | 'stoppedBy' | 'posting' | 'end'>): Tail {
  const progress: TailProgress = {
    cursors: given.plan.sources.map(() => cursorAt(given.plan.sinceAt)),
    open: {},
    readAt: undefined,
    quiet: 0,
    trouble: undefined,
    counts: { matched: 0, inline: 0, redacted: 0 },
    shownAt: undefined,
    places: NO_PLACES,
  };
  return { ...given, progress, stoppedBy: undefined, posting: undefined, end: undefined };
}

/** One tail reads no more than this: far beyond what anybody reads, and a file is better made elsewhere. */
export const MOST_LINES = 500_000;

/** Less than the second that the channel and the schedule leave between two reads, so that none is left out. */
const FLOWING_MS = 500;
const FIRST_QUIET_MS = 900;
const QUIETEST_MS = 5000;

/**
 * When to read again: quickly while lines flow, ever more slowly when it is quiet. Milliseconds from the
 * beginning of the last read.
 */
export function paceMs(quiet: number): number {
  return quiet === 0 ? FLOWING_MS : Math.min(QUIETEST_MS, FIRST_QUIET_MS * 1.5 ** quiet);
}

/** How long lines that were written before the end may take to arrive. */
const ARRIVAL_MS = 3000;

/** Whether a tail has come to its end by itself, as of a read at `now` that found everything. */
export function endOf({ plan, endsAt, progress, stoppedBy }: Tail, now: Date): TailEnd | undefined {
  if (stoppedBy !== undefined) return { why: 'stopped', at: now, by: stoppedBy };
  if (progress.counts.matched >= MOST_LINES) return { why: 'lines', at: now };
  if (plan.untilAt) return { why: 'window', at: now };
  if (endsAt <= plan.openedAt) return { why: 'window', at: now };
  return now.getTime() >= endsAt.getTime() + ARRIVAL_MS ? { why: 'time', at: now } : undefined;
}
