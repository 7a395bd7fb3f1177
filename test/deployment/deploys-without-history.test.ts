import { describe, expect, it } from 'vitest';
import { composeDeploys } from '../../src/deployment/deploys.ts';
import type { Service } from '../../src/deployment/service.ts';
import { aDeployment, anEvent, aRevision, aService, aTaskSet, denied, known, minutesAgo } from '../given.ts';

function composed(of: Partial<Service>) {
  return composeDeploys(
    {
      ref: aService().ref,
      service: known(aService(of)),
      listed: denied('ecs:ListServiceDeployments'),
      records: undefined,
      revisions: undefined,
      registrations: undefined,
    },
    1,
  );
}

describe('deployments where the history cannot be had', () => {
  it('are those that are live, with their ends from the events', () => {
    const { from, deploys, gaps } = composed({
      deployments: [
        aDeployment({
          id: 'ecs-svc/2',
          rolloutState: 'in-progress',
          runningCount: 1,
          revision: aRevision(15),
        }),
        aDeployment({ id: 'ecs-svc/1', status: 'active', createdAt: minutesAgo(900) }),
      ],
      events: [anEvent('(service web) (deployment ecs-svc/1) deployment completed.', 890)],
    });
    expect(from).toBe('events');
    expect(gaps).toMatchObject([{ unknown: { permission: 'ecs:ListServiceDeployments' } }]);
    expect(deploys).toMatchObject([
      {
        id: 'ecs-svc/2',
        revision: { number: 15 },
        outcome: { kind: 'in-progress', tasks: { running: 1, requested: 2 } },
      },
      { id: 'ecs-svc/1', outcome: { kind: 'succeeded' }, endedAt: minutesAgo(890) },
    ]);
  });

  it('tell a rollback by the events, and to which revision', () => {
    const { deploys } = composed({
      deployments: [aDeployment({ id: 'ecs-svc/3', revision: aRevision(14), createdAt: minutesAgo(20) })],
      events: [
        anEvent('(service web) (deployment ecs-svc/3) deployment completed.', 15),
        anEvent('(service web) rolling back to deployment ecs-svc/3.', 20),
        anEvent('(service web) (deployment ecs-svc/2) deployment failed: tasks failed to start.', 21),
        anEvent('(service web) (deployment ecs-svc/1) deployment completed.', 3000),
      ],
    });
    expect(deploys.map(({ id, outcome }) => [id, outcome.kind])).toEqual([
      ['ecs-svc/3', 'succeeded'],
      ['ecs-svc/2', 'rolled-back'],
      ['ecs-svc/1', 'succeeded'],
    ]);
    expect(deploys[1]?.outcome).toMatchObject({ to: { number: 14 }, reason: 'tasks failed to start' });
  });

  it.each([
    ['failed', { rolloutState: 'failed', rolloutReason: 'no luck' }, { kind: 'failed', reason: 'no luck' }],
    [
      'without a state, yet replaced',
      { rolloutState: undefined, status: 'active' },
      { kind: 'stopped', by: { number: 14 } },
    ],
    [
      'without a state, yet primary',
      { rolloutState: undefined, failedTasks: 2 },
      { kind: 'in-progress', failures: 2 },
    ],
  ] as const)('say how one is that is %s', (_, given, outcome) => {
    expect(composed({ deployments: [aDeployment(given)] }).deploys[0]?.outcome).toMatchObject(outcome);
  });

  it('are task sets where another controller moves the service', () => {
    const { from, deploys } = composed({
      controller: 'code-deploy',
      deployments: [],
      taskSets: [aTaskSet(), aTaskSet({ id: 'ecs-svc/8', status: 'active', stability: 'stabilizing' })],
    });
    expect(from).toBe('task-sets');
    expect(deploys.map(({ outcome }) => outcome)).toMatchObject([
      { kind: 'task-set', status: 'primary', stability: 'steady-state' },
      { kind: 'task-set', status: 'active', stability: 'stabilizing' },
    ]);
  });
});
