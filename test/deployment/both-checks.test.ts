import { describe, expect, it } from 'vitest';
import { checkedTasks, containerChecks, looseTargets, taskChecks } from '../../src/deployment/both-checks.ts';
import {
  aContainerDefinition,
  aDefinition,
  aRevision,
  aSighting,
  aTarget,
  aTargetGroup,
  aTask,
  aTaskDefinition,
  denied,
  known,
} from '../given.ts';

const unhealthy = { state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' };

describe('what both checks say of each task', () => {
  it('puts tasks together that fare alike, the worst first', () => {
    const groups = checkedTasks(
      aSighting({
        tasks: known([
          aTask({ privateIp: '10.0.0.1' }),
          aTask({ privateIp: '10.0.0.2' }),
          aTask({ privateIp: '10.0.0.3' }),
          aTask({ privateIp: '10.0.0.4', lastStatus: 'pending', health: 'unknown' }),
        ]),
        targetGroups: [
          aTargetGroup([
            aTarget({ id: '10.0.0.1' }),
            aTarget({ id: '10.0.0.2' }),
            aTarget({ id: '10.0.0.3', ...unhealthy }),
          ]),
        ],
      }),
    );
    expect(groups.map(({ state, tasks }) => [state, tasks.length])).toEqual([
      ['failing', 1],
      ['undecided', 1],
      ['passing', 2],
    ]);
  });

  it('keeps apart what differs in a revision, a reason or a container that fails', () => {
    const failing = (name: string) =>
      aTask({
        health: 'unhealthy',
        privateIp: undefined,
        containers: [{ ...aTask().containers[0]!, name, health: 'unhealthy' }],
      });
    const tasks = [failing('app'), failing('proxy'), aTask({ revision: aRevision(15) }), aTask()];
    expect(checkedTasks(aSighting({ tasks: known(tasks) }))).toHaveLength(4);
  });

  it.each([
    ['a target on its way out', { state: 'draining' }, 'passing', 'healthy'],
    ['nothing but a first check', { state: 'initial' }, 'undecided', 'healthy'],
    ['no check at all', { state: 'unused' }, 'unchecked', 'unknown'],
  ] as const)('calls %s by its name', (_, target, state, health) => {
    const [group] = checkedTasks(
      aSighting({
        tasks: known([aTask({ health })]),
        definitions: known([aDefinition(14, { checked: false })]),
        targetGroups: [aTargetGroup([aTarget(target)])],
      }),
    );
    expect(group?.state).toBe(state);
  });

  it('finds the task behind a host port of an instance, and leaves one alone that several use', () => {
    const bridged = (port: number) => aTask({ privateIp: undefined, hostPorts: [port] });
    const sighting = aSighting({
      tasks: known([bridged(32_768), bridged(32_769), bridged(8080), bridged(8080)]),
      targetGroups: [
        aTargetGroup([
          aTarget({ id: 'i-0aaaaaaaaaaaaaaa1', port: 32_768 }),
          aTarget({ id: 'i-0aaaaaaaaaaaaaaa1', port: 32_769, ...unhealthy }),
          aTarget({ id: 'i-0aaaaaaaaaaaaaaa1', port: 8080 }),
          aTarget({ id: 'i-0aaaaaaaaaaaaaaa2', port: 8080 }),
        ]),
      ],
    });
    expect(taskChecks(sighting).map(({ targets }) => targets.length)).toEqual([1, 1, 0, 0]);
    expect(looseTargets(sighting)).toMatchObject([
      { state: 'passing', targets: [{ port: 8080 }, { port: 8080 }] },
    ]);
  });

  it('says nothing of tasks that could not be read, and shows their targets by themselves', () => {
    const sighting = aSighting({
      tasks: denied('ecs:ListTasks'),
      targetGroups: [aTargetGroup([aTarget(), aTarget({ id: '10.0.0.9', ...unhealthy })])],
    });
    expect(checkedTasks(sighting)).toEqual([]);
    expect(looseTargets(sighting).map(({ state }) => state)).toEqual(['failing', 'passing']);
  });
});

describe('how the containers are checked', () => {
  const check = { command: ['CMD', 'true'], intervalMs: 1, timeoutMs: 1, retries: 1, startPeriodMs: 0 };

  it('tells revisions together that are checked alike, and apart where they are not', () => {
    const checks = containerChecks(
      aSighting({
        definitions: known([
          aDefinition(13, { checked: true }),
          aDefinition(14, { checked: true }),
          aDefinition(15, { checked: false }),
        ]),
      }),
    );
    expect(checks.map(({ revisions }) => revisions.map(({ number }) => number))).toEqual([[15], [14, 13]]);
  });

  it('leaves out a sidecar that has neither check nor traffic', () => {
    const containers = ['app', 'proxy', 'agent'].map((name) =>
      aContainerDefinition({ name, healthCheck: name === 'proxy' ? check : undefined }),
    );
    const checks = containerChecks(
      aSighting({ definitions: known([aTaskDefinition({ containers })]), targetGroups: [aTargetGroup([])] }),
    );
    expect(checks.map(({ container }) => container.name)).toEqual(['app', 'proxy']);
  });

  it('knows none where the task definitions were not read', () => {
    expect(containerChecks(aSighting())).toEqual([]);
  });
});
