import type { Watch } from '../alerting/watch.ts';
import { eachOnce, type Gap } from '../deployment/fact.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Overview, Sighting } from '../deployment/sighting.ts';
import type { Deps } from '../deps.ts';
import type { DigestFacts, SeenService } from '../digest/facts.ts';
import type { Snapshot } from '../digest/snapshot.ts';
import { groupedBy } from '../operation/grouped.ts';
import { type OperationsDeps, operationsOf } from './digest-operations.ts';
import { judgeAll } from './judged-answer.ts';
import { coveredServices } from './watched-services.ts';

export type FactsDeps = OperationsDeps & Pick<Deps, 'estate' | 'watches' | 'threads' | 'clock'>;

/** One digest that is wanted. */
export interface WantedDigest {
  readonly channel: string;
  readonly fromAt: Date;
  readonly before: Snapshot | undefined;
}

/** How services are looked at: on the bot's own rounds, or for somebody who waits. */
export type Look = (refs: readonly ServiceRef[]) => Promise<Overview>;

/** Read for somebody else's digest a moment ago is read well enough. */
const MAX_AGE = { maxAgeMs: 60_000 } as const;

/**
 * For digests that come by the clock: at the least number of calls. Targets are asked only where nobody has read them
 * lately, as just after a start: what is not known would else be all that the channel is told.
 */
export function onRounds({ estate }: Pick<Deps, 'estate'>): Look {
  return async (refs) => {
    const overview = await estate.sweep(refs, MAX_AGE);
    const groups = overview.sightings.flatMap(unreadGroups);
    if (groups.length === 0) return overview;
    return { ...overview, sightings: await estate.withTargets(overview.sightings, groups) };
  };
}

function unreadGroups({ ref: { env }, targetGroups }: Sighting): readonly { env: string; arn: string }[] {
  return targetGroups.flatMap(({ group: { arn }, targets }) =>
    targets.kind === 'unknown' && targets.why === 'pending' ? [{ env, arn }] : [],
  );
}

/** For somebody who asked: with the health of every target. */
export function whenAsked({ estate }: Pick<Deps, 'estate'>): Look {
  return async (refs) => {
    const { first, complete } = await estate.overview(refs, MAX_AGE);
    return complete ?? first;
  };
}

/**
 * Gathers what several digests are made from, everything once for all of them: one look at AWS, one read of each
 * tracker, one of the threads. The answer gives the facts of each.
 * @throws UpstreamError where the database does not answer
 */
export async function digestFacts(
  deps: FactsDeps,
  wanted: readonly WantedDigest[],
  look: Look,
): Promise<(one: WantedDigest) => DigestFacts> {
  const channels = new Set(wanted.map(({ channel }) => channel));
  const since = new Date(Math.min(...wanted.map(({ fromAt }) => fromAt.getTime())));
  const [services, operations, threads] = await Promise.all([
    servicesOf(deps, channels, look),
    operationsOf(deps, channels),
    wanted.length > 0 ? deps.threads.list({ closedSince: since }) : [],
  ]);
  const byChannel = groupedBy(threads, ({ channel }) => channel);
  const now = deps.clock.now();
  return ({ channel, fromAt, before }) => {
    const { gaps, ...watched } = services(channel);
    const found = operations.get(channel);
    return {
      ...{ now, fromAt, before },
      operation: found?.operation,
      ...(found?.unread === undefined ? {} : { unreadOperation: found.unread }),
      ...watched,
      gaps: [...(found?.gaps ?? []), ...gaps],
      threads: byChannel.get(channel) ?? [],
    };
  };
}

type ChannelServices = Pick<DigestFacts, 'services' | 'gaps' | 'watches'>;

async function servicesOf(
  deps: FactsDeps,
  channels: ReadonlySet<string>,
  look: Look,
): Promise<(channel: string) => ChannelServices> {
  const watches = (await deps.watches.all()).filter(({ channel }) => channels.has(channel));
  const covered = await coveredServices(deps, watches);
  const overview = covered.refs.length > 0 ? await look(covered.refs) : { sightings: [], gaps: [] };
  const judged = await judgeAll(overview, deps.clock.now());
  const own = new Map<string, SeenService[]>();
  for (const each of judged)
    for (const { channel } of covered.watchersOf(each.sighting.ref))
      own.set(channel, [...(own.get(channel) ?? []), each]);
  return (channel) => {
    const here = watches.filter((watch) => watch.channel === channel);
    const services = own.get(channel) ?? [];
    const gaps = gapsHere(here, services, { unlisted: covered.gapsOf, unread: overview.gaps });
    return { services, gaps, watches: here.length > 0 };
  };
}

/** Those of the channel's own scopes, and those of environments that its services are in. */
function gapsHere(
  watches: readonly Watch[],
  services: readonly SeenService[],
  {
    unlisted,
    unread,
  }: { readonly unlisted: (scope: Watch['scope']) => readonly Gap[]; readonly unread: readonly Gap[] },
): readonly Gap[] {
  const envs = new Set<string | undefined>(services.map(({ sighting }) => sighting.ref.env));
  return eachOnce([
    ...watches.flatMap(({ scope }) => unlisted(scope)),
    ...unread.filter(({ env }) => envs.has(env)),
  ]);
}
