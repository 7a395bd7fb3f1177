import { unknownReason } from '../deployment/fact.ts';
import { liveRevisions } from '../deployment/revisions.ts';
import type { ContainerDefinition, Revision, Service, TaskDefinition } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { oneLine } from '../text.ts';
import type { Row } from './rows.ts';
import { revisionWord } from './words.ts';

const DIGEST_SHOWN = 'sha256:'.length + 12;

/**
 * One row per live revision: the image of the container that takes the traffic, as the task definition asks
 * for it, and the digest that its tasks really run. Two digests under one revision mean that the tag moved.
 */
export function imageRows(sighting: Sighting): readonly Row[] {
  const { definitions, service } = sighting;
  if (!definitions || service.kind === 'unknown') return [];
  if (definitions.kind === 'unknown')
    return [{ label: 'image', lines: [unknownReason('images', definitions)] }];
  return liveRevisions(service.value).flatMap((revision) => {
    const definition = definitions.value.find((each) => each.revision.arn === revision.arn);
    const container = definition && trafficContainer(definition, service.value);
    if (!container) return [];
    const digests = digestsOf(sighting, revision, container.name);
    return [{ label: 'image', lines: [imageLine(revision, container, digests)] }];
  });
}

function imageLine(
  revision: Revision,
  container: ContainerDefinition,
  digests: readonly string[] | undefined,
): string {
  const digest =
    digests === undefined
      ? 'digest not known'
      : digests.map((each) => each.slice(0, DIGEST_SHOWN)).join(' and ');
  const moved = digests && digests.length > 1 ? ': the tag moved between tasks' : '';
  return oneLine(
    `${revisionWord(revision)} ${container.image ?? 'no image named'} ${digest || 'no task runs it'}${moved}`,
  );
}

/** The load-balanced container, else the first essential one. */
function trafficContainer(definition: TaskDefinition, service: Service): ContainerDefinition | undefined {
  const named = service.targetGroups[0]?.containerName;
  return (
    definition.containers.find((each) => each.name === named) ??
    definition.containers.find((each) => each.essential) ??
    definition.containers[0]
  );
}

function digestsOf(sighting: Sighting, revision: Revision, container: string): readonly string[] | undefined {
  if (sighting.tasks.kind === 'unknown') return undefined;
  const digests = sighting.tasks.value
    .filter((task) => task.revision?.arn === revision.arn)
    .flatMap((task) => task.containers.filter((each) => each.name === container))
    .flatMap((each) => (each.imageDigest ? [each.imageDigest] : []));
  return [...new Set(digests)];
}
