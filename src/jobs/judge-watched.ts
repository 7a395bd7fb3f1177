import { isQuiet } from '../alerting/is-quiet.ts';
import type { AlertPolicy } from '../alerting/policy.ts';
import type { Thread } from '../alerting/thread.ts';
import type { Watch } from '../alerting/watch.ts';
import { breath } from '../clock.ts';
import type { Gap } from '../deployment/fact.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { judge } from '../deployment/verdict.ts';
import type { ThreadChange } from '../store/store.ts';
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
  readonly sightings: readonly Sighting[];
  /** Open threads, and those that ended a short while ago. */
  readonly known: readonly Thread[];
  readonly now: Date;
}

/** Services judged in one go: some ten milliseconds. */
const PER_BREATH = 50;

/** What the look changes about the threads of all channels. */
export async function judgeWatched(policy: AlertPolicy, looked: Looked): Promise<readonly ThreadChange[]> {
  const { sightings, now } = looked;
  const threadsOf = byService(looked.known);
  const quiet = new Set(looked.watches.filter((watch) => isQuiet(watch.quiet, now)));
  const changes: ThreadChange[] = [];
  for (const [nth, sighting] of sightings.entries()) {
    if (nth % PER_BREATH === PER_BREATH - 1) await breath();
    const verdict = judge(sighting, now);
    for (const watch of looked.watchersOf(sighting.ref)) {
      const threads = threadsOf(watch.channel, sighting.ref);
      const about = { sighting, verdict, watch, quiet: quiet.has(watch), threads, now };
      changes.push(...alertChanges(about, policy), ...rolloutChanges(about));
    }
  }
  return [...changes, ...uncoveredChanges(looked), ...blindnessChanges(looked)];
}

function byService(known: readonly Thread[]): (channel: string, ref: ServiceRef) => readonly Thread[] {
  const keyOf = (channel: string, { env, cluster, name }: ServiceRef) =>
    `${channel} ${env}:${cluster}/${name}`;
  const all = new Map<string, Thread[]>();
  for (const thread of known) {
    if (thread.about.topic === 'blindness') continue;
    const key = keyOf(thread.channel, thread.about.ref);
    const own = all.get(key);
    if (own) own.push(thread);
    else all.set(key, [thread]);
  }
  return (channel, ref) => all.get(keyOf(channel, ref)) ?? [];
}
