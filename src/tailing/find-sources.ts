import type { ContainerDefinition, ServiceRef, Task, TaskDefinition } from '../deployment/service.ts';
import { UserError } from '../errors.ts';
import { filledIn, type LogMapping, mappingOf } from './log-mapping.ts';
import type { LogSource } from './log-source.ts';
import { meantTask } from './meant-task.ts';
import { distinct } from './overlap.ts';

/** Which lines of a service a person asked for. */
export interface WantedSources {
  readonly container?: string | undefined;
  /** The id of a task, or the beginning of one. */
  readonly task?: string | undefined;
  /** The last task that stopped. */
  readonly previous?: boolean;
}

/** What is known about a service when its lines are looked for. */
export interface LogClues {
  readonly ref: ServiceRef;
  /** Of the service. */
  readonly region: string;
  readonly running: readonly Task[];
  /** Within about an hour, as far as ECS remembers. */
  readonly stopped: readonly Task[];
  /** Of all live deployments and of those tasks; the service's own first. */
  readonly definitions: readonly TaskDefinition[];
  readonly mappings: readonly LogMapping[];
}

/** Where the lines are. */
export interface FoundSources {
  /** Those without a stream prefix hold the whole group: other services' lines as well, if they share it. */
  readonly sources: readonly LogSource[];
  readonly notReadable: readonly NotReadable[];
  /** The one task that is meant, where it is known. */
  readonly task: Task | undefined;
}

/** A container whose lines cannot be read. */
export interface NotReadable {
  readonly container: string;
  /** `web:42`, … */
  readonly revisions: readonly string[];
  /** Follows "because". */
  readonly why: string;
}

/**
 * Finds where a service's lines are, from the `awslogs` options of its revisions and the configured mappings,
 * which go first.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
 * @throws UserError for a container or a task that there is not
 */
export function findSources(clues: LogClues, wanted: WantedSources): FoundSources {
  const meant = meantTask(clues, wanted);
  const revision = meant?.task?.revision;
  const own = clues.definitions.filter((each) => each.revision.arn === revision?.arn);
  const definitions = own.length > 0 ? own : clues.definitions;
  const containers = containersIn(definitions, wanted.container, clues.ref);
  const places = containers.map((each) => placeOf(clues, each, meant?.id));
  return {
    sources: distinct(places.flatMap(({ source }) => source ?? [])),
    notReadable: unreadable(places),
    task: meant?.task,
  };
}

interface Logged {
  readonly definition: ContainerDefinition;
  readonly revision: string;
}

interface Place {
  readonly of: Logged;
  readonly source?: LogSource;
  readonly why?: string;
}

function containersIn(
  definitions: readonly TaskDefinition[],
  container: string | undefined,
  { name }: ServiceRef,
): readonly Logged[] {
  const all = definitions.flatMap(({ revision, containers }) =>
    containers.map((definition) => ({ definition, revision: `${revision.family}:${revision.number}` })),
  );
  const meant = all.filter(
    ({ definition }) => container === undefined || definition.name.toLowerCase() === container.toLowerCase(),
  );
  if (meant.length > 0 || container === undefined || all.length === 0) return meant;
  const names = [...new Set(all.map(({ definition }) => `\`${definition.name}\``))];
  throw new UserError(
    `${name} has no container of that name. Type \`--container\` with ${names.join(' or ')}.`,
  );
}

function placeOf({ ref, region, mappings }: LogClues, of: Logged, task: string | undefined): Place {
  const { name: container, awslogs, logDriver } = of.definition;
  const mapping = mappingOf(mappings, ref, container);
  const inRegion = (other: string | undefined) => (other === region ? undefined : other);
  if (mapping) {
    const { group, streamPrefix } = mapping;
    if (task !== undefined && !streamPrefix?.includes('{task}'))
      return { of, why: 'the mapping in SNAIL_LOG_GROUPS does not name streams by their task' };
    const fill = (template: string) => filledIn(template, ref, { container, task });
    const prefix = streamPrefix === undefined ? undefined : fill(streamPrefix) || undefined;
    return {
      of,
      source: { container, group: fill(group), region: inRegion(mapping.region), streamPrefix: prefix },
    };
  }
  if (!awslogs) return { of, why: whyNot(logDriver) };
  const { group, prefix } = awslogs;
  if (task !== undefined && prefix === undefined)
    return { of, why: 'without `awslogs-stream-prefix` its streams do not name their task' };
  const streamPrefix = prefix === undefined ? undefined : `${prefix}/${container}/${task ?? ''}`;
  return { of, source: { container, group, region: inRegion(awslogs.region), streamPrefix } };
}

function whyNot(logDriver: string | undefined): string {
  if (logDriver === undefined) return 'its definition names no log driver';
  if (logDriver === 'awslogs') return 'its `awslogs` driver names no log group';
  return `it logs through \`${logDriver}\`, and SNAIL_LOG_GROUPS does not say where that leads`;
}

function unreadable(places: readonly Place[]): readonly NotReadable[] {
  const found = new Map<string, NotReadable>();
  for (const { of, why } of places) {
    if (why === undefined) continue;
    const container = of.definition.name;
    const known = found.get(`${container} ${why}`);
    const revisions = [...new Set([...(known?.revisions ?? []), of.revision])];
    found.set(`${container} ${why}`, { container, revisions, why });
  }
  return [...found.values()];
}
