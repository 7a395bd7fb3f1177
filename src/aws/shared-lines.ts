import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { LogLine } from '../tailing/log-line.ts';
import type { LogSource } from '../tailing/log-source.ts';
import type { Logs } from './logs.ts';

/** What a source held between two moments. */
export interface LinesRead {
  /** Oldest first, as far as AWS has them in order. */
  readonly lines: readonly LogLine[];
  /** When it was asked. */
  readonly readAt: Date;
  /** False where there is more than was read: come again behind the last line. */
  readonly complete: boolean;
}

/** Which lines of a source are wanted; both moments inclusive. */
export interface LinesWanted {
  readonly source: LogSource;
  readonly sinceAt: Date;
  readonly untilAt: Date | undefined;
  /** Of the newest line the reader knows: a read that is cut short gets beyond it, so that it always gets on. */
  readonly newestAt: Date;
}

/** Reads lines as they come, for many at a time who follow the same source. @throws UpstreamError */
export type SharedLines = (wanted: LinesWanted) => Promise<LinesRead>;

/** An answer this young serves those who ask for the same. */
const YOUNG_MS = 500;
/** Beginnings are moved back to a multiple of this, so that almost equal questions are equal. */
const STEP_MS = 5000;
/** Lines kept of answers, all together; an answer that is larger is shared only while it is read. */
const MOST_KEPT = 20_000;
/** Lines behind the newest that is known, after which no other page is read: one full page fills a post and a file. */
const MOST_READ = 8000;

interface Read extends LinesRead {
  readonly sinceMs: number;
  /** Calls may have to wait for the budget: an answer is young when it comes, not when it was asked for. */
  readonly landedAt: Date;
}

/** Equal reads that are under way, or just were, are one read. */
export function createSharedLines(logs: Pick<Logs, 'pages'>, clock: Clock): SharedLines {
  const reads = new Map<string, { readonly sinceMs: number; readonly read: Promise<Read> }>();
  const young = new LRUCache<string, Read>({
    maxSize: MOST_KEPT,
    sizeCalculation: ({ lines }) => lines.length + 1,
  });

  async function readNow(
    key: string,
    sinceMs: number,
    { source, untilAt, newestAt }: LinesWanted,
  ): Promise<Read> {
    const readAt = clock.now();
    const lines: LogLine[] = [];
    let complete = true;
    let news = 0;
    const query = { source, sinceAt: new Date(sinceMs), untilAt, pattern: undefined };
    const newestMs = newestAt.getTime();
    for await (const page of logs.pages(query, { urgent: false })) {
      for (const line of page.lines) {
        lines.push(line);
        if (line.at.getTime() > newestMs) news += 1;
      }
      complete = page.nextToken === undefined;
      if (news >= MOST_READ) break;
    }
    const read = { lines, readAt, complete, sinceMs, landedAt: clock.now() };
    young.set(key, read);
    return read;
  }

  return async (wanted) => {
    const { source, sinceAt, untilAt } = wanted;
    const sinceMs = Math.floor(sinceAt.getTime() / STEP_MS) * STEP_MS;
    const place = [source.region, source.group, source.streamPrefix].join('\0');
    const key = `${place}\0${untilAt?.getTime()}`;
    const kept = young.get(key);
    const ageMs = kept ? clock.now().getTime() - kept.landedAt.getTime() : Number.NaN;
    if (kept && kept.sinceMs <= sinceMs && ageMs >= 0 && ageMs <= YOUNG_MS && reaches(kept, wanted))
      return from(kept, sinceAt);
    const flight = reads.get(key);
    if (flight && flight.sinceMs <= sinceMs) {
      const shared = await flight.read;
      if (reaches(shared, wanted)) return from(shared, sinceAt);
    }
    const read = readNow(key, sinceMs, wanted).finally(() => {
      if (reads.get(key)?.read === read) reads.delete(key);
    });
    reads.set(key, { sinceMs, read });
    return from(await read, sinceAt);
  };
}

/** Whether a read brings somebody on: one that is behind may be cut short before others have anything new. */
function reaches({ lines, complete }: LinesRead, { newestAt }: LinesWanted): boolean {
  const last = lines.at(-1);
  return complete || (last !== undefined && last.at > newestAt);
}

function from({ lines, readAt, complete }: LinesRead, sinceAt: Date): LinesRead {
  const sinceMs = sinceAt.getTime();
  return { lines: lines.filter(({ at }) => at.getTime() >= sinceMs), readAt, complete };
}
