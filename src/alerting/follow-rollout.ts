import { completedAt, failedDeployment } from '../deployment/events.ts';
import { revisionText } from '../deployment/revisions.ts';
import type { Rollout } from '../deployment/rollout.ts';
import type { Deployment, Service } from '../deployment/service.ts';
import { oneLine } from '../text.ts';
import { inSteps } from './around.ts';
import type { RolloutCard } from './rollout-card.ts';

/**
 * The card of a rollout after one more look: begun when a deployment is under way, moved along, and ended once. Then
 * it stays as it is. The same object where nothing that people see has changed; undefined where there is nothing to
 * follow. Services of other controllers have no card: their task sets do not tell how a rollout ends.
 * @param card of the rollout of this service that is followed; one that has ended stays as it is, whatever comes
 */
export function followRollout(
  card: RolloutCard | undefined,
  service: Service,
  rollout: Rollout,
  now: Date,
): RolloutCard | undefined {
  if (card === undefined) return begun(service, rollout, now);
  if (card.endedAt !== undefined) return card;
  return kept(card, followed(card, service, rollout, now));
}

/** The end of a rollout whose service is gone. */
export function loseRollout(card: RolloutCard, reason: string, now: Date): RolloutCard {
  return card.endedAt === undefined ? { ...card, state: 'lost', reason, endedAt: now } : card;
}

function begun(service: Service, rollout: Rollout, now: Date): RolloutCard | undefined {
  const primary = primaryOf(service);
  if (!primary || (rollout.kind !== 'in-progress' && rollout.kind !== 'stalled')) return undefined;
  // What serves, and not a rollout in between that never came to anything.
  const [before] = service.deployments
    .filter(({ id, rolloutState }) => id !== primary.id && rolloutState !== 'failed')
    .sort((one, other) => other.runningCount - one.runningCount);
  return {
    topic: 'rollout',
    ref: service.ref,
    deploymentId: primary.id,
    from: before?.revision,
    to: primary.revision,
    startedAt: primary.createdAt ?? now,
    state: rollout.kind,
    ...numbersOf(primary),
    reason: words(rollout.reason),
    endedAt: undefined,
    backTo: undefined,
  };
}

function followed(card: RolloutCard, service: Service, rollout: Rollout, now: Date): RolloutCard {
  const primary = primaryOf(service);
  const own = service.deployments.find(({ id }) => id === card.deploymentId);
  if (!primary || rollout.kind === 'untracked')
    return loseRollout(card, rollout.kind === 'untracked' ? rollout.reason : 'ECS keeps no deployments', now);
  const seen = own ? { ...card, ...numbersOf(own) } : card;
  if (rollout.kind === 'rolled-back' && isRolledBack(card, service, rollout))
    return goneBack(seen, { primary, rollout, service, now });
  return own?.id === primary.id
    ? asPrimary(seen, { primary, rollout, service, now })
    : displaced(seen, own, { primary, service, now });
}

interface Around {
  readonly primary: Deployment;
  readonly service: Service;
  readonly now: Date;
}

/** While its deployment is the newest one. */
function asPrimary(seen: RolloutCard, around: Around & { readonly rollout: Rollout }): RolloutCard {
  const { primary, rollout, service, now } = around;
  switch (rollout.kind) {
    case 'in-progress':
    case 'stalled':
      return { ...seen, state: rollout.kind, reason: words(rollout.reason) };
    case 'failed':
      return { ...seen, state: 'failed', reason: words(rollout.reason), endedAt: rollout.since ?? now };
    default:
      // What a rollback brings back is a deployment too, and is followed where nobody knew it for a rollback.
      if (primary.rolloutState === 'in-progress') return { ...seen, state: 'in-progress' };
      return {
        ...seen,
        state: 'succeeded',
        reason: doneReason(primary),
        endedAt: doneAt(primary, service, now),
      };
  }
}

/** After a newer deployment began: how it had ended by then, if it had. */
function displaced(seen: RolloutCard, own: Deployment | undefined, around: Around): RolloutCard {
  const { primary, service, now } = around;
  const saidAt = completedAt(service.events, seen.deploymentId);
  if (saidAt !== undefined || own?.rolloutState === 'completed') {
    const endedAt = saidAt ?? own?.updatedAt ?? now;
    return { ...seen, state: 'succeeded', reason: own ? doneReason(own) : 'completed', endedAt };
  }
  const failed = own?.rolloutState === 'failed' || failedDeployment(service.events) === seen.deploymentId;
  if (failed) {
    const reason = words(own?.rolloutReason ?? 'ECS no longer says why');
    return { ...seen, state: 'failed', reason, endedAt: own?.updatedAt ?? now };
  }
  const newer = revisionText(primary.revision);
  const reason = `a newer rollout${newer && ` of ${newer}`} began`;
  return { ...seen, state: 'superseded', reason, endedAt: primary.createdAt ?? now };
}

function goneBack(
  seen: RolloutCard,
  around: Around & { readonly rollout: Extract<Rollout, { kind: 'rolled-back' }> },
): RolloutCard {
  const { primary, rollout, service, now } = around;
  const backTo = rollout.to;
  const reason = words(rollout.reason);
  if (rollout.done)
    return { ...seen, state: 'rolled-back', backTo, reason, endedAt: doneAt(primary, service, now) };
  const to = backTo ? ` to ${revisionText(backTo)}` : '';
  return { ...seen, backTo, reason: `rolling back${to}: ${reason}` };
}

/** Whether it is this deployment that is rolled back, and neither the one that brings back nor one in between. */
function isRolledBack(
  card: RolloutCard,
  service: Service,
  rollout: Extract<Rollout, { kind: 'rolled-back' }>,
): boolean {
  const isPrimary = primaryOf(service)?.id === card.deploymentId;
  if (rollout.to === undefined) return isPrimary;
  if (isPrimary) return false;
  const failed = failedDeployment(service.events);
  if (failed !== undefined && wroteSince(service, failed, card)) return failed === card.deploymentId;
  return rollout.from === undefined || rollout.from.arn === card.to?.arn;
}

/** Whether that a deployment failed was written after the card's began: events of earlier failures stay for long. */
function wroteSince({ events }: Service, failed: string, { startedAt }: RolloutCard): boolean {
  const said = events.find(({ message }) => message.includes(`(deployment ${failed}) deployment failed`));
  return said !== undefined && said.createdAt >= startedAt;
}

function primaryOf({ deployments }: Service): Deployment | undefined {
  return deployments.find(({ status }) => status === 'primary');
}

function numbersOf(own: Deployment): Pick<RolloutCard, 'running' | 'desired' | 'failedTasks'> {
  return { running: own.runningCount, desired: own.desiredCount, failedTasks: own.failedTasks };
}

/** ECS changes a deployment later as well, with each scaling, so that its event is the better witness. */
function doneAt(deployment: Deployment, { events }: Service, now: Date): Date {
  return completedAt(events, deployment.id) ?? deployment.updatedAt ?? now;
}

function doneReason({ rolloutReason }: Deployment): string {
  return words(rolloutReason ?? 'completed');
}

/** The reason on one line, with standing times in steps: a card is not edited for every minute. */
function words(reason: string): string {
  return inSteps(oneLine(reason));
}

function kept(card: RolloutCard, next: RolloutCard): RolloutCard {
  const isSame =
    card.state === next.state &&
    card.running === next.running &&
    card.desired === next.desired &&
    card.failedTasks === next.failedTasks &&
    card.reason === next.reason &&
    card.backTo?.arn === next.backTo?.arn &&
    card.endedAt?.getTime() === next.endedAt?.getTime();
  return isSame ? card : next;
}
