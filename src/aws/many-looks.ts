import type { Fact, Unknown } from '../deployment/fact.ts';
import { liveRevisions } from '../deployment/revisions.ts';
import type {
  Service,
  ServiceRef,
  Target,
  TargetGroupRef,
  Task,
  TaskDefinition,
} from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { type Begun, begun } from './begun.ts';
import { beginTasks } from './many-tasks.ts';
import type { Reads } from './reads.ts';

/** A target's state changes within seconds of a check, but each group costs a call; its age is shown. */
const TARGETS_MAX_AGE_MS = 60_000;

/** What a card read within this time helps a line to name the cause; none of it is asked for. */
const REMEMBERED_MAX_AGE_MS = 5 * 60_000;

/** A look at one of many services, under way. */
export interface BegunLook {
  /** Settles when all facts of ECS are there. */
  readonly ecsDone: Promise<unknown>;
  /** Settles when target health is, too. */
  readonly done: Promise<unknown>;
  isDone(): boolean;
  /** ARNs of the target groups whose health was not remembered. */
  unreadGroups(): readonly string[];
  /** What was not read yet is pending. */
  soFar(): Sighting;
}

/** Begins to look at services of one environment, with as few calls as the batch sizes allow; by the references asked for. */
export function beginLooks(
  reads: Reads,
  refs: readonly ServiceRef[],
  maxAgeMs: number,
): ReadonlyMap<ServiceRef, BegunLook> {
  const looks = new Map<ServiceRef, BegunLook>();
  for (const cluster of new Set(refs.map((ref) => ref.cluster))) {
    const here = refs.filter((ref) => ref.cluster === cluster);
    const names = [...new Set(here.map(({ name }) => name))];
    const services = reads.services(cluster, names, { maxAgeMs });
    const tasksOf = beginTasks(reads, cluster, { asked: names.length, maxAgeMs });
    for (const ref of here) {
      const service = services.get(ref.name);
      if (service) looks.set(ref, beginLook(reads, ref, { service, tasks: tasksOf(ref), maxAgeMs }));
    }
  }
  return looks;
}

interface BegunGroup {
  readonly group: TargetGroupRef;
  readonly targets: Begun<readonly Target[]>;
  readonly wasRemembered: boolean;
}

function beginLook(
  reads: Reads,
  ref: ServiceRef,
  given: { service: Promise<Fact<Service>>; tasks: Promise<Fact<readonly Task[]>>; maxAgeMs: number },
): BegunLook {
  let groups: readonly BegunGroup[] = [];
  const withGroups = given.service.then((fact) => {
    if (fact.kind === 'known')
      groups = fact.value.targetGroups.map((group) => beginGroup(reads, group, given.maxAgeMs));
    return fact;
  });
  const service = begun('the service', withGroups);
  const tasks = begun('its tasks', given.tasks);
  const ecsDone = Promise.all([service.done, tasks.done]);
  return {
    ecsDone,
    done: ecsDone.then(() => Promise.all(groups.map(({ targets }) => targets.done))),
    isDone: () => service.isDone() && tasks.isDone() && groups.every(({ targets }) => targets.isDone()),
    unreadGroups: () => groups.filter(({ wasRemembered }) => !wasRemembered).map(({ group }) => group.arn),
    soFar: () => ({
      ref,
      service: service.soFar(pending),
      tasks: tasks.soFar(pending),
      stopped: reads.knownStopped(ref, REMEMBERED_MAX_AGE_MS),
      targetGroups: groups.map(({ group, targets }) => ({
        group,
        targets: targets.soFar(pending),
        check: reads.knownCheck(group.arn, REMEMBERED_MAX_AGE_MS),
      })),
      definitions: rememberedDefinitions(reads, service.soFar(pending)),
      history: undefined,
    }),
  };
}

/** Task definitions never change, so those read for a card tell here which tasks have a check; none is asked for. */
function rememberedDefinitions(
  reads: Reads,
  service: Fact<Service>,
): Fact<readonly TaskDefinition[]> | undefined {
  return service.kind === 'known' ? reads.knownDefinitions(liveRevisions(service.value)) : undefined;
}

function beginGroup(reads: Reads, group: TargetGroupRef, maxAgeMs: number): BegunGroup {
  const want = { maxAgeMs: Math.max(maxAgeMs, TARGETS_MAX_AGE_MS), lane: 'later' } as const;
  const known = reads.knownTargets(group.arn, want.maxAgeMs);
  const targets = begun(`the target health of ${group.name}`, reads.targets(group.arn, want), known);
  return { group, targets, wasRemembered: known !== undefined };
}

function pending(): Unknown {
  return { kind: 'unknown', why: 'pending', detail: 'still being read' };
}
