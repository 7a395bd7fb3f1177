import { describe, expect, it } from 'vitest';
import type { Ecs } from '../../src/aws/ecs.ts';
import { createStoppedReads } from '../../src/aws/stopped-reads.ts';
import { type AddedService, addService } from '../../src/demo/world/add-service.ts';
import { addTask, type TaskPlan } from '../../src/demo/world/add-task.ts';
import type { World } from '../../src/demo/world.ts';
import { UpstreamError } from '../../src/errors.ts';
import { aTask } from '../given.ts';
import { ENV, knownIn, movedClock, NOW_ONLY, PLENTY, stages } from './given-aws.ts';

const MINUTE_MS = 60_000;
const WEB = { env: ENV.alias, cluster: 'prod', name: 'web' };
const API = { ...WEB, name: 'api' };

describe('stopped tasks in a sweep', () => {
  const start = stages();

  async function given() {
    const added = new Map<string, AddedService>();
    const build = (world: World) => {
      for (const name of ['web', 'api']) added.set(name, addService(world, { name, targetGroups: [] }));
    };
    const stage = await start({ build, limits: { rates: PLENTY } });
    const { world, estate, clock, aws } = stage;
    const stop = (name: string, seed: string, more: Partial<TaskPlan> = {}) => {
      const one = added.get(name);
      if (!one) throw new Error(`no service ${name}`);
      const { service, definition } = one;
      const now = clock.now();
      const times = { createdAt: now, startedAt: now, stoppingAt: now, stoppedAt: now };
      return addTask(world, service, { seed, definition, startedBy: 'ecs-svc/1', ...times, ...more });
    };
    /** Stop codes by service, and what the sweep cost beyond the services and running tasks. */
    const sweep = async () => {
      aws.resetCalls();
      const { sightings } = await estate.sweep([WEB, API], NOW_ONLY);
      const [web, api] = sightings.map(({ stopped }) => knownIn(stopped).map(({ stopCode }) => stopCode));
      return { web, api, described: (aws.calls['ecs:DescribeTasks'] ?? 0) - 1 };
    };
    return { clock, stop, sweep };
  }

  it('are told by service, and described once', async () => {
    const { stop, sweep } = await given();
    stop('web', 'one', { stopCode: 'EssentialContainerExited' });
    stop('api', 'two', { stopCode: 'TaskFailedToStart' });
    const seen = { web: ['EssentialContainerExited'], api: ['TaskFailedToStart'] };
    expect(await sweep()).toEqual({ ...seen, described: 1 });
    expect(await sweep()).toEqual({ ...seen, described: 0 });
    stop('web', 'three', { stopCode: 'TaskFailedToStart' });
    expect(await sweep()).toEqual({
      web: ['EssentialContainerExited', 'TaskFailedToStart'],
      api: ['TaskFailedToStart'],
      described: 1,
    });
  });

  it('are described again while they are about to stop, since how they ended is yet to come', async () => {
    const { stop, sweep } = await given();
    stop('web', 'one', { stoppedAt: undefined });
    expect(await sweep()).toMatchObject({ web: [undefined], described: 1 });
    expect(await sweep()).toMatchObject({ web: [undefined], described: 1 });
    stop('web', 'one', { stopCode: 'EssentialContainerExited' });
    expect(await sweep()).toMatchObject({ web: ['EssentialContainerExited'], described: 1 });
    expect(await sweep()).toMatchObject({ web: ['EssentialContainerExited'], described: 0 });
  });

  it('are forgotten when ECS forgets them', async () => {
    const { stop, sweep, clock } = await given();
    stop('web', 'one', { stopCode: 'EssentialContainerExited' });
    await sweep();
    clock.forward(60 * MINUTE_MS);
    expect(await sweep()).toEqual({ web: [], api: [], described: 0 });
  });

  it('of no service are described once as well, and told of none', async () => {
    const { stop, sweep } = await given();
    stop('web', 'a nightly job').group = 'family:nightly';
    expect(await sweep()).toEqual({ web: [], api: [], described: 1 });
    expect(await sweep()).toEqual({ web: [], api: [], described: 0 });
  });
});

describe('the reads of stopped tasks', () => {
  const stopped = (arn: string) => aTask({ arn, lastStatus: 'stopped', group: 'service:web' });

  function given(most?: number) {
    let listed: readonly string[] = [];
    const described: string[][] = [];
    const ecs: Pick<Ecs, 'taskArns' | 'tasks'> = {
      taskArns: async () => listed,
      tasks: async (_, arns) => {
        described.push([...arns]);
        return arns.map(stopped);
      },
    };
    const read = createStoppedReads({ ecs, clock: movedClock() }, most);
    const list = (arns: readonly string[]) => {
      listed = arns;
    };
    return { read, ecs, described, list };
  }

  it('keep to their bound, and pay for what is beyond it not once', async () => {
    const { read, described, list } = given(3);
    list(['a', 'b', 'c', 'd', 'e']);
    expect(knownIn(await read('prod', NOW_ONLY)).map(({ arn }) => arn)).toEqual(['a', 'b', 'c']);
    await read('prod', NOW_ONLY);
    expect(described).toEqual([['a', 'b', 'c']]);
    list(['c', 'd', 'e']);
    expect(knownIn(await read('prod', NOW_ONLY)).map(({ arn }) => arn)).toEqual(['c', 'd', 'e']);
    expect(described).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
  });

  it('that were described stay so where the rest could not be', async () => {
    const { read, ecs, described, list } = given();
    const { tasks } = ecs;
    list(Array.from({ length: 150 }, (_, nth) => `task ${nth}`));
    const failure = new UpstreamError('describe tasks', 'throttled');
    Object.assign(ecs, {
      tasks: (cluster: string, arns: readonly string[]) =>
        arns.length < 100 ? Promise.reject(failure) : tasks(cluster, arns),
    });
    expect(await read('prod', NOW_ONLY)).toMatchObject({ kind: 'unknown', why: 'throttled' });
    Object.assign(ecs, { tasks });
    expect(knownIn(await read('prod', NOW_ONLY))).toHaveLength(150);
    expect(described.map((arns) => arns.length)).toEqual([100, 50]);
  });

  it('keep clusters apart', async () => {
    const { read, described, list } = given();
    list(['a']);
    await read('prod', NOW_ONLY);
    await read('other', NOW_ONLY);
    await read('prod', NOW_ONLY);
    expect(described).toEqual([['a'], ['a']]);
  });

  it('are unknown where the list cannot be read', async () => {
    const { read, ecs } = given();
    Object.assign(ecs, { taskArns: () => Promise.reject(new UpstreamError('list the tasks', 'throttled')) });
    expect(await read('prod', NOW_ONLY)).toMatchObject({ kind: 'unknown', why: 'throttled' });
  });
});
