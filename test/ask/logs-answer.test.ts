import { describe, expect, it } from 'vitest';
import { parseWords } from '../../src/ask/grammar.ts';
import { LOGS_OPTIONS, logsAnswer } from '../../src/ask/logs-answer.ts';
import type { LogSources } from '../../src/aws/estate-logs.ts';
import { UpstreamError, UserError } from '../../src/errors.ts';
import type { WantedSources } from '../../src/tailing/find-sources.ts';
import { aCall, clock, fakeEstate } from '../fakes.ts';
import { aRef, aSighting, aTask, denied, minutesAgo, NOW } from '../given.ts';
import { aSource, fakeTails, fakeThread } from '../given-tails.ts';

const FOUND: LogSources = { sources: [aSource()], notReadable: [], task: undefined, gaps: [] };
const TERMINAL = { channel: 'terminal', thread: undefined, kind: 'terminal', team: undefined } as const;

/** A bot that was asked for `/snail logs …`, and what it then did. */
function asked(
  text: string,
  found: Partial<LogSources> = {},
  place: Partial<ReturnType<typeof aCall>['place']> = {},
) {
  const wanted: WantedSources[] = [];
  const store = fakeTails();
  const posts: { channel: string; ts: string; thread: string | undefined }[] = [];
  const { outbox, heads } = fakeThread({
    post: async (channel) => {
      posts.push({ channel, ts: '5.0', thread: undefined });
      return { channel, ts: '5.0' };
    },
    reply: async ({ channel, ts }) => {
      posts.push({ channel, ts: '5.1', thread: ts });
      return { channel, ts: '5.1' };
    },
  });
  const sightings = [
    aSighting(),
    aSighting({ of: { ref: aRef('web', 'prod', 'prod-us') } }),
    aSighting({ of: { ref: aRef('api') } }),
  ];
  const { logs } = fakeEstate([]).estate;
  const { estate } = fakeEstate(sightings, {
    logs: {
      ...logs,
      sources: async (_, of) => {
        wanted.push(of);
        return { ...FOUND, ...found };
      },
    },
  });
  const deps = {
    estate,
    tails: store.tails,
    clock,
    redact: (line: string) => ({ text: line, count: 0 }),
    outbox,
  };
  const { words, options } = parseWords(text, LOGS_OPTIONS);
  const call = aCall({ words, options, place: { ...aCall().place, ...place } });
  return { answer: () => logsAnswer(deps, call), deps, call, wanted, posts, heads, ...store };
}

async function planOf(text: string, found: Partial<LogSources> = {}) {
  const bot = asked(text, found);
  await bot.answer();
  const [tail] = bot.all.values();
  if (!tail) throw new Error('no thread was opened');
  return { tail, plan: tail.plan, bot };
}

