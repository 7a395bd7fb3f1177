import type { SimulatedLogLine, SimulatedLogStream } from '../world/log-shapes.ts';

/** One line with what a read needs of it, instants in epoch milliseconds. */
export interface Line {
  readonly stream: string;
  readonly at: number;
  readonly ingestedAt: number;
  /** Place among lines of the same times: that in which they came. */
  readonly nth: number;
  /** How many lines of the same stream, time and text came before. */
  readonly equals: number;
  readonly message: string;
  /** What it counts for towards a page's size. */
  readonly bytes: number;
}

/** AWS's own overhead of an event. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
const EVENT_BYTES = 26;

interface StreamIndex {
  /** The array that was looked at, and how far. */
  source: readonly SimulatedLogLine[];
  seen: number;
  last: SimulatedLogLine | undefined;
  /** Texts of the millisecond that was looked at last, and how often each came. */
  readonly sameTime: { at: number; readonly texts: Map<string, number> };
  readonly ordered: Line[];
}

/** Lines in the order of reads: by time, then ingestion, then arrival. */
export interface LogIndex {
  /** All lines of a stream, those that have not arrived included. */
  orderedLines(stream: SimulatedLogStream): readonly Line[];
}

/** Looks at every line once, so that a stream can be appended to while it is read, at the cost of a real one. */
export function createLogIndex(): LogIndex {
  const streams = new WeakMap<SimulatedLogStream, StreamIndex>();
  const lines = new WeakMap<SimulatedLogLine, Line>();
  let count = 0;

  function lineOf(stream: string, from: SimulatedLogLine, sameTime: StreamIndex['sameTime']): Line {
    const at = from.at.getTime();
    const equals = countEqual(sameTime, at, from.message);
    const known = lines.get(from);
    if (known) return known;
    count += 1;
    const line: Line = {
      stream,
      at,
      ingestedAt: from.ingestedAt?.getTime() ?? at,
      nth: count,
      equals,
      message: from.message,
      bytes: Buffer.byteLength(from.message) + EVENT_BYTES,
    };
    lines.set(from, line);
    return line;
  }

  return {
    orderedLines(stream) {
      const known = streams.get(stream);
      const index = known && isAppended(known, stream) ? known : emptyIndex(stream);
      streams.set(stream, index);
      for (; index.seen < stream.lines.length; index.seen += 1) {
        const from = stream.lines[index.seen];
        if (!from) continue;
        insert(index.ordered, lineOf(stream.name, from, index.sameTime));
        index.last = from;
      }
      return index.ordered;
    },
  };
}

function emptyIndex(stream: SimulatedLogStream): StreamIndex {
  const sameTime = { at: Number.NaN, texts: new Map<string, number>() };
  return { source: stream.lines, seen: 0, last: undefined, sameTime, ordered: [] };
}

/** Lines come in the order of their times but for late ones, so that one millisecond is all there is to remember. */
function countEqual(sameTime: StreamIndex['sameTime'], at: number, text: string): number {
  if (sameTime.at !== at) {
    sameTime.at = at;
    sameTime.texts.clear();
  }
  const before = sameTime.texts.get(text) ?? 0;
  sameTime.texts.set(text, before + 1);
  return before;
}

/** Whether what was looked at is still there, with nothing but new lines behind it. */
function isAppended({ source, seen, last }: StreamIndex, { lines }: SimulatedLogStream): boolean {
  return source === lines && lines.length >= seen && lines[seen - 1] === last;
}

function insert(ordered: Line[], line: Line): void {
  const newest = ordered.at(-1);
  if (!newest || inOrder(newest, line) <= 0) ordered.push(line);
  else
    ordered.splice(
      firstWhere(ordered, (each) => inOrder(each, line) > 0),
      0,
      line,
    );
}

/** The order in which FilterLogEvents shows lines. */
export function inOrder(one: Line, other: Line): number {
  return one.at - other.at || one.ingestedAt - other.ingestedAt || one.nth - other.nth;
}

/** Where the lines begin that a condition holds for, given that it holds for all after the first such. */
export function firstWhere(ordered: readonly Line[], holds: (line: Line) => boolean): number {
  let from = 0;
  let to = ordered.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const line = ordered[middle];
    if (line && holds(line)) to = middle;
    else from = middle + 1;
  }
  return from;
}
