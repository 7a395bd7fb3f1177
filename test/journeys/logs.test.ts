import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { addLogStream, addService } from '../../src/demo/world/add-service.ts';
import { addTask } from '../../src/demo/world/add-task.ts';
import { appendLines } from '../../src/demo/world/append-lines.ts';
import type { SimulatedTaskDefinition } from '../../src/demo/world/ecs-shapes.ts';
import type { World } from '../../src/demo/world.ts';
import {
  gapsIn,
  logStage,
  notOnce,
  numbered,
  numbersIn,
  readable,
  streamsOf,
  write,
  writeAt,
} from '../log-stage.ts';
import { run } from '../program.ts';

// They wait for a post a second, so they wait side by side.
vi.setConfig({ testTimeout: 60_000, maxConcurrency: 8 });

/** For the machine at its busiest. */
const patience = { timeout: 40_000, interval: 100 };

describe.concurrent('a log thread', () => {
  it('opens, shows what there is, follows, and says who stopped it', async (test) => {
    const { ask, slack, streams, said, headNow } = await logStage(test);
    write(streams[0], 'listening on port 5000', 'GET /health 200');
    const seen = slack.messages();
    expect((await ask('/snail logs web')).text).toBeTruthy();
    const head = await slack.waitFor(
      (message) => !seen.includes(message) && message.text.startsWith('Logs of web'),
    );
    expect(head.text).toMatch(/^Logs of web · prod-eu · since .* · following until .* UTC/);
    await said(head, /All 2 lines/);
    await said(head, /listening on port 5000[\s\S]*GET \/health 200/);
    write(streams[1], 'ERROR upstream timed out');
    await said(head, /ERROR.*upstream timed out/);
    await slack.click('stop-tail', head, { user: 'boris' });
    expect(readable(await said(head, /Stopped by/))).toMatch(/Stopped by boris\S* · 3 lines/);
    await slack.waitFor(({ ts, text }) => ts === head.ts && text.includes('Stopped by boris'));
    expect(JSON.stringify(headNow(head).blocks)).not.toMatch(/stop-tail|extend-tail/);
  });

  it('shows lines of several tasks in their order, late ones at once and marked, and tasks that start later', async (test) => {
    const { open, slack, streams, said, shown, world } = await logStage(test);
    const at = new Date(Date.now() - 60_000);
    writeAt(streams[0], at, numbered(0), numbered(1));
    writeAt(streams[1], new Date(at.getTime() + 1), numbered(2));
    writeAt(streams[0], new Date(at.getTime() + 2), numbered(3), numbered(4));
    writeAt(streams[1], new Date(at.getTime() + 3), numbered(5));
    const head = await open('/snail logs web');
    await said(head, /n00005/);
    expect(numbersIn(shown(head))).toEqual([0, 1, 2, 3, 4, 5]);
    const newestAt = new Date();
    writeAt(streams[1], newestAt, numbered(6));
    await said(head, /n00006/);
    writeAt(streams[0], new Date(newestAt.getTime() - 8000), numbered(7));
    expect(readable(await said(head, /n00007/))).toMatch(/\(late\) n00007/);
    write(addedTask(world), numbered(8));
    expect(readable(await said(head, /n00008/))).toMatch(/C■ \w{6} n00008/);
    const instant = new Date();
    for (const stream of [...streams, ...streams]) writeAt(stream, instant, 'of one instant, each its own');
    await said(head, /of one instant, each its own {2}×4 in 2 tasks/);
    expect(notOnce(shown(head), 9)).toEqual([]);
    expect(slack.messages().flatMap(({ pings }) => pings)).toEqual([]);
  });

  it('reads all pages, empty ones too, and never more than people asked for', async (test) => {
    const { aws, open, streams, said, shown, replies } = await logStage(test);
    const say = (nth: number) => numbered(nth, 'x'.repeat(120));
    const [stream] = streams;
    if (!stream) throw new Error('no stream');
    appendLines(stream, { count: 12_000, fromAt: new Date(Date.now() - 100_000), everyMs: 5, say });
    aws.faults.add({ operation: 'FilterLogEvents', kind: 'empty-page', times: 2 });
    const head = await open('/snail logs web --lines 20');
    await said(head, /The last 20 of more than 10,000 lines; the last 10,000 are in web-/);
    await said(head, /n11999/);
    const file = replies(head).flatMap(({ files }) => files)[0]?.content ?? '';
    expect(notOnce(file, 10_000, 2000)).toEqual([]);
    aws.faults.add({ operation: 'FilterLogEvents', kind: 'empty-page', times: 2 });
    write(stream, numbered(12_000));
    await said(head, /n12000/);
    // A read of every fifteen seconds goes back two minutes, to lines that were more than people asked for.
    let last = 12_000;
    for (const until = Date.now() + 16_000; Date.now() < until; ) {
      last += 1;
      write(stream, numbered(last));
      await said(head, new RegExp(numbered(last)));
    }
    expect(shown(head)).not.toMatch(/late|in this stretch/);
    expect(notOnce(shown(head).replace(file, ''), last - 11_979, 11_980)).toEqual([]);
  });

  it('makes lines readable and harmless, whatever is in them', async (test) => {
    const { open, slack, streams, said, shown, replies } = await logStage(test);
    const [stream] = streams;
    write(
      stream,
      '{"level":"warn","msg":"slow query","ms":1234,"table":"users"}',
      'java.lang.IllegalStateException: pool closed',
      '\tat com.example.Pool.get(Pool.java:17)',
      'Caused by: java.io.IOException: reset',
      '\tat com.example.Socket.read(Socket.java:9)',
      ...Array.from({ length: 12 }, () => 'GET /health 200'),
      '\u001b[31mred\u001b[0m be\u0007ll \u202eesrever\u202c',
      '<!channel> <@U0BORIS01> @here <https://evil.example/x|click> https://evil.example `*b*` ```fence``` &lt;',
      `lone ${'\ud800'} half and \ufffd`,
    );
    const head = await open('/snail logs web');
    const lines = readable(await said(head, /lone/));
    expect(lines).toMatch(/WARN {2}(A● \w+ )?slow query.*ms=1234.*table=users/);
    expect(lines).toMatch(/ERROR.*IllegalStateException: pool closed\n +at com.*\n +Caused by.*\n +at com/);
    expect(lines).toMatch(/GET \/health 200 {2}×12 until/);
    expect(lines).toContain('red bell esrever');
    expect(lines).toContain(
      '<!channel> <@U0BORIS01> @here <https://evil.example/x|click> https://evil.example',
    );
    expect(lines).toMatch(/lone \ufffd half/);
    expect(lines).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\ud800]/);
    write(stream, `${numbered(1, 'a'.repeat(1_000_000))} its end`);
    const long = readable(await said(head, /n00001/));
    expect(long).toMatch(/n00001 a+… \(99\d,\d{3} characters more\)/);
    await slack.waitFor(({ files }) => files.some(({ content }) => content.endsWith(' its end')));
    expect(replies(head).length).toBeGreaterThan(0);
    expect(shown(head)).toContain('its end');
    for (const { pings, links } of slack.messages().filter(({ user }) => user === slack.seed.app.botUser))
      expect({ pings, links }).toEqual({ pings: [], links: [] });
  });

  it('lets no secret out: not into the thread, its files, the database or its own log', async (test) => {
    const { open, streams, said, shown, logged, config } = await logStage(test);
    const secrets = ['AKIAIOSFODNN7EXAMPLE', 'ghp_0123456789abcdefghijABCDEFGHIJ012345', 'hunter2-and-more'];
    const [key, token, password] = secrets;
    write(
      streams[0],
      `key ${key}`,
      `auth token ${token} ${'x'.repeat(3000)}`,
      `db postgres://me:${password}@db/x`,
    );
    write(streams[0], `{"user":"me","password":"${password}"}`);
    const head = await open('/snail logs web');
    await said(head, /4 secrets redacted/);
    await said(head, /x{1000}/);
    write(streams[1], `once more ${key}`);
    await said(head, /once more/);
    const all = [shown(head), logged.join('\n'), await textOfDatabase(config.databaseUrl)];
    for (const text of all) for (const secret of secrets) expect(text).not.toContain(secret);
    expect(shown(head)).toMatch(/x{3000}/);
    // The lines themselves are nobody's business but the thread's either.
    for (const text of all.slice(1)) expect(text).not.toContain('once more');
  });

  it('carries a burst of 20,000 lines: a post a second, every line once, others answered meanwhile', async (test) => {
    const { ask, open, slack, streams, said, shown, replies } = await logStage(test);
    slack.enforceRates(true);
    const head = await open('/snail logs web --follow 2m');
    await said(head, /No line yet/);
    for (let part = 0; part < 10; part += 1) {
      const first = part * 2000;
      for (let nth = first; nth < first + 2000; nth += 1)
        write(streams[nth % 2], numbered(nth, `of ${part % 3}`));
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect((await ask('/snail status web', { channel: 'war-room' })).text).toContain('HEALTHY web');
    await test.expect
      .poll(() => notOnce(shown(head), 20_000).length, { timeout: 40_000, interval: 500 })
      .toBe(0);
    const inFiles = () =>
      replies(head).flatMap(({ files }) => files.flatMap(({ content }) => numbersIn(content))).length;
    await test.expect.poll(() => linesSummedUp(replies(head).map(readable)), patience).toBe(inFiles());
    expect(inFiles()).toBeGreaterThan(10_000);
    await slack.click('stop-tail', head);
    await said(head, /20,000 lines, [\d,]+ of them in files/);
    for (const gap of gapsIn(slack, head.channel)) expect(gap).toBeGreaterThan(990);
    expect(slack.calls.of('chat.postMessage').length).toBeLessThan(60);
  });
});