describe('asking for logs', () => {
  it('opens a thread, to be read at once and followed for five minutes', async () => {
    const { tail, bot } = await planOf('api');
    expect(tail).toMatchObject({ channel: 'C1', thread: '5.0', head: '5.0', endsAt: minutesAgo(-5) });
    expect(tail.plan).toMatchObject({
      ref: aRef('api'),
      sinceAt: minutesAgo(15),
      lines: 200,
      openedBy: 'U1',
      openedAt: NOW,
    });
    expect([...bot.nextAt.values()]).toEqual([NOW]);
    expect((await bot.answer()).message.text).toBe('The lines of api follow in the thread below.');
  });

  it('inside a thread puts the lines there', async () => {
    const bot = asked('api', {}, { thread: '4.0' });
    const { message } = await bot.answer();
    expect(bot.posts).toEqual([{ channel: 'C1', ts: '5.1', thread: '4.0' }]);
    expect([...bot.all.values()]).toMatchObject([{ thread: '4.0', head: '5.1' }]);
    expect(message.text).toBe('The lines of api follow in the thread.');
  });

  it.each<[string, object, Date]>([
    ['--since 2h --follow 10m', { sinceAt: minutesAgo(120), untilAt: undefined }, minutesAgo(-10)],
    ['--follow', { untilAt: undefined }, minutesAgo(-5)],
    ['--no-follow', { untilAt: undefined }, NOW],
    ['--since 2h --until 1h', { sinceAt: minutesAgo(120), untilAt: minutesAgo(60) }, NOW],
    ['--lines 500', { lines: 500 }, minutesAgo(-5)],
    [
      '--grep a --grep b --exclude c --errors',
      { filter: { grep: ['a', 'b'], exclude: ['c'], errors: true } },
      minutesAgo(-5),
    ],
  ])('understands %s', async (options, plan, endsAt) => {
    const { tail } = await planOf(`api ${options}`);
    expect(tail.plan).toMatchObject(plan);
    expect(tail.endsAt).toEqual(endsAt);
  });

  it('asks for one container, one task, the task before', async () => {
    const { bot } = await planOf('api --container app --task 1a2b');
    expect(bot.wanted).toEqual([{ container: 'app', task: '1a2b', previous: false }]);
    expect((await planOf('api --previous')).bot.wanted).toEqual([
      { container: undefined, task: undefined, previous: true },
    ]);
  });

  it('of a task that is over shows its last minutes, unless times were typed', async () => {
    const task = aTask({ startedAt: minutesAgo(90), stoppingAt: minutesAgo(31), stoppedAt: minutesAgo(30) });
    const { plan, tail } = await planOf('api --previous', { task });
    expect(plan).toMatchObject({ sinceAt: minutesAgo(45), untilAt: minutesAgo(29) });
    expect(tail.endsAt).toEqual(NOW);
    const young = { ...task, startedAt: minutesAgo(33) };
    expect((await planOf('api --previous', { task: young })).plan.sinceAt).toEqual(minutesAgo(33));
    const dying = { ...task, stoppedAt: undefined };
    expect((await planOf('api --previous', { task: dying })).plan.untilAt).toEqual(minutesAgo(30));
    expect((await planOf('api --previous --since 2h', { task })).plan).toMatchObject({
      sinceAt: minutesAgo(120),
      untilAt: undefined,
    });
    expect((await planOf('api --task 1a', { task: aTask() })).plan.untilAt).toBeUndefined();
  });

  it('remembers what was typed, but for the times', async () => {
    const words = async (text: string) => (await planOf(text)).plan.words;
    expect(await words('api --since 2h --follow 10m --env prod-eu')).toBe('prod/api');
    expect(await words('web --env prod-us --errors')).toBe('prod-us:prod/web --errors');
    expect(await words(`api --grep "no stock" --grep 'say "hi"' --exclude it's --task 1a2b --lines 50`)).toBe(
      `prod/api --grep "no stock" --grep 'say "hi"' --exclude "it's" --task 1a2b --lines 50`,
    );
  });

  it.each([
    'api --grep "no stock" --errors',
    `api --grep 'say "hi"'`,
    `api --grep "it's"`,
    'api --grep "/user-\\d+ \\w/" --exclude health',
    'web --env prod-us --container app',
  ])('remembers %s so that it means the same when it is typed again', async (text) => {
    const { plan } = await planOf(text);
    const again = await planOf(plan.words);
    expect([again.plan.ref, again.plan.filter, again.plan.words]).toEqual([
      plan.ref,
      plan.filter,
      plan.words,
    ]);
  });

  it('says what cannot be read, beside what can', async () => {
    const notReadable = [{ container: 'proxy', revisions: ['web:14'], why: 'its lines go to awsfirelens' }];
    const { plan } = await planOf('api', { notReadable, gaps: [denied('ecs:ListTasks')] });
    expect(plan.notReadable).toEqual([
      'proxy of web:14: its lines go to awsfirelens',
      'could not call ecs:ListTasks; there may be more lines',
    ]);
  });

  it.each<[string, Partial<LogSources>, string]>([
    ['of no container', {}, 'I find no lines of api to read: its revisions define no container.'],
    [
      'where they go elsewhere',
      { notReadable: [{ container: 'app', revisions: ['api:1'], why: 'its lines go to splunk' }] },
      'I find no lines of api to read: `app`: its lines go to splunk.',
    ],
    ['where it could not be looked', { gaps: [denied('ecs:ListTasks')] }, 'could not call ecs:ListTasks'],
  ])('says why there is nothing to read: %s', async (_, found, words) => {
    const bot = asked('api', { ...found, sources: [] });
    await expect(bot.answer()).rejects.toThrow(UserError);
    await expect(bot.answer()).rejects.toThrow(words);
    expect(bot.posts).toEqual([]);
  });

  it.each([
    ['', 'Name one service'],
    ['api web', 'Name one service'],
    ['nope', 'No service is called "nope"'],
    ['api --since soon', '`--since` takes how long ago'],
    ['api --follow 2h', '`--follow` takes'],
    ['api --follow=ten', '`--follow` takes'],
    ['api --since 1h --until 2h', 'is not after `--since`'],
    ['api --lines 0', '`--lines` takes a number'],
    ['api --grep "/(/"', '`--grep`'],
    ['api --follow --no-follow', 'contradict'],
  ])('posts nothing for %j, but says what to type', async (text, words) => {
    const bot = asked(text);
    await expect(bot.answer()).rejects.toThrow(UserError);
    await expect(bot.answer()).rejects.toThrow(words);
    expect(bot.posts).toEqual([]);
  });

  it('takes its promise back when the thread cannot be saved', async () => {
    const bot = asked('api');
    bot.deps.tails.add = async () => {
      throw new UpstreamError('save the log thread', 'unreachable');
    };
    await expect(bot.answer()).rejects.toThrow('could not save the log thread');
    expect(bot.heads).toEqual(['The logs of api could not be followed.']);
  });

  it('in a terminal prints the lines, and opens no thread', async () => {
    const bot = asked('api', {}, TERMINAL);
    expect((await bot.answer()).message.text).toBe('No line in that window.');
    expect([bot.posts, bot.all.size]).toEqual([[], 0]);
  });
});
