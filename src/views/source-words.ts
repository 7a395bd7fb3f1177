import type { Fact } from '../deployment/fact.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { age } from './mrkdwn.ts';
import { ago } from './words.ts';

/** "ecs:DescribeTasks (tasks, stopped tasks) 2 s ago": where each figure of a card comes from and how old it is. */
export function cardSources(sighting: Sighting, now: Date): readonly string[] {
  const facts: [string, Fact<unknown> | undefined][] = [
    ['service', sighting.service],
    ['deployments', sighting.service],
    ['events', sighting.service],
    ['tasks', sighting.tasks],
    ['stopped tasks', sighting.stopped],
    ['images', sighting.definitions],
    ['rollout history', sighting.history],
    ...sighting.targetGroups.flatMap(({ group, targets, check }): [string, Fact<unknown> | undefined][] => [
      [`targets of ${group.name}`, targets],
      [`check of ${group.name}`, check],
    ]),
  ];
  return factSources(facts, now);
}

/** The same of any facts with what each is about; what was not read is left out. */
export function factSources(
  facts: readonly (readonly [string, Fact<unknown> | undefined])[],
  now: Date,
): readonly string[] {
  const subjects = new Map<string, string[]>();
  for (const [subject, fact] of facts) {
    if (fact?.kind !== 'known') continue;
    const read = `${fact.source}|${ago(fact.readAt, now)}`;
    subjects.set(read, [...(subjects.get(read) ?? []), subject]);
  }
  return [...subjects].map(([read, all]) => {
    const [source = '', when = ''] = read.split('|');
    return `${source} (${all.join(', ')}) ${when}`;
  });
}

/** The same for many services in one line, by the oldest of each kind. */
export function overviewSources(sightings: readonly Sighting[], now: Date): string {
  const targets = sightings.flatMap(({ targetGroups }) => targetGroups.map((seen) => seen.targets));
  const words = [
    oldest(
      'services',
      sightings.map(({ service }) => service),
      now,
    ),
    oldest(
      'tasks',
      sightings.map(({ tasks }) => tasks),
      now,
    ),
    oldest('targets', targets, now),
  ];
  return words.filter(Boolean).join(' · ') || 'nothing could be read';
}

function oldest(subject: string, facts: readonly Fact<unknown>[], now: Date): string {
  const times = facts.flatMap((fact) => (fact.kind === 'known' ? [fact] : []));
  const [first] = times.sort((one, other) => one.readAt.getTime() - other.readAt.getTime());
  if (!first) return '';
  const when = ago(first.readAt, now);
  return `${subject}: ${first.source} ${when === 'just now' ? when : `at most ${age(first.readAt, now)} ago`}`;
}
