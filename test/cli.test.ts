import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { type AwsServer, createAwsServer } from '../src/demo/aws-server.ts';
import { addService } from '../src/demo/world/add-service.ts';
import { createWorld } from '../src/demo/world.ts';
import { run } from './program.ts';

// Each test starts processes of its own, which takes seconds where the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

let aws: AwsServer;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  const world = createWorld({ clock: systemClock });
  addService(world, { name: 'web' });
  addService(world, { name: 'api' });
  addService(world, { name: 'api', cluster: 'staging' });
  aws = createAwsServer({ worlds: [world], clock: systemClock });
  folder = await mkdtemp(join(tmpdir(), 'snail-cli-'));
  env = {
    AWS_ENDPOINT_URL: await aws.start(),
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'test',
    DATABASE_URL: `file:${join(folder, 'snail.db')}`,
  };
});

afterAll(async () => {
  await aws.stop();
  await rm(folder, { recursive: true, force: true });
});

async function snail(args: readonly string[], given: Record<string, string> = {}) {
  const program = run('cli.ts', args, { cwd: folder, env: { ...env, ...given } });
  const code = await program.ended;
  return { code, stdout: program.stdout(), stderr: program.stderr() };
}

describe('a command in a terminal', () => {
  it('prints the answer and nothing else', async () => {
    const { code, stdout, stderr } = await snail(['status', 'web']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^🟢 HEALTHY web · eu-central-1/);
  });

  it('prints what was judged as JSON', async () => {
    const { code, stdout, stderr } = await snail(['status', 'web', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'healthy' });
  });

  it('logs beside its answer when it is told to log', async () => {
    const { code, stdout, stderr } = await snail(['status', 'web', '--json'], { LOG_LEVEL: 'debug' });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'healthy' });
    expect(stderr).not.toContain('AKIATEST');
  });

  it('works beside settings for Slack without talking to it', async () => {
    const { code, stdout } = await snail(['status', 'web'], {
      SLACK_BOT_TOKEN: 'xoxb-1-2-nothing',
      SLACK_APP_TOKEN: 'xapp-1-nothing',
      SLACK_API_URL: 'http://127.0.0.1:1/api/',
      PORT: '1',
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^🟢 HEALTHY web/);
  });
});

describe('help', () => {
  it.each([[['--help']], [[]]])('is printed for %j', async (args) => {
    const { code, stdout, stderr } = await snail(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Commands\nsnail status \[service\]/);
    expect(stdout).not.toContain('/snail');
  });

  it('needs no settings, and is of the one command that is named', async () => {
    const { code, stdout } = await snail(['status', '--help'], { AWS_REGION: '' });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^snail status \[service\]: .*\n {2}--env prod-eu: only this environment/);
  });
});

it('an error is data too, in words', async () => {
  const { code, stderr } = await snail(['status', 'nope', '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(stderr)).toEqual({
    error: 'No service is called "nope". `snail status --all` lists all.',
    kind: 'user-error',
    reference: expect.stringMatching(/^[0-9a-f]{8}$/),
  });
});

it('the menu shows every service', async () => {
  const { stdout } = await snail(['menu']);
  expect(stdout.split('\n')[1]).toBe('All 3 services that can be listed are healthy or idle.');
});

describe('a tracker in a terminal', () => {
  // Nothing that a terminal, a shell or a grammar would mend: it comes out as it went in.
  const TRACKER = '\ufeff# Move “the” mail\r\n\r\n## Tasks\r\n- [ ] Order — the domain\r\n- [x] `Pack`';

  it('is taken in from a file, changed, and given back byte for byte but for its line', async () => {
    await writeFile(join(folder, 'my tracker.md'), TRACKER);
    const taken = await snail(['op', 'import', 'my tracker.md', '--name', 'The mail']);
    expect(taken).toMatchObject({ code: 0, stderr: '' });
    expect(taken.stdout).toMatch(/^📥 Took in my tracker\.md as The mail: 5 lines/);
    expect(await snail(['op', 'export'])).toEqual({ code: 0, stdout: TRACKER, stderr: '' });
    const ticked = await snail(['task', 'done', '1']);
    expect(ticked.stdout).toMatch(/^Ticked task 1 /);
    expect((await snail(['op', 'export'])).stdout).toBe(TRACKER.replace('[ ]', '[x]'));
  }, 240_000);

  it('is looked for in the folder from which npm was called', async () => {
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'sub', 'b.md'), '# B\n\n- [ ] c\n');
    const from = { npm_lifecycle_event: 'snail', INIT_CWD: join(folder, 'sub') };
    expect((await snail(['op', 'import', 'b.md'], from)).stdout).toMatch(/^📥 Took in b\.md as B: /);
  });

  it('is not taken in from one that is not there', async () => {
    const { code, stdout, stderr } = await snail(['op', 'import', 'none.md']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('I could not read "none.md": there is no such file.');
  });
});

const NOWHERE = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };

it('a service that could not be read ends with 1, and with 0 once it can be', async () => {
  aws.faults.add({ operation: 'DescribeServices', kind: 'denied' });
  const { code, stdout, stderr } = await snail(['status', 'web']);
  aws.faults.clear();
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/UNKNOWN[\s\S]*needs ecs:DescribeServices/);
  expect((await snail(['status', 'web'])).code).toBe(0);
});

describe('a command that cannot be answered ends with 1 and leaves stdout empty', () => {
  it.each<[string, string[], Record<string, string>, RegExp]>([
    ['an unknown service', ['status', 'weeb'], {}, /No service is called "weeb"\. Nearest: prod\/web/],
    ['an ambiguous one', ['status', 'api'], {}, /services fit "api"/],
    ['an ambiguous one as JSON', ['status', 'api', '--json'], {}, /services fit/],
    ['an unknown word', ['stats'], {}, /I do not know "stats"/],
    ['a channel’s own command', ['watch', 'web'], {}, /Type this in Slack/],
    [
      'an AWS that does not answer',
      ['status'],
      NOWHERE,
      /services could not be listed[\s\S]*clusters unknown/,
    ],
    ['an AWS that does not answer, as JSON', ['status', '--json'], NOWHERE, /"subject": "clusters"/],
    ['no region', ['status', 'web'], { AWS_REGION: '' }, /AWS_REGION is missing/],
    [
      'a database that cannot be opened',
      ['status'],
      { DATABASE_URL: 'file:/dev/null/x.db' },
      /could not open/,
    ],
  ])('%s', async (_, args, given, said) => {
    const { code, stdout, stderr } = await snail(args, given);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(said);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});
