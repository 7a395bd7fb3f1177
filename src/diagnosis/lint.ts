import { type TaskChecks, taskChecks } from '../deployment/both-checks.ts';
import { type CheckCommand, parseCheckCommand } from '../deployment/check-command.ts';
import type { Fact } from '../deployment/fact.ts';
import { liveRevisions } from '../deployment/revisions.ts';
import type { ContainerDefinition, Revision, Service } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Line } from './evidence.ts';
import { commandLints } from './lint-command.ts';
import { targetGroupLints } from './lint-target-group.ts';
import { timingLints } from './lint-timing.ts';
import type { Proof } from './rule.ts';

/** Something about how a service is checked that often goes wrong: a warning, never a verdict. */
export interface Lint {
  readonly id: string;
  /** What is so, in one sentence without a full stop. */
  readonly says: string;
  /** A `note` is worth knowing; a `warning` is worth a look. */
  readonly weight: 'warning' | 'note';
  readonly because: readonly Proof[];
  /** What to do about it, in a clause. */
  readonly todo: string;
}

/** What the lint looks at. */
export interface LintScene {
  readonly sighting: Sighting;
  readonly service: Service;
  /** The containers of live revisions, each with its check read. */
  readonly containers: readonly LintedContainer[];
  readonly tasks: readonly TaskChecks[];
  /** Of the last hour, where they were read; unknown where nobody needed them, too. */
  readonly lines: Fact<readonly Line[]>;
}

export interface LintedContainer {
  readonly revision: Revision;
  readonly definition: ContainerDefinition;
  readonly command: CheckCommand | undefined;
  /** A running task of the revision passes this check: whatever it needs is there. */
  readonly isProven: boolean;
  /** When it was read that it is so. */
  readonly readAt: Date | undefined;
}

/** Every warning, each once, warnings before notes. Nothing where the service could not be read. */
export function lintChecks(sighting: Sighting, lines: Fact<readonly Line[]>): readonly Lint[] {
  if (sighting.service.kind === 'unknown') return [];
  const service = sighting.service.value;
  const tasks = taskChecks(sighting);
  const scene = { sighting, service, tasks, lines, containers: containersOf(sighting, service, tasks) };
  const all = [...targetGroupLints(scene), ...commandLints(scene), ...timingLints(scene)];
  const once = [...new Map(all.map((each) => [`${each.id} ${each.says}`, each])).values()];
  return [
    ...once.filter(({ weight }) => weight === 'warning'),
    ...once.filter(({ weight }) => weight === 'note'),
  ];
}

/** Those of the newest revision first; an older one's only where they differ from it. */
function containersOf(
  { definitions }: Sighting,
  service: Service,
  tasks: readonly TaskChecks[],
): readonly LintedContainer[] {
  if (definitions?.kind !== 'known') return [];
  const live = [...liveRevisions(service)].sort((one, other) => other.number - one.number);
  const seen = new Set<string>();
  return live.flatMap((revision) => {
    const definition = definitions.value.find((each) => each.revision.arn === revision.arn);
    return (definition?.containers ?? []).flatMap((container) => {
      const key = JSON.stringify([container.name, container.healthCheck, container.ports]);
      if (seen.has(key)) return [];
      seen.add(key);
      return [
        {
          revision,
          definition: container,
          command: container.healthCheck && parseCheckCommand(container.healthCheck.command),
          isProven: passesAt(tasks, revision, container.name),
          readAt: definitions.readAt,
        },
      ];
    });
  });
}

function passesAt(tasks: readonly TaskChecks[], revision: Revision, container: string): boolean {
  return tasks.some(
    ({ task }) =>
      task.revision?.arn === revision.arn &&
      task.containers.some(({ name, health }) => name === container && health === 'healthy'),
  );
}
