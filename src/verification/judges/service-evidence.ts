import type { ContainerTally } from '../../deployment/container-health.ts';
import { containerTally } from '../../deployment/container-health.ts';
import type { Known, Unknown } from '../../deployment/fact.ts';
import { revisionText } from '../../deployment/revisions.ts';
import type { Service, Target } from '../../deployment/service.ts';
import type { Sighting, TargetGroupSighting } from '../../deployment/sighting.ts';
import { targetTally } from '../../deployment/target-health.ts';
import { evidenceOf } from '../outcome.ts';
import type { Evidence } from '../verification.ts';

/** A sighting whose service was read, and when it is judged. */
export interface Looked {
  /** The service's own name, for sentences. */
  readonly name: string;
  readonly sighting: Sighting;
  readonly service: Known<Service>;
  readonly now: Date;
}

/** The revisions on their way or in use, with what ECS says of each, and how many tasks run. */
export function rolloutEvidence({ name, service }: Looked): readonly Evidence[] {
  const { deployments, taskSets, runningCount, desiredCount } = service.value;
  const courses = deployments.map(({ status, revision, rolloutState, runningCount: running }) => {
    const state = rolloutState ?? 'no rollout state';
    return evidenceOf(
      service,
      `${status} deployment of ${name}`,
      `${revisionText(revision)} ${state}, ${running} running`.trim(),
    );
  });
  const sets = taskSets.map(({ id, status, revision, stability }) =>
    evidenceOf(
      service,
      `${status} task set ${id} of ${name}`,
      `${revisionText(revision)} ${stability ?? 'stability not told'}`.trim(),
    ),
  );
  return [
    ...courses,
    ...sets,
    evidenceOf(service, `running tasks of ${name}`, `${runningCount} of ${desiredCount}`),
  ];
}

/** What the newest entries of the deployment history say. */
export function historyEvidence({ name, sighting: { history } }: Looked): readonly Evidence[] {
  if (history?.kind !== 'known') return [];
  return history.value
    .slice(0, 2)
    .map(({ status, revision }) =>
      evidenceOf(history, `past deployment of ${name}`, `${revisionText(revision)} ${status}`.trim()),
    );
}

/** What container health checks say of the running tasks; empty where the tasks could not be read. */
export function containerEvidence({ name, sighting }: Looked): readonly Evidence[] {
  const tally = containerTally(sighting);
  return tally.kind === 'known'
    ? [evidenceOf(tally, `container health of ${name}`, tallyWords(tally.value))]
    : [];
}

/** What the load balancer says of the targets; empty for groups that could not be read. */
export function targetEvidence(groups: readonly TargetGroupSighting[]): readonly Evidence[] {
  return groups.flatMap(({ group, targets }) =>
    targets.kind === 'known'
      ? [
          evidenceOf(
            targets,
            `targets of ${group.name}`,
            `${targetTally(targets.value).healthy} of ${targets.value.length} healthy`,
          ),
          ...targets.value
            .filter(isOff)
            .map((each) =>
              evidenceOf(targets, `target ${targetName(each)} of ${group.name}`, targetWords(each)),
            ),
        ]
      : [],
  );
}

/**
 * All facts of a sighting that were read and can become old, and the first that could not be. A revision never changes:
 * its definition is as true as on the day on which it was read.
 */
export function factsIn({ service, tasks, targetGroups, definitions, history }: Sighting): {
  readonly known: readonly Known<unknown>[];
  readonly hole: Unknown | undefined;
} {
  const aging = [service, tasks, ...targetGroups.map(({ targets }) => targets), history];
  const known = aging.flatMap((fact) => (fact?.kind === 'known' ? [fact] : []));
  const hole = [...aging, definitions].flatMap((fact) => (fact?.kind === 'unknown' ? [fact] : []))[0];
  return { known, hole };
}

function tallyWords({ healthy, unhealthy, undecided, unchecked, unclear, total }: ContainerTally): string {
  const words = [
    `${healthy} of ${total} healthy`,
    unhealthy > 0 ? `${unhealthy} unhealthy` : '',
    undecided > 0 ? `${undecided} not decided yet` : '',
    unchecked > 0 ? `${unchecked} without a health check` : '',
    unclear > 0 ? `${unclear} without a result` : '',
  ];
  return words.filter(Boolean).join(', ');
}

function isOff({ state }: Target): boolean {
  return state !== 'healthy';
}

function targetName({ id, port }: Target): string {
  return port === undefined ? id : `${id}:${port}`;
}

function targetWords({ state, reason, description }: Target): string {
  return [state, reason, description].filter(Boolean).join(', ');
}
