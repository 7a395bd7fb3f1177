import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Environment } from '../../src/aws/estate.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { createWorld, type World } from '../../src/demo/world.ts';
import type { Fact } from '../../src/deployment/fact.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import { ENV, knownIn, movedClock, NOW_ONLY, SECRET, type Stage, stages } from './given-aws.ts';

const WEB = { env: ENV.alias, cluster: 'prod', name: 'web' };
const web = (world: World) => addService(world, { name: 'web' });

/** Every fact of a look that took all its sources. */
function factsOf(seen: Sighting): readonly Fact<unknown>[] {
  const { service, tasks, stopped, definitions, history, targetGroups } = seen;
  const ofGroups = targetGroups.flatMap(({ targets, check }) => [targets, check]);
  return [service, tasks, stopped, definitions, history, ...ofGroups].flatMap((fact) => fact ?? []);
}

const reasons = (seen: Sighting) => [
  ...new Set(factsOf(seen).map((fact) => (fact.kind === 'known' ? 'known' : fact.why))),
];

describe('a role', () => {
  const start = stages();
  const role = (account: string) => `arn:aws:iam::${account}:role/snail-trail`;

  /** The bot's own account, and another one that is reached by a role. Sessions are good by the machine's clock. */
  async function twoAccounts() {
    const clock = movedClock(new Date(Date.now()).toISOString());
    const worlds = [createWorld({ clock }), createWorld({ clock, account: '222222222222' })] as const;
    worlds.forEach(web);
    const environments: Environment[] = [ENV, { ...ENV, alias: 'other', role: role('222222222222') }];
    return start({ clock, worlds, environments });
  }

  it('is assumed once for all that is asked of its environment', async () => {
    const { estate, aws } = await twoAccounts();
    const other = { ...WEB, env: 'other' };
    const [own, seen] = await Promise.all([WEB, other].map((ref) => estate.look(ref, NOW_ONLY)));
    expect([own, seen].map((each) => knownIn(each?.service).account)).toEqual([
      '123456789012',
      '222222222222',
    ]);
    expect(await estate.checkups('other')).not.toContainEqual(expect.objectContaining({ outcome: 'fail' }));
    expect(aws.calls['sts:AssumeRole']).toBe(1);
  });

  it('that cannot be assumed is named as such, by every source, and other environments are not touched', async () => {
    const { estate, fault, logged } = await twoAccounts();
    fault('AssumeRole', 'denied');
    const [own, seen] = await Promise.all(
      [WEB, { ...WEB, env: 'other' }].map((ref) => estate.look(ref, NOW_ONLY)),
    );
    expect(own && reasons(own)).toEqual(['known']);
    for (const fact of seen ? factsOf(seen) : [])
      expect(fact).toMatchObject({
        why: 'denied',
        permission: 'sts:AssumeRole',
        detail: `could not assume role ${role('222222222222')}: AWS does not allow it`,
      });
    const [identity] = await estate.checkups('other');
    expect(identity?.fix).toBe("allow sts:AssumeRole in the policy of the bot's role");
    expect(logged.join()).not.toMatch(/not authorized/);
  });

  it('is assumed again after it failed', async () => {
    const { estate, fault } = await twoAccounts();
    fault('AssumeRole', 'denied', { times: 1 });
    await estate.list(NOW_ONLY, 'other');
    expect(await estate.list(NOW_ONLY, 'other')).toMatchObject({ gaps: [], refs: [{ name: 'web' }] });
  });
});

