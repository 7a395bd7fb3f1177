import { createHash } from 'node:crypto';
import type { FilteredLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import { LRUCache } from 'lru-cache';
import { inPieces } from '../clock.ts';
import type { LogLine } from '../tailing/log-line.ts';

/** Makes lines of events. Reads that are under way share one, since ids can depend on the page before. */
export interface LineShapes {
  /** @param read.token that led to these events, and `nextToken` that leads on from them */
  linesOf(events: readonly FilteredLogEvent[], read: Turn): Promise<LogLine[]>;
}

interface Turn {
  readonly token: string | undefined;
  readonly nextToken: string | undefined;
}

/** Reads under way that are remembered, each with the count of its last lines. */
const MOST_READS = 500;

/**
 * AWS gives every event an id. Some stand-ins do not: there an id is made of stream, time, text and how many
 * equal ones came before, so that the same line has the same id in every read that begins before it.
 */
export function createLineShapes(): LineShapes {
  const counts = new LRUCache<string, Map<string, number>>({ max: MOST_READS });
  return {
    async linesOf(events, { token, nextToken }) {
      let seen: Map<string, number> | undefined;
      const lines: LogLine[] = [];
      const idOf = (event: FilteredLogEvent) => {
        if (event.eventId !== undefined) return event.eventId;
        seen ??= new Map(token === undefined ? undefined : counts.get(token));
        return madeId(event, seen);
      };
      await inPieces(events, (piece) => {
        for (const event of piece) lines.push(lineOf(event, idOf(event)));
      });
      if (seen && nextToken !== undefined) counts.set(nextToken, atLastTime(seen, events.at(-1)));
      return lines;
    },
  };
}

/** Without a time of its own a line counts as written when it was taken in. */
function lineOf(event: FilteredLogEvent, id: string): LogLine {
  const ms = event.timestamp ?? event.ingestionTime ?? 0;
  return {
    id,
    stream: event.logStreamName ?? '',
    at: new Date(ms),
    ingestedAt: new Date(event.ingestionTime ?? ms),
    text: event.message ?? '',
  };
}

function madeId(event: FilteredLogEvent, seen: Map<string, number>): string {
  const digest = createHash('sha256').update(`${event.logStreamName}\0${event.message}`).digest('hex');
  const key = `${event.timestamp}/${digest}`;
  const nth = seen.get(key) ?? 0;
  seen.set(key, nth + 1);
  return `${key}/${nth}`;
}

/** Only lines of one time can be equal, so that earlier counts are of no more use. */
function atLastTime(
  seen: ReadonlyMap<string, number>,
  last: FilteredLogEvent | undefined,
): Map<string, number> {
  return new Map([...seen].filter(([key]) => key.startsWith(`${last?.timestamp}/`)));
}