describe.concurrent('the options', () => {
  it('choose the lines', async (test) => {
    const stage = await logStage(test, { build: aVariedWorld });
    const { world, open, said, replies } = stage;
    const streams = streamsOf(world);
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    writeAt(streams[0], ago(50), 'n00001 long ago');
    writeAt(
      streams[0],
      ago(10),
      'n00002 Timeout on user-17',
      'n00003 timeout on /health',
      'ERROR boom n00004',
    );
    writeAt(streams[1], ago(9), 'n00005 user-x is fine', 'n00006 the other task');
    const side = streams.find(({ name }) => name.includes('/sidecar/'));
    writeAt(side, ago(8), 'n00007 from the side');
    const task = streams[1]?.name.split('/').at(-1)?.slice(0, 6);
    const cases: readonly (readonly [string, readonly number[]])[] = [
      ['--grep TIMEOUT --exclude health', [2]],
      ['--grep /user-\\d+/', [2]],
      ['--errors', [4, 9]],
      [`--task ${task}`, [5, 6]],
      ['--container sidecar', [7]],
      ['--previous', [8, 9]],
      ['--lines 2', [8, 9]],
      ['--since 1h --until 30m', [1]],
    ];
    const places = [
      { channel: 'ops' },
      { channel: 'war-room' },
      { channel: 'direct' },
      { channel: 'direct', user: 'boris' },
    ];
    const inPlace = async (where: { channel: string; user?: string }, nth: number) => {
      for (const [words, wanted] of cases.filter((_, each) => each % places.length === nth)) {
        const command = `logs web ${words}${words.includes('--until') ? '' : ' --no-follow'}`;
        const head = await open(where.channel === 'direct' ? command : `/snail ${command}`, where);
        await said(head, /Ended: that was (all until|the whole window)/);
        const lines = replies(head).map(readable).join('\n');
        expect([words, numbersIn(lines)]).toEqual([words, wanted]);
      }
    };
    await Promise.all(places.map(inPlace));
  });
});

