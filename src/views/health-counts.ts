import type { ContainerTally } from '../deployment/container-health.ts';
import { type Fact, unknownReason } from '../deployment/fact.ts';
import type { TargetTally } from '../deployment/target-health.ts';
import type { Verdict } from '../deployment/verdict.ts';
import { firstOf } from './fit.ts';

const MOST_GROUPS = 3;

/** What both kinds of checks count, a clause each: "containers: 2 healthy, 1 not decided yet". */
export function healthCounts({ health }: Pick<Verdict, 'health'>): readonly string[] {
  const { shown, more } = firstOf(health.targets, MOST_GROUPS, 'target group');
  return [
    containerWords(health.containers),
    ...shown.map(({ name, tally }) => targetWords(name, tally)),
    ...(health.targets.length === 0 ? ['no load balancer'] : []),
    ...(more ? [more] : []),
  ];
}

function containerWords(fact: Fact<ContainerTally>): string {
  if (fact.kind === 'unknown') return unknownReason('container health', fact);
  const { healthy, unhealthy, undecided, unchecked, unclear, total } = fact.value;
  if (total === 0) return 'no task runs';
  if (unchecked === total) return 'no container check';
  return `containers: ${listed([
    [healthy, 'healthy'],
    [unhealthy, 'unhealthy'],
    [undecided, 'not decided yet'],
    [unchecked, 'without a check'],
    [unclear, 'without a result'],
  ])}`;
}

function targetWords(name: string, fact: Fact<TargetTally>): string {
  if (fact.kind === 'unknown') return unknownReason(`target health of ${name}`, fact);
  const { healthy, unhealthy, initial, draining, idle, total } = fact.value;
  if (total === 0) return `${name}: no target`;
  return `${name}: ${listed([
    [healthy, 'healthy'],
    [unhealthy, 'unhealthy'],
    [initial, 'at first checks'],
    [draining, 'draining'],
    [idle, 'without traffic or check'],
  ])}`;
}

function listed(counts: readonly (readonly [number, string])[]): string {
  return counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}
