import { serviceKey } from '../deployment/ref.ts';
import { revisionText } from '../deployment/revisions.ts';
import type { PastDeployment } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';

/** What a service stood on at a moment: what is compared when something that was true is not any more. */
export interface Footing {
  /** `env:cluster/name` */
  readonly service: string;
  /** The revision last asked for: `web:14`; '' where it is not known. */
  readonly revision: string;
  /** Names of the target groups, sorted. */
  readonly targetGroups: readonly string[];
}

/** Something that changed about a service. */
export interface ServiceChange {
  /** "revision of web: web:14 became web:15", in a clause. */
  readonly words: string;
  /** The API that said so. */
  readonly source: string;
  /** When it began; undefined where only before and after are known. */
  readonly at: Date | undefined;
}

/** More would bury the one that matters, which is the newest. */
const MOST_DEPLOYMENTS = 3;

/** Undefined where the service itself could not be read. */
export function footingOf({ ref, service }: Sighting): Footing | undefined {
  if (service.kind === 'unknown') return undefined;
  return {
    service: serviceKey(ref),
    revision: revisionText(service.value.revision),
    targetGroups: service.value.targetGroups.map(({ name }) => name).sort(),
  };
}

/**
 * What changed about a service since a moment: what it stood on then beside what it stands on now, and the deployments
 * that began since, newest first. Without a moment the newest deployment alone: nobody knows when it was otherwise.
 */
export function changesSince(
  { before, sinceAt }: { readonly before: readonly Footing[]; readonly sinceAt: Date | undefined },
  sighting: Sighting,
): readonly ServiceChange[] {
  const now = footingOf(sighting);
  const then = before.find(({ service }) => service === now?.service);
  return [...deploymentsSince(sighting, sinceAt), ...(now && then ? differences(then, now, sighting) : [])];
}

function deploymentsSince({ ref, history }: Sighting, sinceAt: Date | undefined): readonly ServiceChange[] {
  if (history?.kind !== 'known') return [];
  const begun = history.value.flatMap((past) => {
    const at = past.startedAt ?? past.createdAt;
    return at ? [{ past, at }] : [];
  });
  const newest = begun.sort((one, other) => other.at.getTime() - one.at.getTime());
  const fresh =
    sinceAt === undefined
      ? newest.slice(0, 1)
      : // One that was under way when it was verified may well have broken it.
        newest.filter(({ past, at }) => at >= sinceAt || (past.finishedAt ?? sinceAt) > sinceAt);
  return fresh
    .slice(0, MOST_DEPLOYMENTS)
    .map(({ past, at }) => ({ words: deploymentWords(ref.name, past), source: history.source, at }));
}

function deploymentWords(name: string, { revision, status }: PastDeployment): string {
  const what = revision ? `deployment of ${revisionText(revision)}` : 'deployment';
  return `${what} to ${name}: ${status.replaceAll('-', ' ')}`;
}

function differences(then: Footing, now: Footing, { ref, service }: Sighting): readonly ServiceChange[] {
  const source = service.kind === 'known' ? service.source : '';
  const say = (words: string): ServiceChange => ({ words, source, at: undefined });
  const groups = (all: readonly string[]) => all.join(', ') || 'none';
  return [
    ...(then.revision !== now.revision && then.revision && now.revision
      ? [say(`revision of ${ref.name}: ${then.revision} became ${now.revision}`)]
      : []),
    ...(groups(then.targetGroups) === groups(now.targetGroups)
      ? []
      : [
          say(
            `target groups of ${ref.name}: ${groups(then.targetGroups)} became ${groups(now.targetGroups)}`,
          ),
        ]),
  ];
}
