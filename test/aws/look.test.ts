import { describe, expect, it } from 'vitest';
import { addHistory } from '../../src/demo/world/add-history.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { addTaskDefinition } from '../../src/demo/world/add-task-definition.ts';
import { targetGroupArn } from '../../src/demo/world/names.ts';
import type { World } from '../../src/demo/world.ts';
import type { Fact } from '../../src/deployment/fact.ts';
import { DEADLINE, ENV, EU, euAndUs, FIVE_SECONDS, knownIn, NOW_ONLY, stages, US } from './given-aws.ts';

const WEB = { env: ENV.alias, cluster: 'prod', name: 'web' };
const web = (world: World) => addService(world, { name: 'web' });

/** Every action that a look at a service behind a load balancer needs, each called once; both kinds of tasks are listed. */
const ONE_LOOK = {
  'ecs:DescribeServices': 1,
  'ecs:ListTasks': 2,
  'ecs:DescribeTasks': 1,
  'ecs:DescribeTaskDefinition': 1,
  'ecs:ListServiceDeployments': 1,
  'ecs:DescribeServiceRevisions': 1,
  'elasticloadbalancing:DescribeTargetGroups': 1,
  'elasticloadbalancing:DescribeTargetHealth': 1,
};

describe('a look', () => {
  const start = stages();

  it('sees everything about a service', async () => {
    const { estate } = await start({ build: web });
    const seen = await estate.look(WEB, NOW_ONLY);
    expect(knownIn(seen.service)).toMatchObject({ ref: WEB, account: '123456789012', runningCount: 2 });
    expect(knownIn(seen.tasks)).toMatchObject([
      { lastStatus: 'running', group: 'service:web' },
      { lastStatus: 'running', group: 'service:web' },
    ]);
    expect(knownIn(seen.stopped)).toEqual([]);
    expect(seen.targetGroups).toHaveLength(1);
    expect(knownIn(seen.targetGroups[0]?.targets).map(({ state }) => state)).toEqual(['healthy', 'healthy']);
    expect(knownIn(seen.targetGroups[0]?.check)).toMatchObject({ path: '/health', intervalMs: 30_000 });
    expect(knownIn(seen.definitions)).toMatchObject([{ revision: { family: 'web', number: 1 } }]);
    expect(knownIn(seen.history)).toMatchObject([{ status: 'successful', revision: { number: 1 } }]);
  });

  it('costs one call for each source, and nothing for five seconds', async () => {
    const { estate, aws, clock } = await start({ build: web });
    const first = await estate.look(WEB, FIVE_SECONDS);
    expect(aws.calls).toEqual(ONE_LOOK);
    clock.forward(5000);
    expect(await estate.look(WEB, FIVE_SECONDS)).toEqual(first);
    expect(aws.calls).toEqual(ONE_LOOK);
  });

  it('is shared by all who look at the same moment, even those that want it new', async () => {
    const { estate, aws } = await start({ build: web });
    await Promise.all([estate.look(WEB, NOW_ONLY), estate.look(WEB, NOW_ONLY), estate.look(WEB, NOW_ONLY)]);
    expect(aws.calls).toEqual(ONE_LOOK);
  });

  it('never describes the same task definition or service revision twice', async () => {
    const { estate, aws, clock } = await start({ build: web });
    await estate.look(WEB, NOW_ONLY);
    clock.forward(86_400_000);
    await estate.look(WEB, NOW_ONLY);
    expect(aws.calls).toMatchObject({
      'ecs:DescribeServices': 2,
      'ecs:DescribeTaskDefinition': 1,
      'ecs:DescribeServiceRevisions': 1,
    });
  });

  it('reads the task definition of every live deployment, each once', async () => {
    const build = (world: World) => {
      const { service } = web(world);
      const next = addTaskDefinition(world, { family: 'web', revision: 2 });
      const [present] = service.deployments;
      if (!present) throw new Error('no deployment');
      service.deployments = [
        { ...present, status: 'ACTIVE' },
        { ...present, status: 'ACTIVE', id: 'ecs-svc/3' },
        { ...present, id: 'ecs-svc/2', taskDefinition: next.taskDefinitionArn },
      ];
    };
    const { estate } = await start({ build });
    const { definitions } = await estate.look(WEB, NOW_ONLY);
    expect(knownIn(definitions).map(({ revision }) => revision.number)).toEqual([2, 1]);
  });

  it('shows the newest five past deployments, newest first', async () => {
    const build = (world: World) => {
      const { service } = web(world);
      for (const hour of [1, 5, 3, 2, 4]) {
        const deployedAt = new Date(world.clock.now().getTime() - hour * 3_600_000);
        addHistory(world, service, { deployedAt, status: 'ROLLBACK_SUCCESSFUL' });
      }
    };
    const { estate, clock } = await start({ build });
    const history = knownIn((await estate.look(WEB, NOW_ONLY)).history);
    const hoursAgo = history.map(({ createdAt }) => {
      return (clock.now().getTime() - (createdAt?.getTime() ?? 0)) / 3_600_000;
    });
    expect(hoursAgo).toEqual([1, 2, 3, 4, 5]);
    expect(history[0]?.status).toBe('rollback-successful');
  });

  it.each([
    ['ecs:DescribeServices', 'service', ['targetGroups', 'definitions']],
    ['ecs:ListTasks', 'tasks', ['stopped']],
    ['ecs:DescribeTasks', 'tasks', []],
    ['ecs:DescribeTaskDefinition', 'definitions', []],
    ['ecs:ListServiceDeployments', 'history', []],
  ] as const)('without %s knows all but what comes from it', async (action, missing, others) => {
    const { estate, fault } = await start({ build: web });
    fault(action, 'denied');
    const seen = await estate.look(WEB, NOW_ONLY);
    expect(seen[missing]).toMatchObject({ kind: 'unknown', why: 'denied', permission: action });
    const parts = ['service', 'tasks', 'stopped', 'definitions', 'history'] as const;
    const rest = parts.filter((part) => part !== missing && !others.some((other) => other === part));
    for (const part of rest) expect(seen[part]?.kind, part).toBe('known');
  });

  it('without service revisions still knows the past deployments', async () => {
    const { estate, fault } = await start({ build: web });
    fault('DescribeServiceRevisions', 'denied');
    const { history } = await estate.look(WEB, NOW_ONLY);
    expect(knownIn(history)).toMatchObject([{ status: 'successful', revision: undefined }]);
  });

  it('knows the check settings of the other target groups where one was deleted', async () => {
    const groups = ['a', 'b', 'gone', 'c', 'd'];
    const build = (world: World) => {
      addService(world, { name: 'web', targetGroups: groups });
      world.targetGroups.delete(targetGroupArn(world, 'gone'));
    };
    const { estate } = await start({ build });
    const { targetGroups } = await estate.look(WEB, NOW_ONLY);
    const known = targetGroups.filter(({ check }) => check?.kind === 'known').map(({ group }) => group.name);
    expect(known).toEqual(['a', 'b', 'c', 'd']);
    const gone = targetGroups.find(({ group }) => group.name === 'gone');
    expect(gone?.check).toMatchObject({ kind: 'unknown', why: 'not-found' });
    expect(gone?.targets).toMatchObject({ kind: 'unknown', why: 'not-found' });
  });

  it('sees targets as they are, and a group with none', async () => {
    const build = (world: World) => {
      const added = addService(world, { name: 'web', targetGroups: ['full', 'empty'] });
      const [full, empty] = added.targetGroups;
      empty?.targets.splice(0);
      Object.assign(full?.targets[1] ?? {}, {
        state: 'unhealthy',
        reason: 'Target.ResponseCodeMismatch',
        description: 'Health checks failed with these codes: [500]',
      });
    };
    const { estate } = await start({ build });
    const { targetGroups } = await estate.look(WEB, NOW_ONLY);
    expect(targetGroups.map(({ targets }) => knownIn(targets))).toMatchObject([
      [
        { state: 'healthy', reason: undefined, port: 8080 },
        { state: 'unhealthy', reason: 'Target.ResponseCodeMismatch' },
      ],
      [],
    ]);
  });

  it('says that a service is gone or deleted, or that nobody knows its environment', async () => {
    const build = (world: World) => {
      web(world);
      addService(world, { name: 'deleted' }).service.status = 'INACTIVE';
    };
    const { estate, aws } = await start({ build });
    for (const [name, reason] of [
      ['gone', 'ECS knows no such service'],
      ['deleted', 'it was deleted'],
    ] as const)
      expect((await estate.look({ ...WEB, name }, NOW_ONLY)).service).toMatchObject({
        why: 'not-found',
        detail: expect.stringContaining(`could not find service prod/${name}: ${reason}`),
      });
    aws.resetCalls();
    const elsewhere = await estate.look({ ...WEB, env: 'moon' }, NOW_ONLY);
    expect(elsewhere.service).toMatchObject({ why: 'not-found', detail: expect.stringContaining('moon') });
    expect(aws.calls).toEqual({});
  });

  it('does not wait for a source that is silent: the rest is known', async () => {
    const { estate, aws, clock, answered } = await start({ build: web, limits: DEADLINE });
    aws.faults.add({ operation: 'DescribeTargetHealth', kind: 'delay', ms: 60_000 });
    aws.faults.add({ operation: 'ListServiceDeployments', kind: 'delay', ms: 60_000 });
    const look = estate.look(WEB, NOW_ONLY);
    await answered(ENV.alias, 6);
    clock.forward(50_000);
    const seen = await look;
    expect(seen.targetGroups[0]?.targets).toEqual({
      kind: 'unknown',
      why: 'timeout',
      detail: 'could not read the target health of web-tg: it took too long',
    });
    expect(seen.history).toMatchObject({ kind: 'unknown', why: 'timeout' });
    const { service, tasks, stopped, definitions } = seen;
    expect(kindsOf(service, tasks, stopped, definitions, seen.targetGroups[0]?.check)).toEqual(['known']);
  });

  it('into a silent environment ends in time with nothing but time-outs, and into another is whole', async () => {
    const { estate, silence, clock } = await start(euAndUs(web, DEADLINE));
    silence(US.region);
    const silent = estate.look({ ...WEB, env: US.alias }, NOW_ONLY);
    const whole = await estate.look({ ...WEB, env: EU.alias }, NOW_ONLY);
    const { service, tasks, stopped, definitions, history, targetGroups } = whole;
    expect(kindsOf(service, tasks, stopped, definitions, history, targetGroups[0]?.targets)).toEqual([
      'known',
    ]);
    clock.forward(50_000);
    const timeout = { kind: 'unknown', why: 'timeout' };
    expect(await silent).toMatchObject({
      service: timeout,
      tasks: timeout,
      stopped: timeout,
      history: timeout,
      targetGroups: [],
    });
  });
});

/** Of which kinds the facts are. */
function kindsOf(...facts: readonly (Fact<unknown> | undefined)[]): readonly (string | undefined)[] {
  return [...new Set(facts.map((fact) => fact?.kind))];
}
