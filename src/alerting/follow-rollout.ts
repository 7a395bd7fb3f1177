import type { Rollout } from '../deployment/rollout.ts';
import type { Deployment, Revision, Service } from '../deployment/service.ts';
import type { RolloutCard } from './rollout-card.ts';

/**
 * What a look makes of the card of a rollout: the same object where nothing changed that people would see. Without
 * a card, the one of a rollout that is under way; undefined where none is. A card that ended stays as it is.
 */
export function followRollout(
  card: RolloutCard | undefined,
  service: Service,
  rollout: Rollout,
  now: Date,
): RolloutCard | undefined {
  if (!card) return begun(service, rollout);
  if (card.endedAt) return card;
  const next = moved(card, service, rollout, now);
  return isSame(card, next) ? card : next;
}

/** One that was over when it was first seen has no card: there is nothing to follow. */
function begun(service: Service, rollout: Rollout): RolloutCard | undefined {
  if (rollout.kind !== 'in-progress' && rollout.kind !== 'stalled') return undefined;
  const primary = primaryOf(service);
  if (!primary?.createdAt) return undefined;
  return {
    topic: 'rollout',
    ref: service.ref,
    deploymentId: primary.id,
    from: servedBefore(service, primary),
    to: primary.revision,
    startedAt: primary.createdAt,
    state: rollout.kind,
    ...countsOf(primary),
    reason: rollout.reason,
    endedAt: undefined,
    backTo: undefined,
  };
}

function moved(card: RolloutCard, service: Service, rollout: Rollout, now: Date): RolloutCard {
  if (service.status !== 'active') return { ...card, state: 'lost', endedAt: now };
  const primary = primaryOf(service);
  if (rollout.kind === 'rolled-back' && isBackFrom(rollout, card)) {
    const own = service.deployments.find(({ id }) => id === card.deploymentId);
    return {
      ...card,
      ...(own ? countsOf(own) : {}),
      state: 'rolled-back',
      reason: rollout.reason,
      backTo: rollout.to,
      endedAt: rollout.done ? now : undefined,
    };
  }
  if (!primary || rollout.kind === 'untracked') return { ...card, state: 'lost', endedAt: now };
  if (primary.id !== card.deploymentId) return { ...card, state: 'superseded', endedAt: now };
  const about = { ...card, ...countsOf(primary) };
  switch (rollout.kind) {
    case 'steady':
      return { ...about, state: 'succeeded', reason: '', endedAt: primary.updatedAt ?? now };
    case 'failed':
      // ECS may yet begin to roll it back.
      return {
        ...about,
        state: 'failed',
        reason: rollout.reason,
        endedAt: service.circuitBreaker.rollback ? undefined : (primary.updatedAt ?? now),
      };
    case 'in-progress':
    case 'stalled':
      return {
        ...about,
        state: rollout.kind,
        reason: rollout.kind === 'stalled' ? rollout.reason : card.reason,
      };
    case 'rolled-back':
      return about;
  }
}

/** The failed deployment is listed only until its last task is gone; afterwards what serves again tells whose rollback it is. */
function isBackFrom({ from, to }: Extract<Rollout, { kind: 'rolled-back' }>, card: RolloutCard): boolean {
  return from === undefined ? isRevision(to, card.from) : isRevision(from, card.to);
}

function primaryOf(service: Service): Deployment | undefined {
  return service.deployments.find(({ status }) => status === 'primary');
}

function servedBefore({ deployments }: Service, primary: Deployment): Revision | undefined {
  return deployments.find(({ id, revision }) => id !== primary.id && revision !== undefined)?.revision;
}

function countsOf({ runningCount, desiredCount, failedTasks }: Deployment) {
  return { running: runningCount, desired: desiredCount, failedTasks };
}

function isRevision(one: Revision | undefined, other: Revision | undefined): boolean {
  return one !== undefined && one.arn === other?.arn;
}

function isSame(one: RolloutCard, other: RolloutCard): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
