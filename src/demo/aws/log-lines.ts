import type { SimulatedLogStream } from '../world/log-shapes.ts';
import { hexId } from '../world/names.ts';

/** A page ends at this many bytes, each event counting 26 more than its message. */
const PAGE_BYTES = 1_048_576;

/** One line that can be read now, with instants in epoch milliseconds. */
export interface Line {
  readonly stream: string;
  readonly at: number;
  readonly ingestedAt: number;
  readonly message: string;
}

/** The lines of a stream that have arrived. */
export function linesOf(stream: SimulatedLogStream, now: Date): Line[] {
  return stream.lines
    .map((line) => ({
      stream: stream.name,
      at: line.at.getTime(),
      ingestedAt: (line.ingestedAt ?? line.at).getTime(),
      message: line.message,
    }))
    .filter((line) => line.ingestedAt <= now.getTime());
}

/** Whether a line carries a time in the range; the end counts for FilterLogEvents, not for GetLogEvents. */
export function within(
  line: Line,
  from: number | undefined,
  to: number | undefined,
  toInclusive: boolean,
): boolean {
  if (from !== undefined && line.at < from) return false;
  return to === undefined || (toInclusive ? line.at <= to : line.at < to);
}

/** How many lines, from the first, make a page. */
export function fitting(lines: readonly Line[], limit: number): number {
  let bytes = 0;
  const full = lines.findIndex((line) => {
    bytes += Buffer.byteLength(line.message) + 26;
    return bytes > PAGE_BYTES;
  });
  return Math.min(limit, full === -1 ? lines.length : Math.max(full, 1));
}

/** Makes equal lines of one stream at one instant distinguishable, the same way every time. */
export function numbered(lines: readonly Line[]): readonly { line: Line; key: string }[] {
  const seen = new Map<string, number>();
  return lines.map((line) => {
    const key = `${line.stream}/${line.at}/${line.message}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return { line, key: `${key}/${nth}` };
  });
}

/** A line as FilterLogEvents shows it. */
export function filteredEvent({ line, key }: { line: Line; key: string }): object {
  return {
    eventId: BigInt(`0x${hexId(key, 46)}`).toString(),
    logStreamName: line.stream,
    timestamp: line.at,
    ingestionTime: line.ingestedAt,
    message: line.message,
  };
}