describe('a fault of AWS', () => {
  const start = stages();

  it.each([
    ['expired', 'credentials'],
    ['unrecognized', 'credentials'],
    ['denied', 'denied'],
    ['unsupported', 'unsupported'],
    ['error', 'unreachable'],
    ['dropped', 'unreachable'],
  ] as const)(
    '%s is the same kind of gap in every API, and tells nothing that AWS said',
    async (kind, why) => {
      const { estate, fault, logged } = await start({ build: web });
      await estate.list(NOW_ONLY);
      for (const api of ['ecs:ListTasks', 'ecs:ListServiceDeployments', 'elasticloadbalancing:*'])
        fault(api, kind);
      const seen = await estate.look(WEB, NOW_ONLY);
      expect(reasons(seen).sort()).toEqual(['known', why].sort());
      const checkups = await estate.checkups(ENV.alias);
      const told = JSON.stringify([seen, checkups, logged]);
      expect(told).not.toContain(SECRET);
      expect(told).not.toMatch(/SESSIONTOKEN|Signature=|Credential=|AKIA/);
      expect(told).not.toMatch(
        /security token included|is not authorized|Rate exceeded|internal error|try again later\./i,
      );
    },
  );

  it('that is over with the next attempt is not noticed', async () => {
    const { estate, fault, aws } = await start({ build: web, limits: { attempts: 2 } });
    fault('ListServices', 'error', { times: 1 });
    fault('ListClusters', 'dropped', { times: 1 });
    expect(await estate.list(NOW_ONLY)).toMatchObject({ gaps: [], refs: [{ name: 'web' }] });
    expect(aws.calls).toEqual({ 'ecs:ListClusters': 2, 'ecs:ListServices': 2 });
  });

  it.each([
    ['not noticed where the next attempt is let through', 1, []],
    ['said after the last attempt', undefined, [{ unknown: { why: 'throttled' } }]],
  ])('throttling is tried again more slowly: %s', async (_, times, gaps) => {
    const { estate, fault, aws } = await start({ build: web, limits: { attempts: 2 } });
    fault('ListClusters', 'throttled', times ? { times } : {});
    expect((await estate.list(NOW_ONLY)).gaps).toMatchObject(gaps);
    expect(aws.calls['ecs:ListClusters']).toBe(2);
  });

  it.each(['denied', 'expired', 'unsupported'] as const)('%s is not tried again', async (kind) => {
    const { estate, fault, aws } = await start({ limits: { attempts: 3 } });
    fault('ListClusters', kind);
    await estate.list(NOW_ONLY);
    expect(aws.calls['ecs:ListClusters']).toBe(1);
  });

  it('no answer to an attempt is a time-out', async () => {
    const { estate, aws } = await start({ build: web, limits: { requestMs: 50 } });
    aws.faults.add({ operation: 'ListClusters', kind: 'delay', ms: 60_000 });
    expect((await estate.list(NOW_ONLY)).gaps).toMatchObject([
      { unknown: { why: 'timeout', detail: 'could not list the clusters: AWS did not answer in time' } },
    ]);
  });

  it('no answer within the time of all attempts is a time-out', async () => {
    const { estate, aws, counted } = await start({ build: web, limits: { callMs: 50 } });
    aws.faults.add({ operation: 'ListClusters', kind: 'delay', ms: 60_000 });
    expect((await estate.list(NOW_ONLY)).gaps).toMatchObject([{ unknown: { why: 'timeout' } }]);
    expect(counted).toEqual(['prod-eu ecs:ListClusters timeout']);
  });

  it('nobody listening is an AWS that cannot be reached', async () => {
    const { estate } = await start({ endpoint: 'http://127.0.0.1:1' });
    expect((await estate.list(NOW_ONLY)).gaps).toMatchObject([{ unknown: { why: 'unreachable' } }]);
    expect((await estate.checkups(ENV.alias))[0]).toMatchObject({
      outcome: 'fail',
      fix: 'check the network, the region and AWS_ENDPOINT_URL',
    });
  });

  it('stopping ends what waits and what is out, and leaves gaps', async () => {
    const { estate, aws, answered } = await start({ build: web });
    aws.faults.add({ operation: 'ListServices', kind: 'delay', ms: 60_000 });
    const listing = estate.list(NOW_ONLY);
    await answered(ENV.alias, 1);
    estate.stop();
    expect((await listing).gaps).toMatchObject([
      { unknown: { why: 'unreachable', detail: expect.stringMatching(/the bot is stopping/) } },
    ]);
    expect(reasons(await estate.look(WEB, NOW_ONLY))).toEqual(['unreachable']);
  });
});

describe('an answer that is not AWS’s', () => {
  const start = stages();
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  /** Something that answers everything with the same. */
  async function answering(status: number, type: string, body: string): Promise<Stage> {
    const server = createServer((request, response) => {
      request.resume().on('end', () => response.writeHead(status, { 'content-type': type }).end(body));
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('no port');
    return start({ endpoint: `http://127.0.0.1:${address.port}` });
  }

  it.each([
    ['a page', 200, 'text/html', '<html><body>Sign in</body></html>'],
    ['half an answer', 200, 'application/x-amz-json-1.1', '{"clusterArns":["arn:aws'],
    ['a page of a proxy', 502, 'text/html', '<html>Bad Gateway</html>'],
    ['a refusal without words', 400, 'text/plain', ''],
    ['a refusal by a proxy', 403, 'text/html', '<html>Forbidden by policy 77</html>'],
    ['nothing here', 404, 'text/plain', 'no such route'],
    ['null', 200, 'application/json', 'null'],
    ['a text', 200, 'application/json', '"hello"'],
    ['nothing', 200, 'application/json', ''],
  ])('leaves gaps and throws nothing: %s', async (_, status, type, body) => {
    const { estate } = await answering(status, type, body);
    const [{ gaps }, seen, checkups] = await Promise.all([
      estate.list(NOW_ONLY),
      estate.look(WEB, NOW_ONLY),
      estate.checkups(ENV.alias),
    ]);
    expect(seen.service.kind).toBe('unknown');
    expect(JSON.stringify([gaps, seen, checkups])).not.toMatch(/html|policy 77|no such route/);
  });
});
