import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AwsServer, createAwsServer } from '../../../src/demo/aws-server.ts';
import { appendLines } from '../../../src/demo/world/append-lines.ts';
import type { SimulatedLogLine } from '../../../src/demo/world/log-shapes.ts';
import { createWorld, type World } from '../../../src/demo/world.ts';
import { clientsOf, standingClock } from '../aws-clients.ts';

const ZERO = Date.parse('2025-08-12T10:00:00Z');
const logGroupName = '/ecs/web';
let clock: ReturnType<typeof standingClock>;
let world: World;
let server: AwsServer;
let logs: ReturnType<typeof clientsOf>['logs'];

beforeEach(async () => {
  clock = standingClock('2025-08-12T11:00:00Z');
  world = createWorld({ clock });
  server = createAwsServer({ worlds: [world], clock });
  ({ logs } = clientsOf(await server.start()));
});

afterEach(() => server.stop());

function addStream(name: string, lines: readonly SimulatedLogLine[]): void {
  const createdAt = new Date(ZERO);
  const group = world.logGroups.get(logGroupName) ?? { name: logGroupName, createdAt, streams: new Map() };
  world.logGroups.set(logGroupName, group);
  group.streams.set(name, { name, createdAt, lines: [...lines] });
}

/** Lines a second apart. */
function numbered(count: number, prefix = 'line'): SimulatedLogLine[] {
  return Array.from({ length: count }, (_, nth) => ({
    at: new Date(ZERO + nth * 1_000),
    message: `${prefix} ${nth}`,
  }));
}

