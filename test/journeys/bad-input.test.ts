import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALERT_POLICY } from '../../src/alerting/policy.ts';
import { createApp } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { createWorld, type World } from '../../src/demo/world.ts';
import { createLog } from '../../src/log.ts';
import { type Stage, start } from '../harness.ts';

const HOSTILE = 'evil<!channel>*_`web`_*';

/** A whole bot over three services, one of them with a name that would ping, link and mark up if it could. */
function aWorld(): World {
  const world = createWorld({ clock: systemClock });
  addService(world, { name: 'web' });
  addService(world, { name: 'web', cluster: 'staging' });
  addService(world, { name: HOSTILE });
  return world;
}

describe('whatever is typed, the answer can be acted on and the bot lives', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await start({ worlds: [aWorld()] });
  });

  afterEach(async () => {
    expect((await stage.ask('/snail status prod/web')).text).toContain('HEALTHY web');
    await stage.stop();
  });

  it.each([
    ['an unknown service', 'status weeb', /No service is called "weeb"\. Nearest: prod\/web/],
    ['an ambiguous service', 'status web', /2 services fit "web"/],
    ['an unknown word', 'stats', /I do not know "stats"\. Nearest: `\/snail status`/],
    ['an unknown option', 'status --evn x', /I do not know the option `--evn` here\. Nearest: `--env`/],
    ['an unknown environment', 'status --env nope', /There is no environment "nope"\. Configured: prod-eu\./],
    ['nothing', '', /^Snail Trail · prod-eu/],
    ['3,000 characters', `status ${'x'.repeat(2990)}`, /No service is called "x+…"/],
    ['control characters', 'status \u0000\u0007\u202eprod/web\u001b[31m', /HEALTHY web/],
    ['mentions', 'status <@U0BORIS01> <!channel>', /One service at a time/],
    ['a mention for a name', 'status <!here>', /No service is called "<!here>"/],
  ])('%s', async (_, words, said) => {
    const { text, pings, links } = await stage.ask(`/snail ${words}`);
    // Slack's own escaping of the fallback text, undone.
    expect(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>')).toMatch(said);
    expect({ pings, links }).toEqual({ pings: [], links: [] });
  });

  it('markup in names neither pings nor links, in the overview and on the card', async () => {
    for (const words of ['status', 'status evil']) {
      const answer = await stage.ask(`/snail ${words}`);
      expect(answer.text).toContain('evil&lt;!channel&gt;');
      expect(answer).toMatchObject({ pings: [], links: [] });
    }
  });
});

