import { type Clock, inPieces } from '../clock.ts';
import { UpstreamError } from '../errors.ts';
import type { LogLine } from '../tailing/log-line.ts';
import type { LogPage, NewestLines } from '../tailing/log-page.ts';
import type { LogQuery } from '../tailing/log-source.ts';
import type { Logs } from './logs.ts';

/** How many lines, of which kind, and how much may be read to find them. */
export interface NewestWanted {
  readonly limit: number;
  /** Every line unless given. */
  readonly matches?: (line: LogLine) => boolean;
  /** Pages that are read at most; some 40 seconds of a slow Region's budget unless given. */
  readonly mostPages?: number;
}

/** One page of a query's lines from its end, newest first. */
export type Backward = (query: LogQuery, limit: number, token: string | undefined) => Promise<LogPage>;

interface NewestDeps {
  readonly backward: Backward;
  readonly pages: Logs['pages'];
  readonly clock: Clock;
}

const MOST_PAGES = 100;
const WHOLE_PAGE = 10_000;
/** Before this AWS reads only from the beginning. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html#CWL-FilterLogEvents-request-startFromHead */
const BACKWARD_SINCE = new Date('2024-01-01T00:00:00Z');
/** First stretch to be read from its beginning, each next one four times as long. */
const STRETCH_MS = 60_000;

/**
 * Makes the reader of a window's last lines. AWS reads from the end. A stand-in that refuses that, or pays no
 * heed to it, is read in ever longer stretches before the end, and is not asked again.
 */
export function createNewest(deps: NewestDeps): Logs['newest'] {
  let forwardOnly = false;
  return async (query, wanted) => {
    if (!forwardOnly && query.sinceAt >= BACKWARD_SINCE) {
      const found = await fromTheEnd(deps, query, wanted);
      if (found) return found;
      forwardOnly = true;
    }
    return inStretches(deps, query, wanted);
  };
}

/** Undefined where the other end answered. */
async function fromTheEnd(
  { backward, clock }: NewestDeps,
  query: LogQuery,
  { limit, matches, mostPages = MOST_PAGES }: NewestWanted,
): Promise<NewestLines | undefined> {
  const found: LogLine[] = [];
  const followed = new Set<string>();
  let token: string | undefined;
  let oldestAt: Date | undefined;
  for (let pages = 0; pages < mostPages; pages += 1) {
    const page = await unlessRefused(backward(query, matches ? WHOLE_PAGE : limit, token), pages === 0);
    if (!page || isForward(page, oldestAt)) return undefined;
    await inPieces(page.lines, (piece) => {
      for (const line of piece) if (!matches || matches(line)) found.push(line);
    });
    oldestAt = page.lines.at(-1)?.at ?? oldestAt;
    token = page.nextToken;
    if (token === undefined || followed.has(token)) {
      const more = found.length > limit;
      return { lines: inOrder(found, limit), searchedSinceAt: query.sinceAt, more };
    }
    if (found.length >= limit) break;
    followed.add(token);
  }
  const searchedSinceAt = oldestAt ?? query.untilAt ?? clock.now();
  return { lines: inOrder(found, limit), searchedSinceAt, more: true };
}

async function unlessRefused(reading: Promise<LogPage>, isFirst: boolean): Promise<LogPage | undefined> {
  try {
    return await reading;
  } catch (error) {
    const unknown =
      error instanceof UpstreamError && (error.kind === 'refused' || error.kind === 'unsupported');
    if (isFirst && unknown) return undefined;
    throw error;
  }
}

/** Pages that rise in time were read from the beginning; a single one with every line may be in any order. */
function isForward({ lines, nextToken }: LogPage, oldestAt: Date | undefined): boolean {
  const [first] = lines;
  const last = lines.at(-1);
  if (!first || !last) return false;
  if (oldestAt !== undefined && first.at > oldestAt) return true;
  return nextToken !== undefined && first.at < last.at;
}

async function inStretches(
  { pages, clock }: NewestDeps,
  query: LogQuery,
  { limit, matches, mostPages = MOST_PAGES }: NewestWanted,
): Promise<NewestLines> {
  let found: LogLine[] = [];
  let read = 0;
  let sinceMs = (query.untilAt ?? clock.now()).getTime() + 1;
  let untilAt = query.untilAt;
  for (
    let stretchMs = STRETCH_MS;
    sinceMs > query.sinceAt.getTime() && found.length < limit;
    stretchMs *= 4
  ) {
    if (read >= mostPages) return { lines: found, searchedSinceAt: new Date(sinceMs), more: true };
    sinceMs = Math.max(query.sinceAt.getTime(), sinceMs - stretchMs);
    let last: LogLine[] = [];
    for await (const { lines } of pages({ ...query, sinceAt: new Date(sinceMs), untilAt })) {
      read += 1;
      await inPieces(lines, (piece) => {
        for (const line of piece) if (!matches || matches(line)) last.push(line);
      });
      if (last.length > limit + WHOLE_PAGE) last = last.slice(-limit - 1);
    }
    found = [...last, ...found].slice(-limit - 1);
    untilAt = new Date(sinceMs - 1);
  }
  const more = found.length > limit || sinceMs > query.sinceAt.getTime();
  return { lines: found.slice(-limit), searchedSinceAt: new Date(sinceMs), more };
}

/** Pages from the end come newest first, or not sorted at all from a stand-in that gave everything at once. */
function inOrder(newestFirst: readonly LogLine[], limit: number): readonly LogLine[] {
  const [first] = newestFirst;
  const last = newestFirst.at(-1);
  const rising = first !== undefined && last !== undefined && first.at < last.at;
  const lines = rising ? [...newestFirst] : [...newestFirst].reverse();
  lines.sort((one, other) => one.at.getTime() - other.at.getTime());
  return lines.slice(-limit);
}
