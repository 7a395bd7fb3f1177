import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEstate, type Environment, type Estate } from '../../src/aws/estate.ts';
import { systemClock } from '../../src/clock.ts';
import { type AwsServer, createAwsServer } from '../../src/demo/aws-server.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { createWorld, type World } from '../../src/demo/world.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';

const AGAIN = { maxAgeMs: 5000 };
const EU: Environment = { alias: 'eu', region: 'eu-central-1' };

describe('what the estate knows beyond AWS’s answers', () => {
  let eu: World;
  let us: World;
  let server: AwsServer;
  let estate: Estate;

  beforeEach(async () => {
    eu = createWorld({ clock: systemClock });
    us = createWorld({ clock: systemClock, region: 'us-east-1' });
    server = createAwsServer({ worlds: [eu, us], clock: systemClock });
    await server.start();
    estate = estateOf(EU, { alias: 'us', region: 'us-east-1' });
  });

  afterEach(async () => {
    estate.stop();
    await server.stop();
  });

  function estateOf(...environments: Environment[]): Estate {
    return createEstate({
      environments,
      clientConfig: {
        endpoint: server.url,
        credentials: { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'test' },
      },
      clock: systemClock,
      log: createLog('silent'),
      metrics: createMetrics(),
    });
  }

  it('knows in the overview which tasks have a check once a card was read, without another call', async () => {
    addService(eu, { name: 'web', targetGroups: [] });
    const ref = { env: 'eu', cluster: 'prod', name: 'web' };
    const definitionsOf = async () => (await estate.overview([ref], AGAIN)).first.sightings[0]?.definitions;
    expect(await definitionsOf()).toBeUndefined();
    expect(server.calls['ecs:DescribeTaskDefinition']).toBeUndefined();
    await estate.look(ref, AGAIN);
    expect(await definitionsOf()).toMatchObject({ kind: 'known', value: [{ revision: { family: 'web' } }] });
    expect(server.calls['ecs:DescribeTaskDefinition']).toBe(1);
  });

  it('says that a service was deleted as long as ECS remembers it, and else that ECS knows none', async () => {
    addService(eu, { name: 'web' });
    Object.assign(addService(eu, { name: 'old' }).service, { status: 'INACTIVE' });
    const refs = ['old', 'gone'].map((name) => ({ env: 'eu', cluster: 'prod', name }));
    const { first } = await estate.overview(refs, AGAIN);
    expect(first.sightings.map(({ service }) => service)).toMatchObject([
      {
        kind: 'unknown',
        why: 'not-found',
        detail: 'could not find service prod/old: it was deleted',
      },
      { kind: 'unknown', why: 'not-found', detail: expect.stringContaining('ECS knows no such service') },
    ]);
    for (const [at, ref] of refs.entries())
      expect((await estate.look(ref, AGAIN)).service).toMatchObject(first.sightings[at]?.service ?? {});
  });

  it('notices that the credentials belong to another account than the configured one', async () => {
    addService(eu, { name: 'web' });
    const other = estateOf({ ...EU, account: '999999999999' });
    const ref = { env: 'eu', cluster: 'prod', name: 'web' };
    const { first } = await other.overview([ref], AGAIN);
    const detail = `AWS answers for account ${eu.account}, configured is 999999999999`;
    expect(first.gaps).toMatchObject([{ subject: 'account', unknown: { detail } }]);
    for (const { service, targetGroups } of [first.sightings[0], await other.look(ref, AGAIN)].flatMap(
      (each) => each ?? [],
    )) {
      expect(service).toMatchObject({ kind: 'unknown', why: 'refused', detail });
      expect(targetGroups).toEqual([]);
    }
    const checkups = await other.checkups('eu');
    expect(checkups[0]).toMatchObject({ title: 'sts:GetCallerIdentity', outcome: 'fail' });
    other.stop();
  });
});
