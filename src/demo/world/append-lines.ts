import type { SimulatedLogStream } from './log-shapes.ts';

/** Lines that are to be written. */
export interface LinesPlan {
  readonly count: number;
  /** Time of the first. */
  readonly fromAt: Date;
  /** Between two lines; 0 unless given, so that all are of one time. */
  readonly everyMs?: number;
  /** `line 0`, `line 1`, … unless given. */
  readonly say?: (nth: number) => string;
  /** How much later than their own time they can be read. */
  readonly lateMs?: number;
}

/** Writes lines to a stream, which may be read at the same time; as cheap as an array's `push`. */
export function appendLines(stream: SimulatedLogStream, plan: LinesPlan): void {
  const { count, fromAt, everyMs = 0, say = (nth: number) => `line ${nth}`, lateMs = 0 } = plan;
  for (let nth = 0; nth < count; nth += 1) {
    const at = new Date(fromAt.getTime() + nth * everyMs);
    const ingestedAt = lateMs > 0 ? new Date(at.getTime() + lateMs) : undefined;
    stream.lines.push({ at, ingestedAt, message: say(nth) });
  }
}
