import type { TargetGroupCheck } from '../deployment/service.ts';
import type { TargetGroupSighting } from '../deployment/sighting.ts';
import { lineClue, proofOf } from './clues.ts';
import type { Lint, LintedContainer, LintScene } from './lint.ts';
import { groupProof } from './lint-target-group.ts';
import { startedIn } from './listening.ts';

/** What is odd about the times of both checks. */
export function timingLints(scene: LintScene): readonly Lint[] {
  return [
    ...scene.sighting.targetGroups.flatMap(balancerTimeout),
    ...scene.containers.flatMap(containerTimeout),
    ...startsTooSlowly(scene),
  ];
}

/**
 * How long a new task has until the load balancer has given it up and ECS pays heed to that; undefined where it was
 * not read. Checks go on during the grace period; their results count after it.
 */
export function balancerPatienceMs(check: TargetGroupCheck, graceMs: number): number | undefined {
  const { intervalMs, unhealthyThreshold } = check;
  if (intervalMs === undefined || unhealthyThreshold === undefined) return undefined;
  return Math.max(graceMs, intervalMs * unhealthyThreshold);
}

/** The same of a container's check. */
export function containerPatienceMs(
  { startPeriodMs, intervalMs, retries }: NonNullable<LintedContainer['definition']['healthCheck']>,
  graceMs: number,
): number {
  return Math.max(graceMs, startPeriodMs + intervalMs * retries);
}

function balancerTimeout({ group, check }: TargetGroupSighting): readonly Lint[] {
  if (check?.kind !== 'known') return [];
  const { timeoutMs, intervalMs } = check.value;
  if (timeoutMs === undefined || intervalMs === undefined || timeoutMs < intervalMs) return [];
  return [
    {
      id: 'hc-timeout-over-interval',
      weight: 'warning',
      says: `the check of ${group.name} waits ${timeoutMs / 1000} s for an answer and asks every ${intervalMs / 1000} s`,
      because: [groupProof(group.name, 'HealthCheckTimeoutSeconds', String(timeoutMs / 1000), check.readAt)],
      todo: 'make the time-out shorter than the interval',
    },
  ];
}

function containerTimeout({ definition, revision, readAt }: LintedContainer): readonly Lint[] {
  const check = definition.healthCheck;
  if (!check || check.timeoutMs < check.intervalMs) return [];
  return [
    {
      id: 'hc-timeout-over-interval',
      weight: 'warning',
      says: `the health check of ${definition.name} waits ${check.timeoutMs / 1000} s for an answer and runs every ${check.intervalMs / 1000} s`,
      because: [
        {
          source: 'ecs:DescribeTaskDefinition',
          what: `healthCheck.timeout of ${definition.name} in rev ${revision.number}`,
          value: String(check.timeoutMs / 1000),
          at: readAt,
        },
      ],
      todo: 'make the time-out shorter than the interval',
    },
  ];
}

/** The program itself says how long it takes to start; both checks say how long they wait for it. */
function startsTooSlowly(scene: LintScene): readonly Lint[] {
  const lines = scene.lines.kind === 'known' ? scene.lines.value : [];
  const slowest = lines
    .map((line) => ({ line, tookMs: startedIn(line.text) ?? 0 }))
    .sort((one, other) => other.tookMs - one.tookMs)[0];
  if (!slowest || slowest.tookMs === 0) return [];
  const seconds = Math.round(slowest.tookMs / 1000);
  const said = proofOf(lineClue(slowest.line));
  const graceMs = scene.service.gracePeriodMs;
  const grace = {
    source: 'ecs:DescribeServices',
    what: 'healthCheckGracePeriodSeconds',
    value: String(graceMs / 1000),
    at: scene.sighting.service.kind === 'known' ? scene.sighting.service.readAt : undefined,
  };
  const groups = scene.sighting.targetGroups.flatMap(({ group, check }) => {
    const patienceMs = check?.kind === 'known' ? balancerPatienceMs(check.value, graceMs) : undefined;
    if (patienceMs === undefined || patienceMs >= slowest.tookMs) return [];
    return [
      {
        id: 'grace-period-too-short',
        weight: 'warning' as const,
        says: `the program takes ${seconds} s to start, and the load balancer gives a new task of ${group.name} up after ${patienceMs / 1000} s`,
        because: [said, grace],
        todo: `raise healthCheckGracePeriodSeconds above ${seconds} s, or start faster`,
      },
    ];
  });
  const containers = scene.containers.flatMap(({ definition }) => {
    const check = definition.healthCheck;
    const patienceMs = check && containerPatienceMs(check, graceMs);
    if (
      patienceMs === undefined ||
      patienceMs >= slowest.tookMs ||
      definition.name !== slowest.line.container
    )
      return [];
    return [
      {
        id: 'container-hc-start-period',
        weight: 'warning' as const,
        says: `the program takes ${seconds} s to start, and the health check of ${definition.name} gives it up after ${patienceMs / 1000} s`,
        because: [said, grace],
        todo: 'raise startPeriod (at most 300 s), or start faster',
      },
    ];
  });
  return [...groups, ...containers];
}
