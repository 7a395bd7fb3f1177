import { expect, it } from 'vitest';
import { judgeContainers } from '../../../src/verification/judges/containers.ts';
import { aDefinition, aTask, denied, known } from '../../given.ts';
import { aLook } from './given-looked.ts';

const tasks = (...health: readonly ('healthy' | 'unhealthy' | 'unknown')[]) =>
  known(health.map((each) => aTask({ health: each })));

it.each([
  [
    'all healthy',
    { tasks: tasks('healthy', 'healthy') },
    'verified',
    'all 2 running tasks of web are healthy',
  ],
  [
    'one unhealthy',
    { tasks: tasks('healthy', 'unhealthy') },
    'refuted',
    '1 of 2 running tasks of web are unhealthy',
  ],
  [
    'one undecided',
    { tasks: tasks('healthy', 'unknown'), definitions: undefined },
    'unverifiable',
    'not decided yet',
  ],
  [
    'without a check',
    { tasks: tasks('unknown', 'unknown'), definitions: known([aDefinition(14, { checked: false })]) },
    'unverifiable',
    'its task definition has no container health check',
  ],
  [
    'fewer than ECS counts',
    { tasks: tasks('healthy') },
    'unverifiable',
    'ECS counts 2 running tasks but lists 1',
  ],
  ['not listed yet', { tasks: tasks() }, 'unverifiable', 'ECS counts 2 running tasks but lists 0'],
  ['none', { of: { runningCount: 0 }, tasks: tasks() }, 'refuted', 'no task of web runs'],
] as const)('containers that are %s', (_, given, kind, reason) => {
  const verification = judgeContainers(aLook(given));
  expect(verification.kind).toBe(kind);
  expect(verification.reason).toContain(reason);
});

it('names the permission that is missing', () => {
  expect(judgeContainers(aLook({ tasks: denied('ecs:ListTasks') }))).toMatchObject({
    kind: 'unverifiable',
    permission: 'ecs:ListTasks',
  });
  const unclear = aLook({
    tasks: tasks('unknown', 'unknown'),
    definitions: denied('ecs:DescribeTaskDefinition'),
  });
  expect(judgeContainers(unclear)).toMatchObject({
    kind: 'unverifiable',
    permission: 'ecs:DescribeTaskDefinition',
  });
});

it('counts the tasks as proof', () => {
  const [evidence] = judgeContainers(aLook({ tasks: tasks('healthy', 'unhealthy') })).evidence;
  expect(evidence?.value).toBe('1 of 2 healthy, 1 unhealthy');
});
