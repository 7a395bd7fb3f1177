import type { LinesRead } from '../aws/shared-lines.ts';
import { inPieces } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { UpstreamError } from '../errors.ts';
import {
  byTime,
  cursorAt,
  isLate,
  newsOf,
  readSince,
  type TailCursor,
  writtenMs,
} from '../tailing/cursor.ts';
import { isErrorText } from '../tailing/error-text.ts';
import { type Filter, parseFilter } from '../tailing/filter.ts';
import type { LogLine } from '../tailing/log-line.ts';
import type { NewestLines } from '../tailing/log-page.ts';
import type { Tail } from '../tailing/tail.ts';
import { clean } from '../text.ts';
import { cursorAfter, linesIn } from './many-lines.ts';

/** What a read brought that was not read before. */
export interface Fresh {
  /** Those that are wanted, fit to be shown, oldest first. */
  readonly lines: readonly LogLine[];
  readonly isLate: (line: LogLine) => boolean;
  /** Which source of the plan a line is from. */
  readonly sourceOf: (line: LogLine) => number;
  /** Secrets made unreadable, by line. */
  readonly redactedIn: (line: LogLine) => number;
  /** Where the tail stands before any of them is shown. */
  readonly begins: readonly TailCursor[];
  /** Where the tail stands when all of them are shown. */
  readonly cursors: readonly TailCursor[];
  /** Everything there was has been read. */
  readonly complete: boolean;
  readonly readAt: Date;
  /** Of the sources that could not be read. */
  readonly failures: readonly UpstreamError[];
  /** Of a first read: there are more lines in the window than were read. */
  readonly more: boolean;
}

/** Lines kept of what was there before the tail began; who wants more asks for a narrower window. */
const MOST_BEFORE = 10_000;
/** AWS itself looks for words in windows longer than this; shorter ones are read whole, which can be shared. */
const LONG_WINDOW_MS = 3_600_000;

type ReadDeps = Pick<Deps, 'estate' | 'clock' | 'redact'>;

/** Reads what is new to a tail; a source that fails stays where it was. */
export async function freshLines(deps: ReadDeps, tail: Tail): Promise<Fresh> {
  const filter = parseFilter(tail.plan.filter, isErrorText);
  const fitting = fittingFor(deps, filter);
  const isFirst = tail.progress.readAt === undefined;
  const readAt = deps.clock.now();
  const reads = await Promise.all(
    tail.plan.sources.map((_, nth) =>
      isFirst ? firstRead(deps, tail, nth, filter, fitting) : nextRead(deps, tail, nth),
    ),
  );
  const sources = new Map<LogLine, number>();
  const late = new Set<LogLine>();
  const lines: LogLine[] = [];
  for (const [nth, read] of reads.entries()) {
    await inPieces(read.lines, (piece) => {
      for (const raw of piece) {
        const line = fitting.line(raw);
        if (!line) continue;
        lines.push(line);
        sources.set(line, nth);
        if (!isFirst && isLate(read.before, line)) late.add(line);
      }
    });
  }
  return {
    lines: lines.sort((one, other) => one.at.getTime() - other.at.getTime()),
    isLate: (line) => late.has(line),
    sourceOf: (line) => sources.get(line) ?? 0,
    redactedIn: fitting.redactedIn,
    begins: reads.map(({ before }) => before),
    cursors: reads.map(({ after }) => after),
    complete: reads.every(({ complete }) => complete),
    readAt,
    failures: reads.flatMap(({ failure }) => failure ?? []),
    more: reads.some(({ more }) => more),
  };
}

interface Read extends Pick<LinesRead, 'lines' | 'complete'> {
  readonly before: TailCursor;
  readonly after: TailCursor;
  readonly failure: UpstreamError | undefined;
  readonly more: boolean;
}

interface Fitting {
  /** Cleaned, redacted, and undefined where the filter does not want it. */
  line(raw: LogLine): LogLine | undefined;
  redactedIn(line: LogLine): number;
}