describe('whatever AWS does, the answer says so and the bot lives', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await start({ worlds: [aWorld()] });
  });

  afterEach(async () => {
    await stage.stop();
  });

  it.each([
    [
      'denies target health',
      { operation: 'DescribeTargetHealth', kind: 'denied' },
      /UNKNOWN[\s\S]*unknown – needs elasticloadbalancing:DescribeTargetHealth/,
    ],
    ['denies tasks', { operation: 'ListTasks', kind: 'denied' }, /UNKNOWN[\s\S]*needs ecs:ListTasks/],
    [
      'denies the service',
      { operation: 'DescribeServices', kind: 'denied' },
      /UNKNOWN[\s\S]*needs ecs:DescribeServices/,
    ],
    [
      'denies the history',
      { operation: 'ListServiceDeployments', kind: 'denied' },
      /HEALTHY[\s\S]*rollout history unknown – needs ecs:ListServiceDeployments/,
    ],
    ['throttles', { operation: 'DescribeTargetHealth', kind: 'throttled' }, /UNKNOWN[\s\S]*throttl/],
    [
      'does not know an operation',
      { operation: 'ListServiceDeployments', kind: 'unsupported' },
      /HEALTHY[\s\S]*rollout history unknown/,
    ],
    [
      'cuts the connection',
      { operation: 'DescribeTargetHealth', kind: 'dropped' },
      /UNKNOWN[\s\S]*could not read the target health of web-tg/,
    ],
    [
      'leaves out what it may leave out',
      {
        operation: '*',
        kind: 'absent',
        fields: [
          'rolloutState',
          'events',
          'healthStatus',
          'attachments',
          'Matcher',
          'deploymentConfiguration',
        ],
      },
      /HEALTHY web/,
    ],
  ] as const)('it %s', async (_, fault, said) => {
    stage.aws.faults.add({ ...fault } as Parameters<typeof stage.aws.faults.add>[0]);
    expect((await stage.ask('/snail status prod/web')).text).toMatch(said);
    stage.aws.faults.clear();
    // Failures are remembered for some seconds; a refresh does not ask the memory.
    const card = await stage.ask('/snail status staging/web');
    await stage.slack.click('refresh-status', card);
    await stage.slack.waitFor(({ ts, text }) => ts === card.ts && text.includes('HEALTHY web'));
  });

  it('has expired credentials', async () => {
    stage.aws.faults.add({ operation: '*', kind: 'expired' });
    const { text } = await stage.ask('/snail status');
    expect(text).toMatch(
      /^Status · services could not be listed · prod-eu\n[\s\S]*clusters unknown – .*credentials are missing, wrong or expired/,
    );
    const warned = stage.logged.filter((line) => line.includes('"msg":"aws began to fail"'));
    expect(warned.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({
        level: 40,
        env: 'prod-eu',
        action: 'ecs:ListClusters',
        kind: 'credentials',
        code: expect.stringContaining('ExpiredToken'),
      }),
    );
    const doctor = await stage.ask('/snail doctor');
    expect(doctor.text).toMatch(/FAIL ecs:ListClusters[\s\S]*renew the AWS credentials/);
  });

  it('has no such cluster', async () => {
    await stage.stop();
    const environments = [{ alias: 'prod-eu', region: 'eu-central-1', clusters: ['prod', 'gone'] }];
    stage = await start({ worlds: [aWorld()], config: { environments } });
    const { text } = await stage.ask('/snail status');
    expect(text.split('\n')[0]).toBe(
      'Status · 2 services: 2 healthy; prod-eu: services of cluster gone not known · prod-eu',
    );
    expect(text).toMatch(
      /healthy: prod\/web[\s\S]*could not list the services of cluster gone: there is no such cluster/,
    );
  });
});

describe('whatever Slack does, nothing is lost and the bot lives', () => {
  let stage: Stage;

  beforeEach(async () => {
    stage = await start({ worlds: [aWorld()] });
  });

  afterEach(async () => {
    await stage.stop();
  });

  it('answers after a 429 and a 500 on the way', async () => {
    stage.slack.faults.add({ on: 'response_url', effect: { kind: 'rate-limited', retryAfterSeconds: 1 } });
    expect((await stage.ask('/snail status prod/web')).text).toContain('HEALTHY');
    stage.slack.faults.add({ on: 'response_url', effect: { kind: 'status', status: 500 } });
    expect((await stage.ask('/snail status prod/web')).text).toContain('HEALTHY');
  });

  it('posts what was shared once, after a 429', async () => {
    const card = await stage.ask('/snail status prod/web');
    stage.slack.faults.add({
      on: 'chat.postMessage',
      effect: { kind: 'rate-limited', retryAfterSeconds: 1 },
    });
    await stage.slack.click('share-status', card);
    await stage.slack.waitFor(({ text }) => text.includes('Shared'));
    const posts = stage.slack
      .messages()
      .filter(({ ephemeralTo, text }) => !ephemeralTo && text.includes('HEALTHY'));
    expect(posts).toHaveLength(1);
  });

  it('answers once although its socket is refreshed in the middle of the command', async () => {
    stage.aws.faults.add({ operation: 'DescribeServices', kind: 'delay', ms: 500 });
    const asking = stage.ask('/snail status prod/web');
    stage.slack.socket.disconnect('refresh_requested');
    expect((await asking).text).toContain('HEALTHY web');
    expect((await stage.ask('/snail status staging/web')).text).toContain('HEALTHY web');
  });

  it('answers once to a command that is delivered twice', async () => {
    stage.slack.faults.add({ on: 'delivery', effect: { kind: 'duplicate' } });
    await stage.ask('/snail status prod/web');
    await stage.ask('/snail help');
    expect(stage.slack.messages().filter(({ text }) => text.includes('HEALTHY web'))).toHaveLength(1);
  });

  it('sends a plain form when Slack does not like the blocks', async () => {
    stage.slack.faults.add({ on: 'response_url', effect: { kind: 'error', word: 'invalid_blocks' } });
    const answer = await stage.ask('/snail status prod/web');
    expect(answer.text).toContain('HEALTHY web');
    expect(answer.blocks).toEqual([]);
  });

  it.each([
    ['a guest', 'gail', 'Guests need to be named'],
    ['a single-channel guest', 'sol', 'Guests need to be named'],
    ['a stranger', 'otto', 'People of other workspaces need to be named'],
  ])('refuses %s politely', async (_, user, said) => {
    const { ledger } = stage.slack;
    const channel = ledger
      .channels()
      .find(({ members }) =>
        members.includes(stage.slack.seed.users.find(({ name }) => name === user)?.id ?? ''),
      );
    const answer = await stage.ask('/snail status prod/web', { user, channel: channel?.id ?? 'ops' });
    expect(answer.text).toContain(said);
    expect(answer.text).not.toContain('HEALTHY');
  });
});