describe.concurrent('the ways to a log thread', () => {
  it.for(['socket', 'http'] as const)(
    'a mention in a thread, a direct message, the button on a card, in %s mode',
    async (mode, test) => {
      const build = (world: World) => void addService(world, { name: 'web' });
      const { slack, ask, streams, open, said, headNow } = await logStage(test, { build, mode });
      write(streams[0], numbered(1));
      const card = await ask('/snail status web');
      await slack.say('something is wrong', { user: 'boris' });
      const root = await slack.waitFor(({ text }) => text === 'something is wrong', 15_000);
      const mentioned = await open('@snail logs web', { threadTs: root.ts, user: 'boris' });
      expect(mentioned.threadTs).toBe(root.ts);
      const direct = await open('logs web', { channel: 'direct' });
      const seen = slack.messages();
      await slack.click('show-logs', card);
      const clicked = await slack.waitFor(
        (message) => !seen.includes(message) && message.text.startsWith('Logs of web'),
        20_000,
      );
      for (const head of [mentioned, direct, clicked]) await said(head, /n00001/);
      write(streams[0], numbered(2));
      for (const head of [mentioned, direct, clicked]) await said(head, /n00002/);
      await slack.click('stop-tail', mentioned);
      await said(mentioned, /Stopped by alice/);
      await slack.waitFor(({ ts, text }) => ts === mentioned.ts && text.includes('Stopped by alice'));
      expect(readable(headNow(direct))).toContain('following until');
    },
  );

  it('a terminal prints the lines, and JSON', async (test) => {
    const { aws, streams, config } = await logStage(test);
    writeAt(streams[0], new Date(Date.now() - 1000), numbered(1), 'key AKIAIOSFODNN7EXAMPLE', 'ERROR boom');
    const folder = dirname(config.databaseUrl.replace('file:', ''));
    const env = {
      AWS_ENDPOINT_URL: aws.url,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
      AWS_SECRET_ACCESS_KEY: 'test',
      DATABASE_URL: `file:${join(folder, 'terminal.db')}`,
    };
    const snail = async (...args: string[]) => {
      const program = run('cli.ts', ['logs', 'web', ...args], { cwd: folder, env });
      return { code: await program.ended, out: program.stdout(), err: program.stderr() };
    };
    const [lines, json, wrong] = await Promise.all([
      snail(),
      snail('--errors', '--json'),
      snail('--since', 'x'),
    ]);
    expect(lines).toMatchObject({ code: 0, err: '' });
    expect(lines.out).toMatch(/^20\d\d-\d\d-\d\d \S+ {7}n00001 of the flow\n/);
    expect(lines.out).not.toContain('AKIAIOSFODNN7EXAMPLE');
    expect(JSON.parse(json.out)).toMatchObject({ service: { name: 'web' }, lines: [{ text: 'ERROR boom' }] });
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).toContain('`--since` takes how long ago');
  });
});

