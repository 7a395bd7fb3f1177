import { afterEach, describe, expect, it } from 'vitest';
import { type Member, openMembers } from '../../src/aws/members.ts';
import { accessKeyOf } from '../../src/demo/aws/caller.ts';
import { type AwsServer, createAwsServer } from '../../src/demo/aws-server.ts';
import { addHistory } from '../../src/demo/world/add-history.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { addTargetGroup } from '../../src/demo/world/add-target-group.ts';
import { populate } from '../../src/demo/world/populate.ts';
import { createWorld, type World } from '../../src/demo/world.ts';
import { createLog } from '../../src/log.ts';
import { ENV, knownIn, movedClock, NOW_ONLY, PLENTY, QUICK } from './given-aws.ts';

const GROUPS = 'elasticloadbalancing:DescribeTargetGroups';

describe('the reads of one environment', () => {
  const clock = movedClock();
  const stopping = new AbortController();
  let aws: AwsServer | undefined;
  let member: Member | undefined;

  afterEach(async () => {
    member?.close();
    await aws?.stop();
  });

  async function start(build: (world: World) => void) {
    const world = createWorld({ clock });
    build(world);
    aws = createAwsServer({ worlds: [world], clock });
    const [opened] = openMembers([ENV], {
      clientConfig: {
        endpoint: await aws.start(),
        credentials: { accessKeyId: accessKeyOf(world.account), secretAccessKey: 'secret' },
      },
      limits: { ...QUICK, rates: PLENTY },
      clock,
      log: createLog('silent'),
      metrics: { awsCall: () => {} },
      signal: stopping.signal,
    });
    if (!opened) throw new Error('no member');
    member = opened;
    return { reads: opened.reads, world, aws };
  }

  it('describe four hundred target groups with one call', async () => {
    const { reads, world, aws } = await start((it) => {
      for (let nth = 0; nth < 401; nth += 1) addTargetGroup(it, { name: `group-${nth}` });
    });
    const arns = [...world.targetGroups.keys()];
    const checks = reads.checks(arns, NOW_ONLY);
    const known = await Promise.all([...checks.values()].map(async (check) => knownIn(await check).arn));
    expect(known).toEqual(arns);
    expect(aws.calls).toEqual({ [GROUPS]: 2 });
  });

  it('find the one deleted target group of many with few calls, and know all others', async () => {
    const { reads, world, aws } = await start((it) => {
      for (let nth = 0; nth < 200; nth += 1) addTargetGroup(it, { name: `group-${nth}` });
    });
    const arns = [...world.targetGroups.keys()];
    const [gone = ''] = arns.splice(77, 1);
    world.targetGroups.delete(gone);
    const checks = reads.checks([...arns, gone], NOW_ONLY);
    const facts = await Promise.all(arns.map((arn) => checks.get(arn)));
    expect(new Set(facts.map((fact) => fact?.kind))).toEqual(new Set(['known']));
    expect(await checks.get(gone)).toMatchObject({ why: 'not-found' });
    expect(aws.calls[GROUPS]).toBeLessThan(20);
  });

  it('describe a hundred tasks with one call, of however many pages', async () => {
    const { reads, aws } = await start((it) => populate(it, { services: 3, tasksPerService: 67 }));
    const tasks = knownIn(await reads.clusterTasks('cluster-1', NOW_ONLY));
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(201);
    expect(aws.calls).toEqual({ 'ecs:ListTasks': 3, 'ecs:DescribeTasks': 3 });
    expect(reads.clusterSize('cluster-1', 5000)).toEqual({
      services: undefined,
      tasks: 201,
      tasksAreFresh: true,
    });
  });

  it('do not describe tasks where there are none', async () => {
    const { reads, aws } = await start((it) => populate(it, { services: 1, tasksPerService: 0 }));
    expect(knownIn(await reads.clusterTasks('cluster-1', NOW_ONLY))).toEqual([]);
    expect(aws.calls).toEqual({ 'ecs:ListTasks': 1 });
  });

  it('find the tasks of a service among those of its cluster', async () => {
    const { reads, aws } = await start((it) => {
      addService(it, { name: 'web', desired: 3 });
      addService(it, { name: 'api', desired: 2 });
    });
    await reads.clusterTasks('prod', NOW_ONLY);
    aws.resetCalls();
    const ref = { env: ENV.alias, cluster: 'prod', name: 'web' };
    const want = { maxAgeMs: 5000 };
    expect(knownIn(await reads.serviceTasks(ref, 'RUNNING', want))).toHaveLength(3);
    expect(aws.calls).toEqual({});
    expect(knownIn(await reads.serviceTasks(ref, 'RUNNING', NOW_ONLY))).toHaveLength(3);
    expect(knownIn(await reads.serviceTasks(ref, 'STOPPED', want))).toEqual([]);
    expect(aws.calls).toEqual({ 'ecs:ListTasks': 2, 'ecs:DescribeTasks': 1 });
  });

  it('ask for each service revision of the past once', async () => {
    const { reads, aws } = await start((it) => {
      const { service } = addService(it, { name: 'web' });
      addHistory(it, service, { deployedAt: new Date(it.clock.now().getTime() - 1000) });
    });
    const ref = { env: ENV.alias, cluster: 'prod', name: 'web' };
    for (let times = 0; times < 3; times += 1)
      expect(knownIn(await reads.history(ref, NOW_ONLY)).map(({ revision }) => revision?.number)).toEqual([
        1, 1,
      ]);
    expect(aws.calls).toEqual({ 'ecs:ListServiceDeployments': 3, 'ecs:DescribeServiceRevisions': 1 });
  });
});
