import type { CloudWatchLogsClient, FilterLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../clock.ts';
import { UpstreamError } from '../errors.ts';
import type { LogPage, NewestLines } from '../tailing/log-page.ts';
import type { LogQuery } from '../tailing/log-source.ts';
import type { Ticket } from './budget.ts';
import type { CallAws } from './caller.ts';
import { createLineShapes } from './line-shapes.ts';
import { pagesOf } from './log-pages.ts';
import { type Backward, createNewest, type NewestWanted } from './newest-lines.ts';
import { type RawEvents, readEvents } from './raw-events.ts';

/** The most events that a page holds; it also ends at a megabyte. */
export const MOST_EVENTS = 10_000;

/** CloudWatch Logs in our words. Every method throws UpstreamError. */
export interface Logs {
  /**
   * Reads a line of a group since a moment, if the first page holds any, to know that lines can be read.
   * Whether there was one says nothing: pages may be empty with lines on the next.
   */
  sample(
    where: { readonly group: string; readonly region: string | undefined },
    sinceAt: Date,
  ): Promise<void>;
  /**
   * One page of the lines that are wanted, oldest first.
   * @throws UpstreamError `stale` where the token is too old or of another query: begin that read again
   */
  page(query: LogQuery, at?: PagePlace): Promise<LogPage>;
  /**
   * All pages, one after the other, from wherever the last one was left. Ends where a stand-in gives a token
   * for the second time. A read whose token went stale is begun again behind the last line it gave.
   */
  pages(query: LogQuery, at?: PagePlace): AsyncGenerator<LogPage, void, undefined>;
  /** The last lines of the query's window, oldest first. */
  newest(query: LogQuery, wanted: NewestWanted): Promise<NewestLines>;
}

/** Where in an answer to go on. */
export interface PagePlace {
  readonly token?: string | undefined;
  /** Somebody waits for it: so unless told otherwise. */
  readonly urgent?: boolean;
  /** Lines a page may hold; as many as AWS allows unless given. */
  readonly limit?: number;
}

/** The client of a Region and the door to it. */
export type LogsIn = (region?: string) => { readonly client: CloudWatchLogsClient; readonly call: CallAws };

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export function createLogs(logsIn: LogsIn, clock: Clock): Logs {
  const shapes = createLineShapes();

  async function ask(
    region: string | undefined,
    question: FilterLogEventsCommandInput,
    ticket?: Ticket,
  ): Promise<RawEvents> {
    const { client, call } = logsIn(region);
    try {
      return await call({
        action: 'logs:FilterLogEvents',
        attempt: `read log group ${question.logGroupName}`,
        ...(ticket ? { ticket } : {}),
        send: (abortSignal) => readEvents(client, question, abortSignal),
      });
    } catch (error) {
      throw staleIf(question.nextToken !== undefined, error);
    }
  }

  const backward: Backward = async (query, limit, token) => {
    const question = { ...questionOf(query), limit, nextToken: token, startFromHead: false };
    const { events = [], nextToken } = await ask(query.source.region, question);
    return { lines: await shapes.linesOf(events, { token, nextToken }), nextToken };
  };

  const logs: Logs = {
    async sample({ group, region }, sinceAt) {
      await ask(region, { logGroupName: group, startTime: sinceAt.getTime(), limit: 1 });
    },
    async page(query, { token, urgent = true, limit = MOST_EVENTS } = {}) {
      const question = { ...questionOf(query), limit, nextToken: token };
      const { events = [], nextToken } = await ask(query.source.region, question, {
        lane: urgent ? 'urgent' : 'later',
      });
      return { lines: await shapes.linesOf(events, { token, nextToken }), nextToken };
    },
    pages: (query, at) => pagesOf(logs.page, query, at),
    newest: (query, wanted) => newest(query, wanted),
  };
  const newest = createNewest({ backward, pages: logs.pages, clock });
  return logs;
}

function questionOf({ source, sinceAt, untilAt, pattern }: LogQuery): FilterLogEventsCommandInput {
  return {
    logGroupName: source.group,
    ...(source.streamPrefix ? { logStreamNamePrefix: source.streamPrefix } : {}),
    startTime: sinceAt.getTime(),
    ...(untilAt ? { endTime: untilAt.getTime() } : {}),
    ...(pattern ? { filterPattern: pattern } : {}),
  };
}

/** A question that was fine a page ago can only be refused for its token. */
function staleIf(withToken: boolean, error: unknown): unknown {
  if (!withToken || !(error instanceof UpstreamError) || error.kind !== 'refused') return error;
  const { cause } = error;
  if (!(cause instanceof Error) || !/^(InvalidParameter|Validation)/.test(cause.name)) return error;
  const attempt = error.message.replace(/^could not /, '').replace(/: [^:]*$/, '');
  return new UpstreamError(`${attempt}: AWS no longer knows how far the read had come`, 'stale', { cause });
}
