import type { SimulatedLogStream } from '../world/log-shapes.ts';
import { hexId } from '../world/names.ts';
import { createLogIndex, firstWhere, inOrder, type Line } from './log-index.ts';

/** A page ends at this many bytes. */
const PAGE_BYTES = 1_048_576;

/** Remembers only what the streams themselves hold, for as long as they live. */
const { orderedLines } = createLogIndex();

/** The lines of a stream that have arrived, in the order of reads. */
export function arrivedLines(stream: SimulatedLogStream, now: Date): readonly Line[] {
  const nowMs = now.getTime();
  const all = orderedLines(stream);
  return all.every(({ ingestedAt }) => ingestedAt <= nowMs)
    ? all
    : all.filter(({ ingestedAt }) => ingestedAt <= nowMs);
}

/** Which lines are read, and from where on. */
export interface Reading {
  readonly streams: readonly SimulatedLogStream[];
  readonly now: Date;
  /** Epoch milliseconds, both inclusive. */
  readonly from: number;
  readonly to: number;
  readonly matches: (message: string) => boolean;
  readonly newestFirst: boolean;
  /** The line that the page before ended with. */
  readonly after: Place | undefined;
  readonly limit: number;
}

/** A line's place in the order of reads; lines that arrive later do not move it. */
export type Place = Pick<Line, 'at' | 'ingestedAt' | 'nth'>;

/** The lines of a page, and whether others follow. */
export function pageLines(reading: Reading): { lines: readonly Line[]; more: boolean } {
  const sign = reading.newestFirst ? -1 : 1;
  const found = reading.streams.flatMap((stream) => candidates(stream, reading));
  if (reading.streams.length > 1) found.sort((one, other) => sign * inOrder(one, other));
  const size = fitting(found, reading.limit);
  return { lines: found.slice(0, size), more: size < found.length };
}

/** The first lines of a stream that are wanted: no more than a page can hold, and one to know that more follow. */
function candidates(stream: SimulatedLogStream, reading: Reading): Line[] {
  const { now, from, to, matches, newestFirst, after, limit } = reading;
  const all = orderedLines(stream);
  const found: Line[] = [];
  const last = after && { ...NO_LINE, ...after };
  const begin = firstWhere(all, (line) => (last && !newestFirst ? inOrder(line, last) > 0 : line.at >= from));
  const end = firstWhere(all, (line) => (last && newestFirst ? inOrder(line, last) >= 0 : line.at > to));
  const nowMs = now.getTime();
  for (let step = 0; step < end - begin && found.length <= limit; step += 1) {
    const line = all[newestFirst ? end - 1 - step : begin + step];
    if (!line || line.at > to || line.at < from) break;
    if (line.ingestedAt <= nowMs && matches(line.message)) found.push(line);
  }
  return found;
}

const NO_LINE: Omit<Line, keyof Place> = { stream: '', message: '', bytes: 0, equals: 0 };

/** How many lines, from the first, make a page; a single one that is too long makes one by itself. */
export function fitting(lines: readonly Line[], limit: number): number {
  let bytes = 0;
  const most = Math.min(limit, lines.length);
  for (let size = 0; size < most; size += 1) {
    bytes += lines[size]?.bytes ?? 0;
    if (bytes > PAGE_BYTES) return Math.max(size, 1);
  }
  return most;
}

const written = new WeakMap<Line, string>();

/** A line as FilterLogEvents shows it, in JSON. */
export function eventJson(line: Line): string {
  const known = written.get(line);
  if (known) return known;
  const json = JSON.stringify({
    eventId: eventId(line),
    logStreamName: line.stream,
    timestamp: line.at,
    ingestionTime: line.ingestedAt,
    message: line.message,
  });
  written.set(line, json);
  return json;
}

/**
 * 56 digits, as AWS's are, that rise with the time. A story that writes its lines anew writes the same ones, so
 * they are known by what they say.
 */
function eventId({ stream, at, ingestedAt, message, equals }: Line): string {
  const hex = hexId(`${stream}/${at}/${ingestedAt}/${equals}/${message}`, 32);
  return `3${String(at).padStart(15, '0')}${BigInt(`0x${hex}`).toString().padStart(40, '0').slice(-40)}`;
}
