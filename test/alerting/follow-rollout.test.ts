import { describe, expect, it } from 'vitest';
import { followRollout, loseRollout } from '../../src/alerting/follow-rollout.ts';
import type { RolloutCard } from '../../src/alerting/rollout-card.ts';
import { rolloutOf } from '../../src/deployment/rollout.ts';
import type { PastDeployment, Service } from '../../src/deployment/service.ts';
import {
  aDeployment,
  anEvent,
  aPastDeployment,
  aRevision,
  aService,
  aTaskSet,
  minutesAgo,
  NOW,
} from '../given.ts';
import { aRolling } from '../given-checks.ts';

const older = aDeployment({ status: 'active' });
const done = aDeployment({
  id: 'ecs-svc/2000',
  revision: aRevision(15),
  rolloutReason: 'ECS deployment ecs-svc/2000 completed.',
  updatedAt: minutesAgo(1),
});
const failed = aDeployment({
  ...done,
  status: 'active',
  rolloutState: 'failed',
  rolloutReason: 'tasks failed to start.',
});
const back = aDeployment({
  id: 'ecs-svc/3000',
  rolloutState: 'in-progress',
  createdAt: minutesAgo(1),
  updatedAt: minutesAgo(1),
});
const newer = aDeployment({
  id: 'ecs-svc/4000',
  revision: aRevision(16),
  rolloutState: 'in-progress',
  createdAt: minutesAgo(2),
  updatedAt: minutesAgo(1),
});
const backEvents = [
  anEvent('(service web) rolling back to deployment ecs-svc/3000.', 2),
  anEvent('(service web) (deployment ecs-svc/2000) deployment failed: tasks failed to start.', 2),
];

function follow(
  card: RolloutCard | undefined,
  given: Partial<Service>,
  { history, now = NOW }: { history?: readonly PastDeployment[]; now?: Date } = {},
): RolloutCard | undefined {
  const service = aService(given);
  return followRollout(card, service, rolloutOf(service, history, now), now);
}

/** The card of revision 15 on its way. */
function aCard(given: Partial<RolloutCard> = {}): RolloutCard {
  const card = follow(undefined, aRolling());
  if (!card) throw new Error('no card began');
  return { ...card, ...given };
}

describe('followRollout begins', () => {
  it('with what serves, and not with a rollout in between that came to nothing', () => {
    const between = aDeployment({
      ...{ id: 'ecs-svc/2000', status: 'active', revision: aRevision(15) },
      ...{ runningCount: 0, rolloutState: 'in-progress' },
    });
    const card = follow(undefined, { deployments: [newer, between, older] });
    expect(card).toMatchObject({ from: aRevision(14), to: aRevision(16) });
  });

  it('with what is asked for, what served before and how far it is', () => {
    expect(follow(undefined, aRolling({ failedTasks: 1 }))).toEqual({
      topic: 'rollout',
      ref: aService().ref,
      deploymentId: 'ecs-svc/2000',
      from: aRevision(14),
      to: aRevision(15),
      startedAt: minutesAgo(10),
      state: 'in-progress',
      running: 1,
      desired: 2,
      failedTasks: 1,
      reason: 'ECS deployment ecs-svc/2000 in progress.',
      endedAt: undefined,
      backTo: undefined,
    });
  });

  it('with what served before, not with what failed before', () => {
    const { deployments = [] } = aRolling();
    const [primary, ...others] = deployments;
    const rejected = { ...failed, id: 'ecs-svc/1900', revision: aRevision(13) };
    const given = { deployments: primary ? [primary, rejected, ...others] : [] };
    expect(follow(undefined, given)?.from).toEqual(aRevision(14));
  });

  it.each<[string, Partial<Service>, RolloutCard['state'] | undefined]>([
    ['one that is complete', {}, undefined],
    ['one that has failed already', aRolling({ rolloutState: 'failed' }), undefined],
    ['one that is stalled', aRolling({ failedTasks: 5 }), 'stalled'],
    ['blue/green', { ...aRolling(), strategy: 'blue-green' }, 'in-progress'],
    ['the first one of a service', { deployments: [{ ...back, createdAt: undefined }] }, 'in-progress'],
    ['a rollback', { deployments: [back, failed, older], events: backEvents }, undefined],
    [
      'one of task sets',
      { controller: 'code-deploy', deployments: [], taskSets: [aTaskSet({ stability: 'stabilizing' })] },
      undefined,
    ],
    ['a service that is draining', { ...aRolling(), status: 'draining' }, undefined],
  ])('of %s: or does not', (_, given, state) => {
    expect(follow(undefined, given)?.state).toBe(state);
  });
});

