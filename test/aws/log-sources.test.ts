import { afterEach, describe, expect, it } from 'vitest';
import { addLogStream, addService } from '../../src/demo/world/add-service.ts';
import { addTask } from '../../src/demo/world/add-task.ts';
import type { World } from '../../src/demo/world.ts';
import { FIVE_SECONDS, type Given, NOW_ONLY, type Stage, startAws } from './given-aws.ts';
import { FAST, texts, ZERO } from './given-logs.ts';

const REF = { env: 'prod-eu', cluster: 'prod', name: 'web' };
let stage: Stage | undefined;

async function start(given: Given = {}) {
  stage = await startAws({ limits: FAST, ...given });
  return stage;
}

afterEach(() => stage?.stop());

/** A task that crashed ten minutes ago, with its last words. */
function addCrash(world: World) {
  const { service, definition } = addService(world, { name: 'web' });
  const stoppedAt = new Date(world.clock.now().getTime() - 600_000);
  const task = addTask(world, service, {
    seed: 'crash',
    definition,
    startedBy: service.deployments[0]?.id ?? '',
    createdAt: ZERO,
    startedAt: ZERO,
    stoppedAt,
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    exitCode: 1,
  });
  addLogStream(world, definition, task).lines.push({ at: stoppedAt, message: 'out of memory' });
}

describe('where the logs of a service are', () => {
  it('is read from its definitions, and leads to its lines', async () => {
    const { estate, aws } = await start({ build: addCrash });
    const { sources, gaps, task } = await estate.logs.sources(REF, {}, NOW_ONLY);
    expect(sources).toEqual([
      { container: 'web', group: '/ecs/web', region: undefined, streamPrefix: 'ecs/web/' },
    ]);
    expect([gaps, task]).toEqual([[], undefined]);
    expect(aws.calls['ecs:DescribeTaskDefinition']).toBe(1);
    const previous = await estate.logs.sources(REF, { previous: true }, FIVE_SECONDS);
    expect(previous.task?.stopCode).toBe('EssentialContainerExited');
    const [source] = previous.sources;
    const query = { source: source!, sinceAt: ZERO, untilAt: undefined, pattern: undefined };
    expect(texts((await estate.logs.page('prod-eu', query)).lines)).toEqual(['out of memory']);
  });

  it('is found for a service with the simulated AWS in a mapping', async () => {
    const logMappings = [{ service: 'prod/*', group: '/firelens/{service}' }];
    const { estate } = await start({ build: addCrash, logMappings });
    const { sources } = await estate.logs.sources(REF, {}, NOW_ONLY);
    expect(sources).toMatchObject([{ group: '/firelens/web', streamPrefix: undefined }]);
  });

  it('is found without the stopped tasks, which leave a gap; the previous one is not', async () => {
    const { estate, fault } = await start({ build: addCrash });
    fault('ListTasks', 'denied');
    const { sources, gaps } = await estate.logs.sources(REF, {}, NOW_ONLY);
    expect(sources).toHaveLength(1);
    expect(gaps).toMatchObject([{ permission: 'ecs:ListTasks' }, { permission: 'ecs:ListTasks' }]);
    await expect(estate.logs.sources(REF, { previous: true }, NOW_ONLY)).rejects.toMatchObject({
      kind: 'denied',
      permission: 'ecs:ListTasks',
    });
  });

  it('is not found for a service that is gone, or whose definitions cannot be read', async () => {
    const { estate, fault } = await start({ build: addCrash });
    await expect(estate.logs.sources({ ...REF, name: 'gone' }, {}, NOW_ONLY)).rejects.toMatchObject({
      kind: 'not-found',
    });
    fault('DescribeTaskDefinition', 'denied');
    const reading = estate.logs.sources(REF, {}, NOW_ONLY);
    await expect(reading).rejects.toMatchObject({ permission: 'ecs:DescribeTaskDefinition' });
  });

  it('complains about a container that there is not', async () => {
    const { estate } = await start({ build: addCrash });
    await expect(estate.logs.sources(REF, { container: 'db' }, NOW_ONLY)).rejects.toThrow('`web`');
  });
});
