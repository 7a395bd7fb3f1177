import { blindnessKey } from '../alerting/alert-key.ts';
import type { Blindness } from '../alerting/blindness.ts';
import { goneWords } from '../alerting/checks.ts';
import { noticeBlindness } from '../alerting/notice-blindness.ts';
import { type BlindnessThread, isBlindnessThread, type ThreadChange } from '../alerting/thread.ts';
import { eachOnce, type Fact, unknownReason } from '../deployment/fact.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Looked } from './judge-watched.ts';
import { newThread } from './new-thread.ts';

/** What the look says about what the bot cannot see, for each channel and environment. */
export function blindnessChanges(looked: Looked): readonly ThreadChange[] {
  const open = looked.known.filter(isBlindnessThread).filter((each) => each.open);
  return viewsOf(looked, open).flatMap(({ channel, ...seen }): readonly ThreadChange[] => {
    const thread = open.find((each) => each.channel === channel && each.about.env === seen.env);
    const about = unwatched(noticeBlindness(thread?.about, seen, looked.now), seen);
    if (about === thread?.about) return [];
    if (about === undefined) return thread ? [{ remove: thread.id }] : [];
    if (thread) return [{ thread: { ...thread, about, open: about.state !== 'over' } }];
    return [newThread(channel, blindnessKey(seen.env), about)];
  });
}

/** What one channel sees of one environment. */
interface View {
  readonly channel: string;
  readonly env: string;
  readonly missing: number;
  readonly of: number;
  readonly reasons: readonly string[];
}

/** A notice does not end by better sight where there is nothing left to be seen. */
function unwatched(notice: Blindness | undefined, seen: Pick<View, 'of'>): Blindness | undefined {
  return notice?.state === 'over' && seen.of === 0 ? { ...notice, missing: 0, of: 0 } : notice;
}

/** Those of open notices as well, be it that nothing is watched there any more. */
function viewsOf(
  { watches, watchersOf, gapsOf, sightings, gaps }: Looked,
  open: readonly BlindnessThread[],
): readonly View[] {
  const channels = [...new Set([...watches, ...open].map(({ channel }) => channel))];
  const envs = new Set([
    ...sightings.map(({ ref }) => ref.env),
    ...gaps.flatMap(({ env }) => env ?? []),
    ...open.map(({ about }) => about.env),
  ]);
  const watched = sightings.map((sighting) => ({
    sighting,
    channels: new Set(watchersOf(sighting.ref).map(({ channel }) => channel)),
    reasons: reasonsOf(sighting),
  }));
  return channels.flatMap((channel) => {
    const notListed = eachOnce(
      watches.filter((watch) => watch.channel === channel).flatMap(({ scope }) => gapsOf(scope)),
    );
    return [...envs].map((env) => {
      const own = watched.filter((each) => each.channels.has(channel) && each.sighting.ref.env === env);
      const unseen = own.filter(({ reasons }) => reasons.length > 0);
      const unlisted = notListed.filter((gap) => gap.env === env);
      const reasons = [
        ...unlisted.map(({ subject, unknown }) => unknownReason(subject, unknown)),
        ...unseen.flatMap((each) => each.reasons),
      ];
      // What cannot be listed may be any number of services; it counts for one each.
      const missing = unseen.length + unlisted.length;
      return { channel, env, missing, of: own.length + unlisted.length, reasons };
    });
  });
}

/** Why a service cannot be judged whole; what is still to be read is no reason. */
function reasonsOf(sighting: Sighting): readonly string[] {
  if (goneWords(sighting) !== undefined) return [];
  const { service, tasks, targetGroups } = sighting;
  const facts: readonly (readonly [string, Fact<unknown>])[] = [
    ['the service', service],
    ['its tasks', tasks],
    ...targetGroups.map(({ group, targets }) => [`target health of ${group.name}`, targets] as const),
  ];
  return facts.flatMap(([subject, fact]) =>
    fact.kind === 'unknown' && fact.why !== 'pending' ? [unknownReason(subject, fact)] : [],
  );
}
