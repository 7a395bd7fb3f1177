import { z } from 'zod';
import type { SimulatedLogGroup, SimulatedLogStream } from '../world/log-shapes.ts';
import { logGroupArn } from '../world/names.ts';
import type { World } from '../world.ts';
import { written } from './answer.ts';
import type { Line } from './log-index.ts';
import { arrivedLines, eventJson, fitting, pageLines } from './log-lines.ts';
import { linesMatching } from './log-pattern.ts';
import { logTokenOf, placeInToken } from './log-tokens.ts';
import { type Operations, operation } from './operation.ts';
import { pageOf, placeOf, tokenOf } from './pages.ts';
import { Refusal } from './refusal.ts';

const group = { logGroupName: z.string().optional(), logGroupIdentifier: z.string().optional() };
const range = {
  /** Epoch milliseconds. */
  startTime: z.number().min(0).optional(),
  endTime: z.number().min(0).optional(),
  limit: z.number().int().min(1).max(10_000).default(10_000),
  nextToken: z.string().optional(),
  startFromHead: z.boolean().optional(),
};

/** Before this, FilterLogEvents reads only from the beginning. */
const NEWEST_FIRST_SINCE = Date.parse('2024-01-01T00:00:00Z');

/** CloudWatch Logs. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/ */
export const logsOperations: Operations = {
  DescribeLogGroups: operation(
    z.object({
      logGroupNamePrefix: z.string().optional(),
      logGroupNamePattern: z.string().optional(),
      limit: z.number().int().min(1).max(50).default(50),
      nextToken: z.string().optional(),
    }),
    ({ logGroupNamePrefix: prefix = '', logGroupNamePattern: part = '', limit, nextToken }, { world }) => {
      const all = [...world.logGroups.values()]
        .filter(({ name }) => name.startsWith(prefix) && name.includes(part))
        .sort((one, other) => (one.name < other.name ? -1 : 1));
      const page = pageOf(all, {
        size: limit,
        token: nextToken,
        question: `DescribeLogGroups/${prefix}/${part}`,
      });
      return { logGroups: page.items.map((each) => groupShown(world, each)), nextToken: page.nextToken };
    },
  ),

  DescribeLogStreams: operation(
    z.object({
      ...group,
      logStreamNamePrefix: z.string().optional(),
      orderBy: z.enum(['LogStreamName', 'LastEventTime']).default('LogStreamName'),
      descending: z.boolean().default(false),
      limit: z.number().int().min(1).max(50).default(50),
      nextToken: z.string().optional(),
    }),
    (input, { world, now }) => {
      const { logStreamNamePrefix: prefix, orderBy, descending, limit, nextToken } = input;
      if (prefix !== undefined && orderBy === 'LastEventTime')
        throw new Refusal(
          'InvalidParameterException',
          'Cannot order by LastEventTime with a logStreamNamePrefix.',
        );
      const found = groupOf(world, input);
      const shown = [...found.streams.values()]
        .filter((each) => each.name.startsWith(prefix ?? ''))
        .map((each) => streamShown(world, found, each, now))
        .sort((one, other) =>
          orderBy === 'LogStreamName'
            ? one.logStreamName.localeCompare(other.logStreamName)
            : (one.lastEventTimestamp ?? 0) - (other.lastEventTimestamp ?? 0),
        );
      if (descending) shown.reverse();
      const question = `DescribeLogStreams/${found.name}/${prefix}/${orderBy}/${descending}`;
      const page = pageOf(shown, { size: limit, token: nextToken, question });
      return { logStreams: page.items, nextToken: page.nextToken };
    },
  ),

  FilterLogEvents: operation(
    z.object({
      ...group,
      ...range,
      logStreamNames: z.array(z.string()).min(1).max(100).optional(),
      logStreamNamePrefix: z.string().optional(),
      filterPattern: z.string().max(1_024).optional(),
    }),
    (input, { world, now, emptyPage }) => {
      const { limit, nextToken, startFromHead, ...question } = input;
      if (input.logStreamNames && input.logStreamNamePrefix !== undefined)
        throw new Refusal('InvalidParameterException', 'Log stream names and a prefix cannot both be given.');
      const asked = JSON.stringify(question);
      const place = nextToken === undefined ? undefined : placeInToken(nextToken, asked, now);
      const newestFirst = place ? place.newestFirst : startFromHead === false;
      if (newestFirst && (input.startTime ?? 0) < NEWEST_FIRST_SINCE)
        throw new Refusal(
          'InvalidParameterException',
          'startFromHead=false needs startTime in 2024 or later.',
        );
      const after = place?.after;
      if (emptyPage) {
        const again = logTokenOf({ newestFirst, after, turn: (place?.turn ?? 0) + 1 }, asked, now);
        return { events: [], searchedLogStreams: [], nextToken: again };
      }
      const { lines, more } = pageLines({
        streams: streamsOf(groupOf(world, input), input),
        now,
        from: input.startTime ?? 0,
        to: input.endTime ?? Number.POSITIVE_INFINITY,
        matches: linesMatching(input.filterPattern),
        newestFirst,
        after,
        limit,
      });
      const token = more ? logTokenOf({ newestFirst, after: lines.at(-1), turn: 0 }, asked, now) : undefined;
      const rest = JSON.stringify({ searchedLogStreams: [], nextToken: token });
      return written(`{"events":[${lines.map(eventJson).join(',')}],${rest.slice(1)}`);
    },
  ),

  GetLogEvents: operation(z.object({ ...group, ...range, logStreamName: z.string() }), (input, asked) => {
    const found = groupOf(asked.world, input).streams.get(input.logStreamName);
    if (!found) throw new Refusal('ResourceNotFoundException', 'The specified log stream does not exist.');
    const { startTime = 0, endTime = Number.POSITIVE_INFINITY } = input;
    const lines = arrivedLines(found, asked.now).filter(({ at }) => at >= startTime && at < endTime);
    const question = `GetLogEvents/${found.name}/${input.startTime}/${input.endTime}`;
    const { direction, place, retried } = startOf(input, question, lines.length);
    const size = asked.emptyPage ? 0 : fitting(toRead(lines, direction, place), input.limit);
    const from = direction === 'f' ? place : place - size;
    const to = direction === 'f' ? place + size : place;
    // An empty page that is not the end must come with a token other than the one sent.
    const again = asked.emptyPage ? `+${retried + 1}` : size === 0 ? `+${retried}` : '+0';
    return {
      events: lines
        .slice(from, to)
        .map(({ at, ingestedAt, message }) => ({ timestamp: at, ingestionTime: ingestedAt, message })),
      nextForwardToken: `f/${tokenOf(`${to}${direction === 'f' ? again : '+0'}`, question)}`,
      nextBackwardToken: `b/${tokenOf(`${from}${direction === 'b' ? again : '+0'}`, question)}`,
    };
  }),
};