/** Secrets go before anything looks at a line: a filter must not find out what they are. */
function fittingFor({ redact }: ReadDeps, filter: Filter): Fitting {
  const redacted = new Map<LogLine, number>();
  return {
    line(raw) {
      const { text, count } = redact(clean(raw.text));
      if (!filter.matches(text)) return undefined;
      const line = { ...raw, text };
      if (count > 0) redacted.set(line, count);
      return line;
    },
    redactedIn: (line) => redacted.get(line) ?? 0,
  };
}

/** What is in the window already: the last lines of it, however long it is. */
async function firstRead(
  { estate, clock }: ReadDeps,
  tail: Tail,
  nth: number,
  filter: Filter,
  fitting: Fitting,
): Promise<Read> {
  const { plan } = tail;
  const source = plan.sources[nth];
  const before = cursorAt(plan.sinceAt);
  if (!source) return nothing(before, undefined);
  const untilAt = plan.untilAt ?? clock.now();
  const isLong = untilAt.getTime() - plan.sinceAt.getTime() > LONG_WINDOW_MS;
  const pattern = isLong ? filter.pattern : undefined;
  try {
    const readAt = clock.now();
    const found = await estate.logs.newest(
      plan.ref.env,
      { source, sinceAt: plan.sinceAt, untilAt: plan.untilAt, pattern },
      { limit: MOST_BEFORE, matches: (line) => fitting.line(line) !== undefined },
    );
    const lines = await linesIn(found.lines, isWithin(tail));
    const base = found.more ? cursorAt(behindUnread(found)) : before;
    const after = await cursorAfter(base, lines, readAt);
    // Who goes on with it in the middle goes on with these lines, and with none before them.
    const [first] = lines;
    const begin = first ? cursorAt(new Date(writtenMs(first))) : after;
    return { lines, complete: true, before: begin, after, failure: undefined, more: found.more };
  } catch (error) {
    return nothing(before, error);
  }
}

async function nextRead({ estate, clock }: ReadDeps, tail: Tail, nth: number): Promise<Read> {
  const { plan, progress } = tail;
  const source = plan.sources[nth];
  const before = progress.cursors[nth] ?? cursorAt(plan.sinceAt);
  if (!source) return nothing(before, undefined);
  const sinceAt = readSince(before, progress.readAt, clock.now());
  try {
    const wanted = { source, sinceAt, untilAt: plan.untilAt, newestAt: before.newestAt };
    const read = await estate.logs.since(plan.ref.env, wanted);
    // What is written after the end stays unread, for whoever goes on from there.
    const within = await linesIn(read.lines, isWithin(tail));
    const lines = (await linesIn(within, newsOf(before))).sort(byTime);
    const after = await cursorAfter(before, lines, read.complete ? read.readAt : undefined);
    return {
      lines,
      complete: read.complete || within.length < read.lines.length,
      before,
      after,
      failure: undefined,
      more: false,
    };
  } catch (error) {
    return nothing(before, error);
  }
}

/** @throws what is no upstream's failure but a bug */
function nothing(before: TailCursor, error: unknown): Read {
  if (error !== undefined && !(error instanceof UpstreamError)) throw error;
  return { lines: [], complete: true, before, after: before, failure: error, more: false };
}

/** Whether a line was written before the end of the tail. */
function isWithin({ plan, endsAt }: Tail): (line: LogLine) => boolean {
  const lastMs = (plan.untilAt ?? new Date(Math.max(endsAt.getTime(), plan.openedAt.getTime()))).getTime();
  return (line) => writtenMs(line) <= lastMs;
}

/** Lines before those that were found are left out for good: they must not come back as late ones. */
function behindUnread({ lines: [first], searchedSinceAt }: NewestLines): Date {
  return new Date(Math.max(searchedSinceAt.getTime(), first ? writtenMs(first) : 0) + 1);
}
