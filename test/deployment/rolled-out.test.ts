import { describe, expect, it } from 'vitest';
import { rolledOutBy } from '../../src/deployment/rolled-out.ts';
import { rolloutOf } from '../../src/deployment/rollout.ts';
import type { PastDeployment, Service } from '../../src/deployment/service.ts';
import {
  aDeployment,
  anEvent,
  aPastDeployment,
  aRevision,
  aService,
  aTask,
  aTaskSet,
  minutesAgo,
  NOW,
} from '../given.ts';

const newest = aDeployment({
  id: 'ecs-svc/2000',
  revision: aRevision(15),
  rolloutState: 'in-progress',
  createdAt: minutesAgo(5),
  updatedAt: minutesAgo(1),
});
const older = aDeployment({ status: 'active' });
const back = aDeployment({ id: 'ecs-svc/3000', rolloutState: 'in-progress', createdAt: minutesAgo(1) });
const failed = aDeployment({
  id: 'ecs-svc/2000',
  status: 'active',
  revision: aRevision(15),
  rolloutState: 'failed',
});
const backEvent = anEvent('(service web) rolling back to deployment ecs-svc/3000.', 1);
const goingBack = aPastDeployment({
  status: 'rollback-in-progress',
  revision: aRevision(15),
  finishedAt: undefined,
});
const taskSets = [
  aTaskSet(),
  aTaskSet({ id: 'ecs-svc/8', status: 'active', stability: 'stabilizing', revision: aRevision(15) }),
];

describe('rolledOutBy', () => {
  it.each<[string, Partial<Service>, readonly PastDeployment[] | undefined, readonly string[]]>([
    ['steady', {}, undefined, []],
    ['in progress', { deployments: [newest, older] }, undefined, ['ecs-svc/2000']],
    ['failed', { deployments: [{ ...newest, rolloutState: 'failed' }, older] }, undefined, ['ecs-svc/2000']],
    ['about to be rolled back', { deployments: [newest, older] }, [goingBack], ['ecs-svc/2000']],
    [
      'being rolled back',
      { deployments: [back, failed, older], events: [backEvent] },
      undefined,
      ['ecs-svc/2000'],
    ],
    ['of task sets', { controller: 'code-deploy', deployments: [], taskSets }, undefined, ['ecs-svc/8']],
  ])('knows the tasks of what is rolled out where that is %s', (_, given, history, ids) => {
    const service = aService(given);
    const isOurs = rolledOutBy(service, rolloutOf(service, history, NOW));
    const units = ['ecs-svc/1000', 'ecs-svc/2000', 'ecs-svc/3000', 'ecs-svc/7', 'ecs-svc/8'];
    expect(units.filter((startedBy) => isOurs(aTask({ startedBy })))).toEqual(ids);
  });

  it('goes by the revision of a task that nothing says who started', () => {
    const service = aService({ deployments: [newest, older] });
    const isOurs = rolledOutBy(service, rolloutOf(service, undefined, NOW));
    expect(isOurs(aTask({ startedBy: undefined, revision: aRevision(15) }))).toBe(true);
    expect(isOurs(aTask({ startedBy: undefined }))).toBe(false);
    expect(isOurs(aTask({ startedBy: undefined, revision: undefined }))).toBe(false);
  });
});