describe.concurrent('the end of a log thread', () => {
  it('is put off by Extend, comes when the time is over, and can be gone on from without a gap', async (test) => {
    const { slack, streams, open, said, shown, headNow } = await logStage(test);
    write(streams[0], numbered(0));
    const head = await open('/snail logs web --follow 10s');
    const endsMs = Date.now() + 10_000;
    await said(head, /n00000/);
    let count = 1;
    const flow = setInterval(() => write(streams[count % 2], numbered(count++)), 100);
    test.onTestFinished(() => clearInterval(flow));
    const end = await said(head, /Ended: the time was over/);
    const before = numbersIn(shown(head)).length;
    expect(Date.now()).toBeGreaterThan(endsMs);
    await slack.waitFor(({ ts, text }) => ts === head.ts && text.includes('the time was over'));
    await slack.click('extend-tail', end);
    await slack.waitFor(({ text }) => text.startsWith('The lines of web are followed until'));
    await test.expect.poll(() => numbersIn(shown(head)).length, patience).toBeGreaterThan(before + 20);
    clearInterval(flow);
    await test.expect.poll(() => notOnce(shown(head), count), patience).toEqual([]);
    expect(readable(headNow(head))).toContain('following until');
    const until = /following until (\S+)/.exec(headNow(head).text)?.[1];
    await slack.click('extend-tail', headNow(head));
    await test.expect
      .poll(() => /following until (\S+)/.exec(headNow(head).text)?.[1], patience)
      .not.toBe(until);
    await slack.click('stop-tail', headNow(head), { user: 'boris' });
    await said(head, /Stopped by boris/);
    expect(shown(head)).not.toContain('(late)');
  });

  it('of a window without end goes on with the button, of one with an end there is none', async (test) => {
    const { slack, streams, open, said, shown, replies } = await logStage(test);
    write(streams[0], numbered(0));
    const head = await open('/snail logs web --no-follow');
    const end = await said(head, /Ended: that was (all until|the whole window)/);
    write(streams[0], numbered(1));
    await slack.click('extend-tail', end);
    await said(head, /n00001/);
    expect(notOnce(shown(head), 2)).toEqual([]);
    await slack.click('stop-tail', head);
    await said(head, /Stopped by/);
    const past = await open('/snail logs web --since 1h --until 30m');
    const over = await said(past, /Ended: that was (all until|the whole window)/);
    expect(JSON.stringify(over.blocks)).not.toContain('extend-tail');
    const [, goOnAt = ''] = /\/snail logs prod\/web --since (\S+Z)/.exec(readable(over)) ?? [];
    expect(Math.abs(Date.parse(goOnAt) - (Date.now() - 30 * 60_000))).toBeLessThan(30_000);
    expect(replies(past)).toHaveLength(2);
  });
});

