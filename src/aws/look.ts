import { type Clock, inTime } from '../clock.ts';
import { liveRevisions } from '../deployment/revisions.ts';
import type { Service, ServiceRef } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { type Begun, begun, late } from './begun.ts';
import type { Want } from './memory.ts';
import type { Reads } from './reads.ts';

/**
 * Everything about one service, all sources in parallel. A source that fails or is late is an unknown fact.
 * @param ask.ms how long all of it is waited for
 */
export async function lookAt(
  { reads, clock, ms }: { readonly reads: Reads; readonly clock: Clock; readonly ms: number },
  ref: ServiceRef,
  want: Want,
): Promise<Sighting> {
  const service = begun('the service', reads.service(ref, want));
  const tasks = begun('its tasks', reads.serviceTasks(ref, 'RUNNING', want));
  const stopped = begun('its stopped tasks', reads.serviceTasks(ref, 'STOPPED', want));
  const history = begun('its past deployments', reads.history(ref, want));
  const parts = service.done.then((fact) =>
    fact.kind === 'known' ? beginParts(reads, fact.value, want) : undefined,
  );
  const everything = Promise.all([
    parts.then((known) => known && Promise.all(known.reads.map(({ done }) => done))),
    ...[tasks, stopped, history].map(({ done }) => done),
  ]);
  await inTime(everything, ms, clock, () => undefined);
  const known = service.isDone() ? await parts : undefined;
  return {
    ref,
    service: service.soFar(late),
    tasks: tasks.soFar(late),
    stopped: stopped.soFar(late),
    targetGroups: known?.targetGroups() ?? [],
    definitions: known?.definitions.soFar(late),
    history: history.soFar(late),
  };
}

/** What can only be read once the service is known. */
function beginParts(reads: Reads, service: Service, want: Want) {
  const definitions = begun('the task definitions', reads.definitions(liveRevisions(service), want));
  const checks = reads.checks(
    service.targetGroups.map(({ arn }) => arn),
    want,
  );
  const groups = service.targetGroups.map((group) => {
    const check = checks.get(group.arn);
    return {
      group,
      targets: begun(`the target health of ${group.name}`, reads.targets(group.arn, want)),
      check: check && begun(`the health check of ${group.name}`, check),
    };
  });
  const ofGroups = groups.flatMap(({ targets, check }): Begun<unknown>[] => [
    targets,
    ...(check ? [check] : []),
  ]);
  return {
    definitions,
    reads: [definitions, ...ofGroups],
    targetGroups: () =>
      groups.map(({ group, targets, check }) => ({
        group,
        targets: targets.soFar(late),
        check: check?.soFar(late),
      })),
  };
}
