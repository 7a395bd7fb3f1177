import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { type AwsServer, createAwsServer } from '../src/demo/aws-server.ts';
import { addService } from '../src/demo/world/add-service.ts';
import { createWorld } from '../src/demo/world.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

describe('the terminal', () => {
  let server: AwsServer;
  let folder: string;

  beforeAll(async () => {
    const world = createWorld({ clock: systemClock });
    addService(world, { name: 'web' });
    server = createAwsServer({ worlds: [world], clock: systemClock });
    await server.start();
    folder = await mkdtemp(join(tmpdir(), 'snail-cli-'));
  });

  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function snail(words: readonly string[], env: Record<string, string> = {}) {
    const settings = {
      PATH: process.env.PATH ?? '',
      AWS_ENDPOINT_URL: server.url,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
      AWS_SECRET_ACCESS_KEY: 'test',
      DATABASE_URL: `file:${join(folder, 'snail.db')}`,
      ...env,
    };
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...words], {
      cwd: ROOT,
      env: settings,
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (part) => {
      said.out += part;
    });
    child.stderr.on('data', (part) => {
      said.err += part;
    });
    return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
      child.once('close', (code) => resolve({ code, ...said })),
    );
  }

  it('prints the full answer as plain text, and nothing else', async () => {
    const { code, out, err } = await snail(['status', 'web']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^🟢 HEALTHY web · eu-central-1 · 2\/2 running on rev 1\n/);
  });

  it('prints the judged data as JSON', async () => {
    const { code, out } = await snail(['status', 'web', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'healthy', rollout: { kind: 'steady' } });
  });

  it.each([
    [['status', 'weeb'], {}, /No service is called "weeb"\. Nearest: prod\/web/],
    [['statsu'], {}, /I do not know "statsu"/],
    [['status'], { AWS_REGION: '' }, /AWS_REGION is missing/],
    [['status'], { DATABASE_URL: 'file:/dev/null/x.db' }, /could not open the database file/],
  ] as const)('says what is wrong with %j %j on stderr and exits 1', async (words, env, said) => {
    const { code, out, err } = await snail(words, env);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(said);
  });
});
