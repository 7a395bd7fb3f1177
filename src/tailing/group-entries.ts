import type { LogEntry } from './entry.ts';
import { readJsonLine } from './json-line.ts';
import type { Level } from './level.ts';
import { levelOfLine } from './line-level.ts';
import type { LogLine } from './log-line.ts';
import { withoutOwnLevel } from './own-level.ts';
import { withoutOwnTime } from './own-time.ts';
import { type Place, placeOf } from './place.ts';
import { collapseRepeats } from './repeats.ts';
import { goesOn, isFrame, levelOfTrace, stateAfter, type TraceState } from './stack-trace.ts';

/** The lines of a trace are written at once; what is indented later than this belongs to something else. */
const TRACE_GAP_MS = 5000;
/** A stream that only ever indents its lines must not become one endless entry. */
const MOST_TRACE_LINES = 1000;

/** What one stream may go on with in the next batch. Plain data, so that it can be stored with the cursor. */
export interface OpenTrace {
  readonly state: TraceState;
  readonly level: Level | undefined;
  readonly lastMs: number;
}

export type OpenTraces = Readonly<Record<string, OpenTrace>>;

export interface GroupOptions {
  /** Where the batch before ended; undefined: this is the first. */
  readonly open?: OpenTraces;
  /** Whether newer lines than this were shown before it came. */
  readonly isLate?: (line: LogLine) => boolean;
}

export interface Grouped {
  readonly entries: readonly LogEntry[];
  readonly open: OpenTraces;
}

/**
 * Turns lines, in their order, into entries: structured lines understood, traces kept with their first line
 * even where streams interleave, repeats folded. A trace that the batch cuts can be continued in the next.
 */
export function groupEntries(lines: readonly LogLine[], options: GroupOptions = {}): Grouped {
  const grouping = createGrouping(options);
  grouping.add(lines);
  return grouping.grouped();
}

/** A batch on its way. */
export interface Grouping {
  /** Goes on with these lines, as one part of many. */
  add(lines: readonly LogLine[]): void;
  /** Ends the batch. */
  grouped(): Grouped;
}

/** Groups a batch in as many parts as one likes: the entries are the same as if it came in one go. */
export function createGrouping({ open: before = {}, isLate = () => false }: GroupOptions = {}): Grouping {
  const entries: Draft[] = [];
  const streams = new Map<string, Stream>();
  for (const [stream, open] of Object.entries(before)) streams.set(stream, carried(stream, open));
  return {
    add(lines) {
      for (const line of lines) {
        let stream = streams.get(line.stream);
        if (!stream) {
          stream = quiet(line.stream);
          streams.set(line.stream, stream);
        }
        const entry = take(stream, line, isLate(line));
        if (entry) entries.push(entry);
      }
    },
    grouped() {
      for (const stream of streams.values()) close(stream);
      return { entries: collapseRepeats(entries), open: openAfter(streams) };
    },
  };
}

type Draft = { -readonly [Key in keyof LogEntry]: LogEntry[Key] };

/** How far one stream has been read. */
interface Stream {
  readonly place: Place;
  /** Its newest entry; undefined before the first of this batch. */
  entry: Draft | undefined;
  /** What belongs to that entry after its first line. */
  more: string[];
  state: TraceState;
  level: Level | undefined;
  lastMs: number;
}

function quiet(stream: string): Stream {
  return { place: placeOf(stream), entry: undefined, more: [], state: 'line', level: undefined, lastMs: 0 };
}

function carried(stream: string, open: OpenTrace): Stream {
  return { ...quiet(stream), ...open };
}

/** Reads the next line of a stream; the entry it begins, or undefined when it belongs to the one before. */
function take(stream: Stream, line: LogLine, late: boolean): Draft | undefined {
  const atMs = line.at.getTime();
  const inTime = Math.abs(atMs - stream.lastMs) <= TRACE_GAP_MS;
  const sameLate = stream.entry === undefined || stream.entry.late === late;
  const state = inTime && sameLate ? goesOn(stream.state, line.text) : undefined;
  stream.lastMs = atMs;
  if (!state) return begin(stream, line, late);
  stream.state = state;
  if (stream.level === undefined && isFrame(line.text)) stream.level = 'error';
  if (stream.entry && stream.more.length < MOST_TRACE_LINES) {
    stream.more.push(line.text);
    return undefined;
  }
  close(stream);
  stream.entry = draft(stream, line, line.text, late);
  stream.entry.continued = true;
  return stream.entry;
}

function begin(stream: Stream, line: LogLine, late: boolean): Draft {
  close(stream);
  const json = readJsonLine(line.text, stream.lastMs);
  const text = json ? json.text : withoutOwnTime(line.text, stream.lastMs);
  const traced = json ? undefined : levelOfTrace(text);
  stream.level = json ? json.level : (levelOfLine(line.text) ?? traced);
  stream.state = json ? 'line' : stateAfter(text, stream.level);
  const isPlain = !json && stream.level !== undefined && traced === undefined;
  stream.entry = draft(stream, line, isPlain ? withoutOwnLevel(text, stream.level) : text, late);
  return stream.entry;
}

function draft({ place, level }: Stream, { at }: LogLine, text: string, late: boolean): Draft {
  return {
    at,
    lastAt: at,
    task: place.task,
    container: place.container,
    level,
    text: text.trimEnd(),
    lines: 1,
    times: 1,
    timesByTask: undefined,
    late,
    continued: false,
  };
}

/** Puts what was gathered into the entry. */
function close({ entry, more, level }: Stream): void {
  if (!entry || more.length === 0) return;
  entry.text = `${entry.text}\n${more.join('\n').trimEnd()}`.trimEnd();
  entry.lines = 1 + more.length;
  entry.level = level;
  more.length = 0;
}

function openAfter(streams: ReadonlyMap<string, Stream>): OpenTraces {
  let newestMs = 0;
  for (const { lastMs } of streams.values()) newestMs = Math.max(newestMs, lastMs);
  return Object.fromEntries(
    [...streams]
      .filter(([, { lastMs }]) => newestMs - lastMs <= TRACE_GAP_MS)
      .map(([stream, { state, level, lastMs }]) => [stream, { state, level, lastMs }]),
  );
}
