import { describe, expect, it } from 'vitest';
import { findFailingCheck } from '../../src/deployment/failing-check.ts';
import { rolloutOf } from '../../src/deployment/rollout.ts';
import type { Service, TargetGroupCheck } from '../../src/deployment/service.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import {
  aDeployment,
  anEvent,
  aPastDeployment,
  aRevision,
  aSighting,
  aTarget,
  aTargetGroup,
  aTask,
  known,
  minutesAgo,
  NOW,
} from '../given.ts';

const CODES = 'Health checks failed with these codes: [404]';
const old = aTask();
const young = aTask({ revision: aRevision(15), privateIp: '10.0.3.10' });
const gone = aTask({ revision: aRevision(15), stoppedAt: minutesAgo(3) });
const failing = aTarget({
  id: '10.0.3.10',
  state: 'unhealthy',
  reason: 'Target.ResponseCodeMismatch',
  description: CODES,
});
const check: TargetGroupCheck = {
  arn: aTargetGroup([]).group.arn,
  protocol: 'HTTP',
  port: 'traffic-port',
  path: '/health',
  matcher: '200',
  intervalMs: 30_000,
  timeoutMs: 5000,
  healthyThreshold: 5,
  unhealthyThreshold: 2,
  attached: true,
};
const rolling: Partial<Service> = {
  deployments: [
    aDeployment({
      id: 'ecs-svc/2000',
      revision: aRevision(15),
      rolloutState: 'in-progress',
      createdAt: minutesAgo(10),
    }),
    aDeployment({ status: 'active' }),
  ],
};

function said(taskId: string, minutes: number, group = 'targetgroup/web-tg/0123456789abcdef') {
  const arn = `arn:aws:elasticloadbalancing:eu-central-1:111122223333:${group}`;
  return anEvent(
    `(service web) (task ${taskId}) (port 5000) is unhealthy in (target-group ${arn}) due to (reason ${CODES}).`,
    minutes,
  );
}

/** What is found where revision 15 is rolled out beside 14. */
function found(given: Partial<Sighting> & { of?: Partial<Service> } = {}) {
  const { of, ...rest } = given;
  const sighting = aSighting({
    of: { ...rolling, ...of },
    tasks: known([old, young]),
    targetGroups: [aTargetGroup([aTarget(), aTarget({ ...failing, state: 'initial' })])],
    ...rest,
  });
  const { service, history } = sighting;
  if (service.kind === 'unknown') throw new Error('the service is known');
  const past = history?.kind === 'known' ? history.value : undefined;
  return findFailingCheck(sighting, rolloutOf(service.value, past, NOW));
}

describe('the check that a revision fails', () => {
  it('is said by a target behind one of its tasks, with how it is checked', () => {
    const group = { ...aTargetGroup([aTarget(), failing]), check: known(check) };
    expect(found({ targetGroups: [group] })).toEqual({
      by: 'load-balancer',
      revision: aRevision(15),
      said: CODES,
      check,
      source: { kind: 'target', code: 'Target.ResponseCodeMismatch' },
    });
  });

  it('is said by an event about one of its tasks', () => {
    const event = said(young.id, 2);
    expect(found({ of: { events: [event] } })).toMatchObject({
      revision: aRevision(15),
      said: CODES,
      source: { kind: 'event', at: event.createdAt },
    });
    expect(found({ of: { events: [said(gone.id, 2)] }, stopped: known([gone]) })).toMatchObject({
      revision: aRevision(15),
    });
  });

  it('names no revision where an event of the rollout is about a task that nobody knows', () => {
    const events = [said('0123456789abcdef0123456789abcdef', 2)];
    expect(found({ of: { events } })).toMatchObject({ revision: undefined, said: CODES });
  });

  it('is not found in an event from before the rollout, or about the older revision', () => {
    expect(found({ of: { events: [said('0123456789abcdef0123456789abcdef', 11)] } })).toBeUndefined();
    expect(found({ of: { events: [said(old.id, 2)] } })).toBeUndefined();
  });

  it('is not found any more once all of its tasks pass', () => {
    const passing = aTargetGroup([aTarget(), aTarget({ id: '10.0.3.10' })]);
    expect(found({ of: { events: [said(young.id, 2)] }, targetGroups: [passing] })).toBeUndefined();
  });

  it.each([
    ['Task failed ELB health checks in (target-group arn:x)', 'load-balancer'],
    ['Task failed container health checks', 'container'],
  ])('is said by a task that was stopped for “%s”', (stoppedReason, by) => {
    const stopped = known([
      { ...gone, stoppedReason },
      { ...gone, revision: aRevision(14), stoppedReason },
    ]);
    expect(found({ stopped })).toMatchObject({
      by,
      revision: aRevision(15),
      source: { kind: 'stopped-tasks', count: 1, newestAt: minutesAgo(3) },
    });
  });

  it('is that of the revision that was rolled back', () => {
    const history = known([aPastDeployment({ status: 'rollback-successful', revision: aRevision(15) })]);
    const of = { deployments: [aDeployment()] };
    const stopped = known([{ ...gone, stoppedReason: 'Task failed ELB health checks in x' }]);
    expect(found({ of, history, stopped })).toMatchObject({ revision: aRevision(15) });
    expect(found({ of: { ...of, events: [said('0'.repeat(32), 1)] }, history })).toBeUndefined();
  });

  it('is that of a target where nothing is rolled out, whatever events say', () => {
    const of = { deployments: [aDeployment()] };
    const sick = aTargetGroup([{ ...failing, id: '10.0.1.10' }]);
    expect(found({ of, targetGroups: [sick] })).toMatchObject({ revision: aRevision(14) });
    expect(found({ of: { ...of, events: [said(old.id, 2)] } })).toBeUndefined();
  });

  it('is not found where the service could not be read', () => {
    const service = { kind: 'unknown', why: 'timeout', detail: 'could not' } as const;
    const rollout = { kind: 'untracked', reason: 'x' } as const;
    expect(findFailingCheck(aSighting({ service }), rollout)).toBeUndefined();
  });
});