describe('who is let in when Slack does not say who they are', () => {
  let stage: Stage;

  afterEach(async () => {
    await stage.stop();
  });

  it('nobody where only the scope is missing: the operator is told which', async () => {
    stage = await start({ worlds: [aWorld()] });
    const effect = { kind: 'error', word: 'missing_scope', needed: 'users:read' } as const;
    stage.slack.faults.add({ on: 'users.info', times: 99, effect });
    const { text } = await stage.ask('/snail status prod/web');
    expect(text).toMatch(/lacks the users:read scope/);
    expect(text).not.toContain('HEALTHY');
  });

  it.each([
    ['says so', { kind: 'error', word: 'unknown_method' }],
    ['answers 404', { kind: 'status', status: 404 }],
  ] as const)('everybody, to look, where the method is not there and Slack %s', async (_, effect) => {
    stage = await start({ worlds: [aWorld()] });
    stage.slack.faults.add({ on: 'users.info', times: 99, effect });
    expect((await stage.ask('/snail status prod/web')).text).toContain('HEALTHY web');
    expect((await stage.ask('@snail status prod/web')).text).toContain('HEALTHY web');
    expect((await stage.ask('status prod/web', { channel: 'direct' })).text).toContain('HEALTHY web');
    const refusal = await stage.ask('/snail watch prod/web');
    expect(refusal.text).toMatch(/^This Slack does not say who is a member/);
  });

  it('somebody of another workspace who is named by id, to do what was named', async () => {
    const grants = { viewers: ['U0STRANG1'], operators: ['U0ALICE01'], admins: [] };
    stage = await start({ worlds: [aWorld()], config: { grants } });
    const shared = stage.slack.ledger.channels().find(({ members }) => members.includes('U0STRANG1'));
    const where = { user: 'otto', channel: shared?.id ?? '' };
    expect((await stage.ask('/snail status prod/web', where)).text).toContain('HEALTHY web');
    expect((await stage.ask('/snail watch prod/web', where)).text).toContain('need to be named');
  });
});

describe('a database that cannot be opened stops the start with words one can act on', () => {
  it.each([
    [
      'file:/dev/null/snail.db',
      /could not open the database file \/dev\/null\/snail\.db: .*set DATABASE_URL to another path/,
    ],
    ['file:.', /could not open/],
    ['postgres://me:hunter2@127.0.0.1:1/db', /could not open/],
    ['mysql://me:hunter2@127.0.0.1/db', /could not open|DATABASE_URL/],
  ])('%s', async (databaseUrl, said) => {
    const config = {
      slack: undefined,
      environments: [{ alias: 'prod-eu', region: 'eu-central-1' }],
      databaseUrl,
      logMappings: [],
      logGrants: { channels: [], readers: [] },
      grants: { viewers: [], operators: [], admins: [] },
      redact: [],
      alerts: ALERT_POLICY,
      blackBoxMs: 30 * 86_400_000,
      tracker: undefined,
      probeHosts: [],
      logLevel: 'info',
      port: undefined,
    } as const;
    const opening = createApp(config, { log: createLog('silent') });
    await expect(opening).rejects.toThrow(said);
    await expect(opening).rejects.not.toThrow('hunter2');
  });
});