describe('what cannot be', () => {
  it('is said, with what to type instead, and nothing is posted', async (test) => {
    const { ask, slack, streams, world } = await logStage(test, { build: anAwkwardWorld });
    write(streams[0], numbered(0));
    const cases: readonly (readonly [string, RegExp])[] = [
      ['', /logs <service>|Which service|service/],
      ['web --since 15x', /`--since` takes how long ago, such as `15m`/],
      ['web --since 09:00', /needs a time zone: type `09:00Z`/],
      ['web --since -5m', /--since|option/],
      ['web --follow 2h', /`--follow` takes 10s to 60m/],
      ['web --follow 1s', /`--follow` takes 10s to 60m/],
      ['web --since 1h --until 2h', /`--until` is not after `--since`/],
      ['web --since 2999-01-01T00:00Z', /`--since` is not in the past/],
      ['web --until 2999-01-01T00:00Z', /`--until` is in the future/],
      ['web --since 30d', /goes back 14 days at most/],
      ['web --follow 10m --no-follow', /contradict each other/],
      ['web --lines 0', /`--lines` takes a number from 1 to 10000/],
      ['web --lines many', /`--lines` takes a number/],
      ['web --grep /(/', /`--grep` has a mistake.*Type the words without slashes/],
      ['web --grep "/(?=a)b/"', /looks ahead or behind or back/],
      ['web --grep "/(a{99}){99}/"', /`--grep` (repeats too much|has a mistake)/],
      ['web --container nope', /no container of that name. Type `--container` with `web`/],
      ['web --task zzzz', /No task of web begins like that. There are `/],
      ['web --previous', /ECS remembers no task of web that stopped/],
      ['web api', /One service at a time|service/],
      ['a', /2 services fit|services fit|Nearest/],
      ['piped', /I find no lines of piped to read: `piped`: it logs through `awsfirelens`/],
      ['weeb', /No service is called "weeb"/],
      ['web --sinse 5m', /I do not know the option `--sinse` here. Nearest: `--since`/],
    ];
    for (const [words, wanted] of cases) {
      const answer = await ask(`/snail logs ${words}`);
      expect([words, answer.text]).toEqual([words, expect.stringMatching(wanted)]);
      expect(answer).toMatchObject({ ephemeralTo: 'U0ALICE01', pings: [], links: [] });
    }
    expect(slack.messages().filter(({ text }) => text.startsWith('Logs of'))).toEqual([]);
    expect(world.services.size).toBe(4);
  });
});

/** What the highlights say they stand for. */
function linesSummedUp(texts: readonly string[]): number {
  const counts = texts.map((text) => /([\d,]+) lines? in this stretch/.exec(text)?.[1] ?? '0');
  return counts.reduce((sum, count) => sum + Number(count.replaceAll(',', '')), 0);
}

/** A task that starts now, and its stream. */
function addedTask(world: World) {
  const [service] = [...world.services.values()];
  const [definition] = [...world.taskDefinitions.values()];
  if (!service || !definition) throw new Error('no service');
  const now = new Date();
  const startedBy = service.deployments[0]?.id ?? '';
  const task = addTask(world, service, {
    seed: 'new',
    definition,
    startedBy,
    createdAt: now,
    startedAt: now,
  });
  return addLogStream(world, definition, task);
}

/** `web` with a sidecar, and a task that died five minutes ago. */
function aVariedWorld(world: World): void {
  addService(world, { name: 'web' });
  const [service] = [...world.services.values()];
  const [definition] = [...world.taskDefinitions.values()];
  if (!service || !definition) throw new Error('no service');
  const [app] = definition.containerDefinitions;
  if (!app) throw new Error('no container');
  const varied: SimulatedTaskDefinition = {
    ...definition,
    containerDefinitions: [app, { ...app, name: 'sidecar', essential: false }],
  };
  world.taskDefinitions.set(definition.taskDefinitionArn, varied);
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const task = addTask(world, service, {
    seed: 'dead',
    definition: varied,
    startedBy: service.deployments[0]?.id ?? '',
    createdAt: minutesAgo(9),
    startedAt: minutesAgo(8),
    stoppingAt: minutesAgo(5),
    stoppedAt: minutesAgo(5),
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    exitCode: 1,
  });
  const stream = addLogStream(world, varied, task);
  writeAt(stream, minutesAgo(6), numbered(8, 'starting'));
  writeAt(stream, minutesAgo(5), 'ERROR last words n00009');
  const [group] = [...world.logGroups.values()];
  const name = `ecs/sidecar/${[...world.tasks.keys()][0]?.split('/').at(-1)}`;
  group?.streams.set(name, { name, createdAt: minutesAgo(60), lines: [] });
}

/** Several services, one of which logs where nobody can look. */
function anAwkwardWorld(world: World): void {
  for (const name of ['web', 'api-one', 'api-two']) addService(world, { name });
  const { definition } = addService(world, { name: 'piped' });
  world.taskDefinitions.set(definition.taskDefinitionArn, {
    ...definition,
    containerDefinitions: definition.containerDefinitions.map((container) => ({
      ...container,
      logConfiguration: { logDriver: 'awsfirelens', options: {} },
    })),
  });
}

async function textOfDatabase(url: string): Promise<string> {
  const folder = dirname(url.replace('file:', ''));
  const names = await readdir(folder);
  const parts = await Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'latin1')));
  return parts.join('\n');
}