describe('FilterLogEvents', () => {
  it('mixes streams by time and takes both ends of the range', async () => {
    addStream('ecs/web/a', numbered(5, 'a'));
    addStream('ecs/web/b', numbered(5, 'b'));
    addStream('ecs/sidecar/a', numbered(5, 'sidecar'));
    const { events } = await logs.send(
      new FilterLogEventsCommand({
        logGroupName,
        logStreamNamePrefix: 'ecs/web/',
        startTime: ZERO + 1_000,
        endTime: ZERO + 2_000,
      }),
    );
    expect(events?.map((each) => each.message)).toEqual(['a 1', 'b 1', 'a 2', 'b 2']);
    expect(events?.[0]).toMatchObject({ logStreamName: 'ecs/web/a', timestamp: ZERO + 1_000 });
  });

  it('pages until there is no token, every event once with an id of its own', async () => {
    addStream('ecs/web/a', [
      ...numbered(20),
      ...Array.from({ length: 5 }, () => ({ at: new Date(ZERO + 60_000), message: 'same' })),
    ]);
    const ids: (string | undefined)[] = [];
    let pages = 0;
    for await (const page of paginateFilterLogEvents({ client: logs }, { logGroupName, limit: 10 })) {
      pages += 1;
      ids.push(...(page.events ?? []).map((each) => each.eventId));
    }
    expect([pages, new Set(ids).size]).toEqual([3, 25]);
    const again = await logs.send(new FilterLogEventsCommand({ logGroupName }));
    expect(again.events?.map((each) => each.eventId)).toEqual(ids);
  });

  it('reads newest first on request', async () => {
    addStream('ecs/web/a', numbered(5));
    const { events } = await logs.send(
      new FilterLogEventsCommand({ logGroupName, startFromHead: false, startTime: ZERO, limit: 2 }),
    );
    expect(events?.map((each) => each.message)).toEqual(['line 4', 'line 3']);
  });

  it('pages newest first, the token deciding the direction', async () => {
    addStream('ecs/web/a', numbered(5));
    const input = { logGroupName, startTime: ZERO, limit: 2 };
    const first = await logs.send(new FilterLogEventsCommand({ ...input, startFromHead: false }));
    const second = await logs.send(new FilterLogEventsCommand({ ...input, nextToken: first.nextToken }));
    expect(second.events?.map((each) => each.message)).toEqual(['line 2', 'line 1']);
    const early = { ...input, startTime: Date.parse('2023-12-31T23:59:59Z'), startFromHead: false };
    await expect(logs.send(new FilterLogEventsCommand(early))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('goes on behind the last line, whatever was written meanwhile', async () => {
    addStream('ecs/web/a', numbered(4));
    const first = await logs.send(new FilterLogEventsCommand({ logGroupName, limit: 2 }));
    const { lines } = world.logGroups.get(logGroupName)!.streams.get('ecs/web/a')!;
    appendLines({ name: 'x', createdAt: new Date(ZERO), lines }, { count: 1, fromAt: new Date(ZERO + 500) });
    appendLines(
      { name: 'x', createdAt: new Date(ZERO), lines },
      { count: 1, fromAt: new Date(ZERO + 1_500) },
    );
    const rest = await logs.send(new FilterLogEventsCommand({ logGroupName, nextToken: first.nextToken }));
    expect(rest.events?.map((each) => each.message)).toEqual(['line 0', 'line 2', 'line 3']);
  });

  it('forgets tokens after a day, and on request', async () => {
    addStream('ecs/web/a', numbered(4));
    const { nextToken } = await logs.send(new FilterLogEventsCommand({ logGroupName, limit: 2 }));
    const go = () => logs.send(new FilterLogEventsCommand({ logGroupName, nextToken }));
    server.faults.add({ operation: 'FilterLogEvents', kind: 'stale-token', times: 1 });
    expect((await logs.send(new FilterLogEventsCommand({ logGroupName }))).events).toHaveLength(4);
    await expect(go()).rejects.toMatchObject({ name: 'InvalidParameterException' });
    expect((await go()).events).toHaveLength(2);
    clock.forward(86_400_001);
    await expect(go()).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it.each(['a.b', '%a!%', '%(a)%', '{ $.x = 1 }'])(
    'refuses the pattern %s, as AWS does or as one it has no use for',
    async (filterPattern) => {
      addStream('ecs/web/a', numbered(1));
      await expect(
        logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern })),
      ).rejects.toMatchObject({ name: 'InvalidParameterException' });
    },
  );

  it('writes and reads a hundred thousand lines within its time limit', async () => {
    addStream('ecs/web/a', []);
    const stream = world.logGroups.get(logGroupName)!.streams.get('ecs/web/a')!;
    let read = 0;
    for (let second = 0; second < 10; second += 1) {
      const fromAt = new Date(ZERO + second * 1_000);
      appendLines(stream, { count: 10_000, fromAt, everyMs: 0.1, say: (nth) => `line ${second}/${nth}` });
      const startTime = fromAt.getTime();
      const pages = paginateFilterLogEvents({ client: logs }, { logGroupName, startTime });
      for await (const { events = [] } of pages) read += events.length;
    }
    expect(read).toBe(100_000);
  }, 30_000);

  it('holds back a late line until it has arrived, and then shows it at its own time', async () => {
    const late = { at: new Date(ZERO + 500), ingestedAt: new Date(ZERO + 3_601_000), message: 'late' };
    addStream('ecs/web/a', [...numbered(2), late]);
    const read = async () => {
      const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
      return events?.map((each) => each.message);
    };
    expect(await read()).toEqual(['line 0', 'line 1']);
    clock.forward(1_000);
    expect(await read()).toEqual(['line 0', 'late', 'line 1']);
  });

  it('answers an empty page with a token on request, and goes on after it', async () => {
    addStream('ecs/web/a', numbered(3));
    server.faults.add({ operation: 'FilterLogEvents', kind: 'empty-page', times: 2 });
    const first = await logs.send(new FilterLogEventsCommand({ logGroupName }));
    expect(first.events).toEqual([]);
    const second = await logs.send(new FilterLogEventsCommand({ logGroupName, nextToken: first.nextToken }));
    expect(second.events).toEqual([]);
    const third = await logs.send(new FilterLogEventsCommand({ logGroupName, nextToken: second.nextToken }));
    expect([third.events?.length, third.nextToken]).toEqual([3, undefined]);
  });

  it.each([
    ['ERROR', ['ERROR disk full', 'x ERROR']],
    ['ERROR disk', ['ERROR disk full']],
    ['"disk full"', ['ERROR disk full']],
    ['?WARN ?ERROR', ['ERROR disk full', 'x ERROR', 'WARN hot']],
    ['ERROR -disk', ['x ERROR']],
    ['%^x%', ['x ERROR']],
    ['error', []],
  ])('filters lines by %s', async (filterPattern, expected) => {
    const messages = ['ERROR disk full', 'x ERROR', 'WARN hot', 'all well'];
    addStream(
      'ecs/web/a',
      messages.map((message, nth) => ({ at: new Date(ZERO + nth), message })),
    );
    const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern }));
    expect(events?.map((each) => each.message)).toEqual(expected);
  });

  it('ends a page at a megabyte', async () => {
    const message = 'x'.repeat(300_000);
    addStream(
      'ecs/web/a',
      numbered(5).map((line) => ({ ...line, message })),
    );
    const { events, nextToken } = await logs.send(new FilterLogEventsCommand({ logGroupName }));
    expect([events?.length, typeof nextToken]).toEqual([3, 'string']);
  });

  it('refuses groups, streams and tokens it does not know, and names beside a prefix', async () => {
    addStream('ecs/web/a', numbered(1));
    const send = (input: object) => logs.send(new FilterLogEventsCommand({ logGroupName, ...input }));
    await expect(send({ logGroupName: '/ecs/gone' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(send({ logStreamNames: ['gone'] })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
    await expect(send({ nextToken: 'made-up' })).rejects.toMatchObject({ name: 'InvalidParameterException' });
    await expect(send({ logStreamNames: ['ecs/web/a'], logStreamNamePrefix: 'ecs' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

describe('GetLogEvents', () => {
  const get = (input: object) =>
    logs.send(new GetLogEventsCommand({ logGroupName, logStreamName: 'ecs/web/a', ...input }));
  const messages = ({ events }: { events?: { message?: string | undefined }[] | undefined }) =>
    events?.map((each) => each.message);

  it('shows the newest page first, ascending, and pages backwards to the beginning', async () => {
    addStream('ecs/web/a', numbered(5));
    const newest = await get({ limit: 2 });
    const middle = await get({ limit: 2, nextToken: newest.nextBackwardToken });
    const oldest = await get({ limit: 2, nextToken: middle.nextBackwardToken });
    const end = await get({ limit: 2, nextToken: oldest.nextBackwardToken });
    expect([newest, middle, oldest, end].map(messages)).toEqual([
      ['line 3', 'line 4'],
      ['line 1', 'line 2'],
      ['line 0'],
      [],
    ]);
    expect(end.nextBackwardToken).toBe(oldest.nextBackwardToken);
  });

  it('leaves the end of the range out', async () => {
    addStream('ecs/web/a', numbered(5));
    const found = await get({ startFromHead: true, startTime: ZERO + 1_000, endTime: ZERO + 3_000 });
    expect(messages(found)).toEqual(['line 1', 'line 2']);
  });

  it('returns the same forward token at the end, and new lines to it later', async () => {
    addStream('ecs/web/a', numbered(3));
    const first = await get({ startFromHead: true });
    const end = await get({ nextToken: first.nextForwardToken });
    expect([messages(end), end.nextForwardToken]).toEqual([[], first.nextForwardToken]);
    world.logGroups
      .get(logGroupName)!
      .streams.get('ecs/web/a')!
      .lines.push({ at: clock.now(), message: 'new' });
    expect(messages(await get({ nextToken: end.nextForwardToken }))).toEqual(['new']);
  });

  it('tells an empty page from the end by another token', async () => {
    addStream('ecs/web/a', numbered(3));
    const first = await get({ startFromHead: true, limit: 1 });
    server.faults.add({ operation: 'GetLogEvents', kind: 'empty-page', times: 1 });
    const empty = await get({ nextToken: first.nextForwardToken });
    expect(messages(empty)).toEqual([]);
    expect(empty.nextForwardToken).not.toBe(first.nextForwardToken);
    expect(messages(await get({ nextToken: empty.nextForwardToken }))).toEqual(['line 1', 'line 2']);
  });

  it('refuses a stream it does not have and a token of another stream', async () => {
    addStream('ecs/web/a', numbered(1));
    addStream('ecs/web/b', numbered(1));
    await expect(get({ logStreamName: 'gone' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const { nextForwardToken } = await get({ logStreamName: 'ecs/web/b' });
    await expect(get({ nextToken: nextForwardToken })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

describe('groups and streams', () => {
  it('lists groups by prefix', async () => {
    addStream('ecs/web/a', []);
    const list = async (logGroupNamePrefix: string) =>
      (await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }))).logGroups;
    expect(await list('/ecs/')).toMatchObject([{ logGroupName, creationTime: ZERO }]);
    expect(await list('/other')).toEqual([]);
  });

  it('lists streams by name or by last event, but not by last event and prefix', async () => {
    addStream('a', numbered(9));
    addStream('b', numbered(3));
    addStream('c', numbered(6));
    const list = async (input: object) => {
      const { logStreams } = await logs.send(new DescribeLogStreamsCommand({ logGroupName, ...input }));
      return logStreams?.map((each) => each.logStreamName);
    };
    expect(await list({})).toEqual(['a', 'b', 'c']);
    expect(await list({ orderBy: 'LastEventTime', descending: true, limit: 2 })).toEqual(['a', 'c']);
    await expect(list({ orderBy: 'LastEventTime', logStreamNamePrefix: 'a' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});
