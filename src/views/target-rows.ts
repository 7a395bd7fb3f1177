import { type Fact, unknownReason } from '../deployment/fact.ts';
import type { Target, TargetGroupCheck, Task } from '../deployment/service.ts';
import { takesProduction } from '../deployment/serving.ts';
import type { Sighting, TargetGroupSighting } from '../deployment/sighting.ts';
import { targetTally } from '../deployment/target-health.ts';
import { taskOfTarget } from '../deployment/task-of-target.ts';
import { oneLine } from '../text.ts';
import { firstOf } from './fit.ts';
import { reasonWords } from './reason-codes.ts';
import type { Row } from './rows.ts';
import { revisionWord } from './words.ts';

const MOST_TARGETS = 4;

/** One row per target group: the tally, the targets in trouble with their tasks, and how the group is checked. */
export function targetRows(sighting: Sighting): readonly Row[] {
  if (sighting.targetGroups.length === 0) return [{ label: 'targets', lines: ['behind no load balancer'] }];
  return sighting.targetGroups.map((seen) => ({
    label: 'targets',
    lines: [
      targetLine(seen, sighting),
      ...troubledTargets(seen, sighting.tasks),
      seen.check?.kind === 'known' ? `check: ${targetCheckWords(seen.check)}` : targetCheckWords(seen.check),
    ],
  }));
}

function targetLine(seen: TargetGroupSighting, sighting: Sighting): string {
  const name = takesProduction(seen, sighting)
    ? seen.group.name
    : `${seen.group.name} (no production traffic)`;
  if (seen.targets.kind === 'unknown') return unknownReason(`target health of ${name}`, seen.targets);
  const tally = targetTally(seen.targets.value);
  if (tally.total === 0) return `${name}: no target registered`;
  const words = [
    `${tally.healthy} healthy`,
    `${tally.unhealthy} unhealthy`,
    tally.initial > 0 ? `${tally.initial} at first checks` : '',
    tally.draining > 0 ? `${tally.draining} draining` : '',
    tally.idle > 0 ? `${tally.idle} without traffic or check` : '',
  ];
  return `${name}: ${words.filter(Boolean).join(' · ')}`;
}

/** The targets of a group that are neither healthy nor leaving, each with its task, its address and AWS's words. */
export function troubledTargets(seen: TargetGroupSighting, tasks: Fact<readonly Task[]>): readonly string[] {
  if (seen.targets.kind === 'unknown') return [];
  const troubled = seen.targets.value.filter(
    (target) => target.state !== 'healthy' && target.state !== 'draining',
  );
  const { shown, more } = firstOf(troubled, MOST_TARGETS);
  return [...shown.map((target) => troubledTarget(target, tasks)), ...(more ? [more] : [])];
}

function troubledTarget(target: Target, tasks: Fact<readonly Task[]>): string {
  const task = tasks.kind === 'known' ? taskOfTarget(target, tasks.value) : undefined;
  const nobody =
    tasks.kind === 'known' && !target.id.startsWith('i-') ? 'no running task at' : 'task not known';
  const whose = task ? `task ${task.id.slice(0, 8)} ${revisionWord(task.revision)}` : nobody;
  const port = target.port === undefined ? '' : `:${target.port}`;
  return oneLine(`${whose} ${target.id}${port} ${target.state}: ${reasonWords(target)}`);
}

/** "HTTP /health on the traffic port, expects 200, every 30 s, time-out 5 s, unhealthy after 2" */
export function targetCheckWords(check: Fact<TargetGroupCheck> | undefined): string {
  if (!check) return 'check settings not read';
  if (check.kind === 'unknown') return unknownReason('check settings', check);
  const { protocol, port, path, matcher, intervalMs, timeoutMs, unhealthyThreshold, attached } = check.value;
  const words = [
    [
      protocol ?? 'unknown protocol',
      path ?? '',
      port === undefined ? '' : `on ${port === 'traffic-port' ? 'the traffic port' : `port ${port}`}`,
    ],
    [matcher === undefined ? '' : `expects ${matcher}`],
    [intervalMs === undefined ? '' : `every ${intervalMs / 1000} s`],
    [timeoutMs === undefined ? '' : `time-out ${timeoutMs / 1000} s`],
    [unhealthyThreshold === undefined ? '' : `unhealthy after ${unhealthyThreshold}`],
    [attached ? '' : 'no load balancer forwards to this group'],
  ].map((parts) => parts.filter(Boolean).join(' '));
  return oneLine(words.filter(Boolean).join(', '));
}
