import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import type { OpsRoute, OpsServer } from '../../src/web/ops.ts';
import { createOpsServers, publicRoutes } from '../../src/web/ops-servers.ts';
import { freePort } from '../program.ts';

const around = { host: '127.0.0.1', clock: systemClock, log: createLog('silent') };
const routes: readonly OpsRoute[] = ['/healthz', '/readyz', '/metrics'].map((path) => ({
  path,
  method: ['GET'],
  handler: (_, response) => void response.end(path),
}));

async function statuses(port: number): Promise<number[]> {
  const answers = await Promise.all(
    routes.map(({ path }) => fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } })),
  );
  return answers.map(({ status }) => status);
}

describe('the ports of operations', () => {
  let servers: OpsServer | undefined;
  afterEach(() => servers?.stop());

  it('are one with everything, where only that one is set', async () => {
    const port = await freePort();
    servers = createOpsServers(routes, { port, opsPort: undefined }, around);
    await servers?.start();
    expect(await statuses(port)).toEqual([200, 200, 200]);
    expect(servers?.port).toBe(port);
  });

  it('are two, with the metrics on the second alone', async () => {
    const port = await freePort();
    servers = createOpsServers(routes, { port, opsPort: port + 1 }, around);
    await servers?.start();
    expect(await statuses(port)).toEqual([200, 200, 404]);
    expect(await statuses(port + 1)).toEqual([200, 200, 200]);
    expect(servers?.port).toBe(port);
  });

  it('are none, where none is set', () => {
    expect(createOpsServers(routes, { port: undefined, opsPort: undefined }, around)).toBeUndefined();
  });

  it('say which setting names a port that is taken', async () => {
    const opsPort = await freePort();
    servers = createOpsServers(routes, { port: undefined, opsPort }, around);
    await servers?.start();
    const second = createOpsServers(routes, { port: undefined, opsPort }, around);
    await expect(second?.start()).rejects.toThrow('set SNAIL_OPS_PORT to another one');
  });

  it('leave the metrics off where Slack can be reached by everybody', () => {
    expect(publicRoutes(routes).map(({ path }) => path)).toEqual(['/healthz', '/readyz']);
  });
});
