import { believed } from '../alerting/believed.ts';
import { checksOf } from '../alerting/checks.ts';
import { isQuiet } from '../alerting/is-quiet.ts';
import type { AlertPolicy } from '../alerting/policy.ts';
import type { Thread, ThreadChange } from '../alerting/thread.ts';
import type { Watch } from '../alerting/watch.ts';
import { breath } from '../clock.ts';
import type { Gap } from '../deployment/fact.ts';
import { serviceKey } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { judge } from '../deployment/verdict.ts';
import { alertChanges, uncoveredChanges } from './alert-changes.ts';
import { blindnessChanges } from './blindness-changes.ts';
import { rolloutChanges } from './rollout-changes.ts';

/** Everything one look at all watched services found, and what was known before it. */
export interface Looked {
  readonly watches: readonly Watch[];
  /** Of each channel the one that covers a service. */
  watchersOf(ref: ServiceRef): readonly Watch[];
  /** What kept services from being listed. */
  readonly gaps: readonly Gap[];
  /** Those of them that concern the scope of a watch. */
  gapsOf(scope: Watch['scope']): readonly Gap[];
  readonly sightings: readonly Sighting[];
  /** Open threads, and those that ended a short while ago. */
  readonly known: readonly Thread[];
  readonly now: Date;
}

/** Services judged in one go: some milliseconds, and ten at the first look, while the code is not compiled yet. */
const PER_BREATH = 10;

/** What a look came to. */
export interface Judged {
  readonly changes: readonly ThreadChange[];
  /** Bugs met on the way: each keeps one service from being judged, and no other. */
  readonly bugs: readonly unknown[];
}

/** What the look changes about the threads of all channels. */
export async function judgeWatched(policy: AlertPolicy, found: Looked): Promise<Judged> {
  const sightings = believed(found.sightings);
  const looked = { ...found, sightings };
  const threadsOf = byService(looked.known);
  const hours = looked.watches.map(({ quiet }) => quiet);
  const quiet = new Set(hours.filter((each) => isQuiet(each, looked.now)));
  const changes: ThreadChange[] = [];
  const bugs: unknown[] = [];
  const gathered = (judged: () => readonly ThreadChange[]): void => {
    try {
      changes.push(...judged());
    } catch (error) {
      bugs.push(error);
    }
  };
  for (const [nth, sighting] of sightings.entries()) {
    if (nth % PER_BREATH === PER_BREATH - 1) await breath();
    gathered(() => serviceChanges(policy, looked, { sighting, threadsOf, quiet }));
  }
  gathered(() => uncoveredChanges(looked));
  gathered(() => blindnessChanges(looked));
  return { changes, bugs };
}

interface OneService {
  readonly sighting: Sighting;
  readonly threadsOf: ThreadsOf;
  /** Those hours of quiet that it is now. */
  readonly quiet: ReadonlySet<Watch['quiet']>;
}

type ThreadsOf = (channel: string, ref: ServiceRef) => readonly Thread[];

function serviceChanges(
  policy: AlertPolicy,
  { watchersOf, now }: Looked,
  { sighting, threadsOf, quiet }: OneService,
): readonly ThreadChange[] {
  const verdict = judge(sighting, now);
  const checks = checksOf(sighting, verdict, now);
  return watchersOf(sighting.ref).flatMap((watch) => {
    const threads = threadsOf(watch.channel, sighting.ref);
    const watched = { sighting, verdict, checks, watch, quiet: quiet.has(watch.quiet), threads, now };
    return [...alertChanges(watched, policy), ...rolloutChanges(watched)];
  });
}

function byService(known: readonly Thread[]): ThreadsOf {
  const keyOf = (channel: string, ref: ServiceRef) => `${channel} ${serviceKey(ref)}`;
  const all = new Map<string, Thread[]>();
  for (const thread of known) {
    if (thread.about.topic === 'blindness' || thread.about.topic === 'criterion') continue;
    const key = keyOf(thread.channel, thread.about.ref);
    const own = all.get(key);
    if (own) own.push(thread);
    else all.set(key, [thread]);
  }
  return (channel, ref) => all.get(keyOf(channel, ref)) ?? [];
}
