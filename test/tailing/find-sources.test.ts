import { describe, expect, it } from 'vitest';
import type { ContainerDefinition, TaskDefinition } from '../../src/deployment/service.ts';
import { findSources, type LogClues } from '../../src/tailing/find-sources.ts';
import { aContainerDefinition, aRef, aRevision, aTask, aTaskDefinition, minutesAgo } from '../given.ts';

const CRASHED = 'c'.repeat(32);
const REPLACED = 'd'.repeat(32);
const app = aContainerDefinition();
const fluent = aContainerDefinition({ name: 'side', logDriver: 'awsfirelens', awslogs: undefined });

function defined(number: number, ...containers: ContainerDefinition[]): TaskDefinition {
  return aTaskDefinition({ revision: aRevision(number), containers });
}

function clues(given: Partial<LogClues> = {}): LogClues {
  return {
    ref: aRef(),
    region: 'eu-central-1',
    running: [aTask({ id: `ab${'1'.repeat(30)}` }), aTask({ id: `ac${'1'.repeat(30)}` })],
    stopped: [],
    definitions: [defined(14, app)],
    mappings: [],
    ...given,
  };
}

const SOURCE = { container: 'app', group: '/ecs/web', region: undefined, streamPrefix: 'ecs/app/' };

describe('findSources', () => {
  it('finds the streams of a container in all revisions once', () => {
    const { sources, notReadable } = findSources(
      clues({ definitions: [defined(14, app), defined(13, app)] }),
      {},
    );
    expect([sources, notReadable]).toEqual([[SOURCE], []]);
  });

  it('finds every container and every place a revision logs to', () => {
    const moved = aContainerDefinition({ awslogs: { group: '/old', region: 'us-east-1', prefix: 'x' } });
    const { sources } = findSources(
      clues({ definitions: [defined(14, app, aContainerDefinition({ name: 'db' })), defined(13, moved)] }),
      {},
    );
    expect(sources).toEqual(
      expect.arrayContaining([
        SOURCE,
        { ...SOURCE, container: 'db', streamPrefix: 'ecs/db/' },
        { container: 'app', group: '/old', region: 'us-east-1', streamPrefix: 'x/app/' },
      ]),
    );
  });

  it('takes the whole group where streams are not named by prefix, and nothing twice', () => {
    const bare = aContainerDefinition({
      awslogs: { group: '/ecs/web', region: undefined, prefix: undefined },
    });
    const { sources } = findSources(
      clues({ definitions: [defined(14, app), defined(13, { ...bare, name: 'proxy' })] }),
      {},
    );
    expect(sources).toEqual([{ ...SOURCE, container: 'proxy, app', streamPrefix: undefined }]);
    expect(findSources(clues({ definitions: [defined(14, bare)] }), { task: 'ab' })).toMatchObject({
      sources: [],
      notReadable: [{ container: 'app', why: expect.stringContaining('awslogs-stream-prefix') }],
    });
  });

  it('names what cannot be read, with the driver and the revisions', () => {
    const none = aContainerDefinition({ name: 'mute', logDriver: undefined, awslogs: undefined });
    const { sources, notReadable } = findSources(
      clues({ definitions: [defined(14, app, fluent, none), defined(13, fluent)] }),
      {},
    );
    expect(sources).toEqual([SOURCE]);
    expect(notReadable).toEqual([
      { container: 'side', revisions: ['web:14', 'web:13'], why: expect.stringContaining('`awsfirelens`') },
      { container: 'mute', revisions: ['web:14'], why: 'its definition names no log driver' },
    ]);
  });

  it('is told by a mapping, which goes before the definition', () => {
    const mappings = [
      { service: 'prod/api', group: '/no' },
      {
        service: 'prod-eu:*/w*b',
        container: 'side',
        group: '/fl/{service}',
        streamPrefix: '{container}-firelens-{task}',
      },
    ];
    const given = clues({ definitions: [defined(14, app, fluent)], mappings });
    const mapped = { container: 'side', group: '/fl/web', region: undefined };
    expect(findSources(given, { container: 'side' }).sources).toEqual([
      { ...mapped, streamPrefix: 'side-firelens-' },
    ]);
    expect(findSources(given, { container: 'SIDE', task: 'ab' }).sources).toEqual([
      { ...mapped, streamPrefix: `side-firelens-ab${'1'.repeat(30)}` },
    ]);
    const over = [{ service: 'prod/web', group: '/mine', region: 'us-east-1' }];
    expect(findSources(clues({ mappings: over }), {}).sources).toEqual([
      { container: 'app', group: '/mine', region: 'us-east-1', streamPrefix: undefined },
    ]);
    expect(findSources(clues({ mappings: over }), { task: 'ab' }).notReadable).toMatchObject([
      { why: expect.stringContaining('SNAIL_LOG_GROUPS') },
    ]);
  });

  it('finds one task by the beginning of its id, by its ARN, or forgotten by its whole id', () => {
    const prefixOf = (task: string) => findSources(clues(), { task }).sources[0]?.streamPrefix;
    expect(prefixOf('AB')).toBe(`ecs/app/ab${'1'.repeat(30)}`);
    expect(prefixOf(`arn:aws:ecs:eu-central-1:1:task/prod/ac${'1'.repeat(30)}`)).toBe(
      `ecs/app/ac${'1'.repeat(30)}`,
    );
    expect(prefixOf(CRASHED)).toBe(`ecs/app/${CRASHED}`);
  });

  it('reads a task where its own revision logs to', () => {
    const old = aContainerDefinition({ awslogs: { group: '/old', region: undefined, prefix: 'ecs' } });
    const given = clues({
      definitions: [defined(14, app), defined(13, old)],
      running: [aTask({ id: CRASHED, revision: aRevision(13) })],
    });
    expect(findSources(given, { task: 'c' }).sources.map(({ group }) => group)).toEqual(['/old']);
  });

  it('takes the last task that died for the previous one, before later ones that were replaced', () => {
    const stopped = [
      aTask({
        id: REPLACED,
        stoppedAt: minutesAgo(1),
        stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)',
      }),
      aTask({ id: CRASHED, stoppedAt: minutesAgo(5), stoppedReason: 'Essential container in task exited' }),
      aTask({
        id: 'e'.repeat(32),
        stoppedAt: minutesAgo(9),
        stoppedReason: 'Essential container in task exited',
      }),
    ];
    const { sources, task } = findSources(clues({ stopped }), { previous: true });
    expect([sources[0]?.streamPrefix, task?.id]).toEqual([`ecs/app/${CRASHED}`, CRASHED]);
  });

  it.each([
    [{ container: 'ap' }, 'Type `--container` with `app`'],
    [{ task: 'a' }, 'Several tasks of web begin like that'],
    [{ task: 'f00' }, 'No task of web begins like that'],
    [{ task: '/' }, 'No task of web begins like that'],
    [{ previous: true }, 'ECS remembers no task of web that stopped'],
    [{ previous: true, task: 'ab' }, 'Type only one of them'],
  ])('refuses %j', (wanted, reason) => {
    expect(() => findSources(clues(), wanted)).toThrow(reason);
  });
});