describe('followRollout', () => {
  it.each<[string, Partial<Service>, Partial<RolloutCard>]>([
    ['more tasks run', aRolling({ runningCount: 2 }), { state: 'in-progress', running: 2 }],
    [
      'it stalls',
      aRolling({ failedTasks: 3 }),
      { state: 'stalled', failedTasks: 3, reason: '3 tasks failed in a row' },
    ],
    [
      'it completes',
      { deployments: [done] },
      {
        state: 'succeeded',
        running: 2,
        endedAt: minutesAgo(1),
        reason: 'ECS deployment ecs-svc/2000 completed.',
      },
    ],
    [
      'it completed longer ago than ECS changed it',
      {
        deployments: [done],
        events: [anEvent('(service web) (deployment ecs-svc/2000) deployment completed.', 4)],
      },
      { state: 'succeeded', endedAt: minutesAgo(4) },
    ],
    [
      'it fails',
      aRolling({ rolloutState: 'failed', rolloutReason: 'tasks failed to start.' }),
      { state: 'failed', reason: 'tasks failed to start.', endedAt: minutesAgo(1) },
    ],
    [
      'it is being rolled back',
      { deployments: [back, failed, older], events: backEvents },
      {
        state: 'in-progress',
        backTo: aRevision(14),
        reason: 'rolling back to web:14: tasks failed to start',
        endedAt: undefined,
      },
    ],
    [
      'it was rolled back, and ECS lists it no more',
      { deployments: [{ ...back, rolloutState: 'completed' }], events: backEvents },
      {
        state: 'rolled-back',
        backTo: aRevision(14),
        reason: 'tasks failed to start',
        endedAt: minutesAgo(1),
      },
    ],
    [
      'a newer one began',
      { deployments: [newer, older] },
      { state: 'superseded', reason: 'a newer rollout of web:16 began', endedAt: minutesAgo(2) },
    ],
    [
      'it was complete when a newer one began',
      { deployments: [newer, { ...done, status: 'active' }] },
      { state: 'succeeded', endedAt: minutesAgo(1) },
    ],
    [
      'it was complete before a newer one began, as only an event tells',
      {
        deployments: [newer],
        events: [anEvent('(service web) (deployment ecs-svc/2000) deployment completed.', 5)],
      },
      { state: 'succeeded', endedAt: minutesAgo(5) },
    ],
    [
      'it had failed when a newer one began',
      { deployments: [newer, failed, older] },
      { state: 'failed', reason: 'tasks failed to start.' },
    ],
    [
      'a newer one was rolled back',
      {
        deployments: [{ ...back, rolloutState: 'completed' }],
        events: [
          anEvent('(service web) rolling back to deployment ecs-svc/3000.', 2),
          anEvent('(service web) (deployment ecs-svc/4000) deployment failed: tasks failed to start.', 2),
        ],
      },
      { state: 'superseded' },
    ],
    [
      'the service is draining',
      { ...aRolling(), status: 'draining' },
      { state: 'lost', reason: 'the service is draining', endedAt: NOW },
    ],
    [
      'another controller took over',
      { controller: 'external', deployments: [], taskSets: [aTaskSet()] },
      { state: 'lost', endedAt: NOW },
    ],
  ])('tells how it goes: %s', (_, given, expected) => {
    expect(follow(aCard(), given)).toMatchObject(expected);
  });

  it('knows a rollback by the history, before its deployment began and after', () => {
    const past = aPastDeployment({
      status: 'rollback-in-progress',
      revision: aRevision(15),
      finishedAt: undefined,
    });
    const deciding = follow(aCard(), aRolling(), { history: [past] });
    expect(deciding).toMatchObject({
      state: 'in-progress',
      reason: expect.stringMatching(/^rolling back: /),
    });
    const after = { ...past, status: 'rollback-successful', finishedAt: minutesAgo(1) };
    expect(follow(deciding, {}, { history: [after] })).toMatchObject({
      state: 'rolled-back',
      backTo: aRevision(14),
    });
  });

  it('is the same object while nothing that people see has changed', () => {
    const card = aCard();
    expect(follow(card, aRolling())).toBe(card);
    const stalled = follow(card, aRolling({ updatedAt: minutesAgo(16), createdAt: minutesAgo(20) }));
    const later = aRolling({ updatedAt: minutesAgo(29), createdAt: minutesAgo(33) });
    expect(stalled).toMatchObject({ state: 'stalled', reason: 'no progress for over 15 min' });
    expect(follow(stalled, later)).toBe(stalled);
  });

  it('freezes once it has ended, whatever comes', () => {
    const ended = follow(aCard(), { deployments: [done] });
    for (const given of [aRolling(), { deployments: [newer, older] }, { status: 'draining' as const }])
      expect(follow(ended, given)).toBe(ended);
  });

  it('moves on from a stall, and back', () => {
    const stalled = follow(aCard(), aRolling({ failedTasks: 3 }));
    const moving = follow(stalled, aRolling());
    expect([stalled?.state, moving?.state]).toEqual(['stalled', 'in-progress']);
    expect(follow(moving, { deployments: [done] })?.state).toBe('succeeded');
  });

  it('follows to its end a deployment that turns out to be a rollback', () => {
    const card = follow(undefined, { deployments: [back, older] });
    const moving = { deployments: [back, failed], events: backEvents };
    expect(follow(card, moving)).toMatchObject({ state: 'in-progress' });
    expect(follow(card, { ...moving, deployments: [{ ...back, rolloutState: 'completed' }] })).toMatchObject({
      state: 'succeeded',
      backTo: undefined,
    });
  });
});

describe('loseRollout', () => {
  it('ends what is followed, and nothing that has ended', () => {
    const lost = loseRollout(aCard(), 'the service was deleted', NOW);
    expect(lost).toMatchObject({ state: 'lost', reason: 'the service was deleted', endedAt: NOW });
    expect(loseRollout(lost, 'again', minutesAgo(-5))).toBe(lost);
  });
});
