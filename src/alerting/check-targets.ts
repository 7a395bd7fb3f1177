import type { Target } from '../deployment/service.ts';
import { takesProduction } from '../deployment/serving.ts';
import type { TargetGroupSighting } from '../deployment/sighting.ts';
import { assessTargets } from '../deployment/target-health.ts';
import { taskOfTarget } from '../deployment/task-of-target.ts';
import { type Finding, type Looked, neither, unread } from './finding.ts';
import { ofRollout } from './of-rollout.ts';

/** Whether the targets that serve pass the load balancer's check. Those of a rollout under way are the rollout's. */
export function targetsFinding(looked: Looked): Finding {
  const { sighting, readAt } = looked;
  const inUse = sighting.targetGroups.filter((seen) => takesProduction(seen, sighting));
  if (inUse.length === 0) return { outcome: 'good', word: '', reason: 'behind no load balancer', readAt };
  const findings = inUse.map((seen) => groupFinding(seen, looked));
  const worst = (['bad', 'unknown', 'not-looked', 'settling'] as const).flatMap(
    (outcome) => findings.find((each) => each.outcome === outcome) ?? [],
  );
  const newest = newestOf(findings.map((each) => each.readAt));
  const [first = findings[0]] = worst;
  if (!first) return { ...neither('not-looked', 'no target group was looked at'), readAt };
  const reasons = findings.filter(({ outcome }) => outcome === first.outcome).map(({ reason }) => reason);
  return { ...first, reason: reasons.join('; '), readAt: newest ?? readAt };
}

function groupFinding(seen: TargetGroupSighting, looked: Looked): Finding {
  const { targets } = seen;
  if (targets.kind === 'unknown') return unread(targets, looked.now);
  const { readAt } = targets;
  const own = targets.value.filter((target) => !isOfRollout(target, looked));
  const judged = { ...seen, targets: { ...targets, value: own } };
  // At the end of every rollout those that served drain, for minutes, while the new ones serve.
  if (looked.moving && own.every(({ state }) => state === 'draining'))
    return { ...neither('settling', 'all targets are of the rollout'), readAt };
  const judgements = assessTargets(judged, looked);
  const bad = judgements.find(({ kind }) => kind === 'unhealthy');
  if (bad) return { outcome: 'bad', word: 'unhealthy', reason: withWords(bad.reason, own), readAt };
  const other = judgements.find(({ kind }) => kind === 'settling');
  if (other) return { ...neither('settling', other.reason), readAt };
  return { outcome: 'good', word: '', reason: `targets of ${seen.group.name} pass`, readAt };
}

/** During a rollout an unhealthy target that no task can be told to be behind is taken for the rollout's. */
function isOfRollout(target: Target, looked: Looked): boolean {
  const { tasks } = looked.sighting;
  const task = tasks.kind === 'known' ? taskOfTarget(target, tasks.value) : undefined;
  if (task) return ofRollout(looked, task);
  return looked.moving && target.state.startsWith('unhealthy');
}

/** "targets of web-tg: 2 of 2 unhealthy" with what AWS says of them. */
function withWords(reason: string, targets: readonly Target[]): string {
  const said = new Set(
    targets
      .filter(({ state }) => state.startsWith('unhealthy'))
      .flatMap(({ description, reason: code }) => description ?? code ?? []),
  );
  return said.size > 0 ? `${reason} – ${[...said].join(', ')}` : reason;
}

function newestOf(times: readonly Date[]): Date | undefined {
  return [...times].sort((one, other) => other.getTime() - one.getTime())[0];
}
