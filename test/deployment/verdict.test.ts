import { describe, expect, it } from 'vitest';
import { byUrgency, judge } from '../../src/deployment/verdict.ts';
import {
  aDeployment,
  aPastDeployment,
  aRef,
  aRevision,
  aSighting,
  aTarget,
  aTargetGroup,
  denied,
  known,
  minutesAgo,
  NOW,
} from '../given.ts';

const newRevision = aDeployment({
  id: 'ecs-svc/2000',
  revision: aRevision(15),
  runningCount: 1,
  failedTasks: 6,
  rolloutState: 'in-progress',
  createdAt: minutesAgo(41),
});
const unhealthy = aTarget({ id: '10.0.3.10', state: 'unhealthy', reason: 'Target.FailedHealthChecks' });
const stalledService = { deployments: [newRevision, aDeployment({ status: 'active' })] };

describe('judge', () => {
  it('says stalled while the older revision still serves', () => {
    const sighting = aSighting({ of: stalledService, targetGroups: [aTargetGroup([aTarget(), unhealthy])] });
    expect(judge(sighting, NOW).word).toBe('stalled');
  });

  it('says unhealthy when nothing serves any more, whatever the rollout', () => {
    const sighting = aSighting({ of: stalledService, targetGroups: [aTargetGroup([unhealthy])] });
    expect(judge(sighting, NOW)).toMatchObject({ word: 'unhealthy', rollout: { kind: 'stalled' } });
  });

  it.each([
    ['no target is registered', [], 'unhealthy', 'no'],
    ['target health is denied', denied('elasticloadbalancing:DescribeTargetHealth'), 'failed', 'not-known'],
    ['targets pass', [aTarget(), aTarget({ id: '10.0.2.10' })], 'failed', 'yes'],
  ] as const)('says of a failed rollout where %s', (_, targets, word, serves) => {
    const of = { deployments: [{ ...newRevision, rolloutState: 'failed' as const }] };
    const verdict = judge(aSighting({ of, targetGroups: [aTargetGroup(targets)] }), NOW);
    expect(verdict).toMatchObject({ word, serves, rollout: { kind: 'failed' } });
  });

  it('says stalled of a rollout whose targets never get past their first checks', () => {
    const deployments = [{ ...newRevision, failedTasks: 0, runningCount: 2, updatedAt: minutesAgo(200) }];
    const targets = [aTarget({ state: 'initial' }), aTarget({ id: '10.0.2.10', state: 'initial' })];
    const verdict = judge(aSighting({ of: { deployments }, targetGroups: [aTargetGroup(targets)] }), NOW);
    expect(verdict).toMatchObject({ word: 'stalled', serves: 'no', health: { kind: 'settling' } });
  });

  it('says rolled back of a stable service that serves an older revision', () => {
    const history = known([aPastDeployment({ status: 'rollback-successful', revision: aRevision(15) })]);
    expect(judge(aSighting({ history }), NOW).word).toBe('rolled-back');
  });

  it('says unknown when the service could not be read, and says why', () => {
    const verdict = judge(aSighting({ service: denied('ecs:DescribeServices') }), NOW);
    expect(verdict).toMatchObject({
      word: 'unknown',
      health: { reasons: ['the service unknown – needs ecs:DescribeServices'] },
    });
  });

  it('says idle, not unhealthy, of a service scaled to zero', () => {
    expect(judge(aSighting({ of: { desiredCount: 0, runningCount: 0 } }), NOW).word).toBe('idle');
  });

  it('sorts the worst first and equals by name', () => {
    const judged = (name: string, of = {}) => {
      const sighting = aSighting({ of: { ref: aRef(name), ...of } });
      return { sighting, verdict: judge(sighting, NOW) };
    };
    const all = [
      judged('b'),
      judged('idle', { desiredCount: 0, runningCount: 0 }),
      judged('a'),
      judged('down', { runningCount: 0 }),
    ];
    expect(all.sort(byUrgency).map(({ sighting }) => sighting.ref.name)).toEqual(['down', 'a', 'b', 'idle']);
  });
});