function groupOf(
  world: World,
  input: { logGroupName?: string | undefined; logGroupIdentifier?: string | undefined },
): SimulatedLogGroup {
  const typed = input.logGroupName ?? input.logGroupIdentifier?.replace(/^arn:.*:log-group:/, '') ?? '';
  const found = world.logGroups.get(typed);
  if (!found) throw new Refusal('ResourceNotFoundException', 'The specified log group does not exist.');
  return found;
}

function streamsOf(
  { streams }: SimulatedLogGroup,
  input: { logStreamNames?: string[] | undefined; logStreamNamePrefix?: string | undefined },
): SimulatedLogStream[] {
  if (!input.logStreamNames)
    return [...streams.values()].filter((each) => each.name.startsWith(input.logStreamNamePrefix ?? ''));
  return input.logStreamNames.map((name) => {
    const stream = streams.get(name);
    if (!stream) throw new Refusal('ResourceNotFoundException', 'The specified log stream does not exist.');
    return stream;
  });
}

function startOf(
  { nextToken, startFromHead }: { nextToken?: string | undefined; startFromHead?: boolean | undefined },
  question: string,
  total: number,
): { direction: 'f' | 'b'; place: number; retried: number } {
  if (nextToken === undefined)
    return startFromHead
      ? { direction: 'f', place: 0, retried: 0 }
      : { direction: 'b', place: total, retried: 0 };
  const place = placeOf(nextToken.slice(2), question);
  const parts = /^([fb])\/.*$/.exec(nextToken);
  if (typeof place !== 'string' || !parts)
    throw new Refusal('InvalidParameterException', 'The specified nextToken is invalid.');
  const [at = '0', retried = '0'] = place.split('+');
  return { direction: parts[1] === 'f' ? 'f' : 'b', place: Number(at), retried: Number(retried) };
}

function toRead(lines: readonly Line[], direction: 'f' | 'b', place: number): readonly Line[] {
  return direction === 'f' ? lines.slice(place) : lines.slice(0, place).reverse();
}

function groupShown(world: World, { name, createdAt }: SimulatedLogGroup): object {
  const arn = logGroupArn(world, name);
  return {
    logGroupName: name,
    creationTime: createdAt.getTime(),
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes: 0,
  };
}

function streamShown(world: World, { name }: SimulatedLogGroup, stream: SimulatedLogStream, now: Date) {
  const lines = arrivedLines(stream, now);
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt.getTime(),
    firstEventTimestamp: lines[0]?.at,
    lastEventTimestamp: lines.at(-1)?.at,
    arn: `${logGroupArn(world, name)}:log-stream:${stream.name}`,
    storedBytes: 0,
  };
}
