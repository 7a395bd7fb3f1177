import { randomUUID } from 'node:crypto';
import { alertKey } from '../alerting/alert-key.ts';
import type { Check } from '../alerting/check.ts';
import { checksOf, goneWords, isAbout } from '../alerting/checks.ts';
import { decide, endAlert, isOpen, isPast } from '../alerting/decide.ts';
import { loseRollout } from '../alerting/follow-rollout.ts';
import type { AlertPolicy } from '../alerting/policy.ts';
import { covers } from '../alerting/scope.ts';
import type { AlertThread, Thread } from '../alerting/thread.ts';
import type { Watch } from '../alerting/watch.ts';
import { sameService } from '../deployment/ref.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Verdict } from '../deployment/verdict.ts';
import type { ThreadChange } from '../store/store.ts';
import type { Looked } from './judge-watched.ts';

/** One service as one channel watches it. */
export interface Watched {
  readonly sighting: Sighting;
  readonly verdict: Verdict;
  readonly watch: Watch;
  /** Whether the watch wants quiet now. */
  readonly quiet: boolean;
  /** Of this channel and service, alerts and rollout cards. */
  readonly threads: readonly Thread[];
  readonly now: Date;
}

/** What the look says about the alerts of one service in one channel. */
export function alertChanges(watched: Watched, policy: AlertPolicy): readonly ThreadChange[] {
  const { sighting, verdict, now } = watched;
  const alerts = watched.threads.filter(isAlert);
  const gone = goneWords(sighting);
  if (gone !== undefined) return ended(alerts, gone, now);
  const checks = checksOf(sighting, verdict, now);
  return [
    ...checks.flatMap((check) => decided(watched, alerts, check, policy)),
    ...ended(passedOver(alerts, checks), insteadWords(checks), now),
  ];
}

function decided(
  { watch, quiet, now }: Watched,
  alerts: readonly AlertThread[],
  check: Check,
  policy: AlertPolicy,
): readonly ThreadChange[] {
  const thread = newest(alerts.filter(({ about }) => isAbout(check, about)));
  const { onCall, escalateTo } = watch;
  const around = { policy, now, isQuiet: quiet, onCall, escalateTo };
  const next = decide(thread?.about, check, around);
  if (next === thread?.about) return [];
  if (next === undefined) return thread ? [{ remove: thread.id }] : [];
  // What is over for good is left as it is; the new trouble has a thread of its own.
  if (!thread || isPast(thread.about, now)) {
    const key = alertKey(next);
    const fresh = { id: randomUUID(), channel: watch.channel, key, about: next, open: true, version: 0 };
    return [{ thread: fresh }];
  }
  return [{ thread: { ...thread, about: next, open: isOpen(next) } }];
}

/** The alerts of a rollout that is no longer the one asked for. */
function passedOver(alerts: readonly AlertThread[], checks: readonly Check[]): readonly AlertThread[] {
  const asked = checks.filter(({ kind, outcome }) => kind === 'rollout' && outcome !== 'unknown');
  if (asked.length === 0) return [];
  return alerts.filter(
    ({ about }) => about.kind === 'rollout' && !asked.some((check) => isAbout(check, about)),
  );
}

/** What came in the place of a rollout that was given up; how it goes has its own card. */
function insteadWords(checks: readonly Check[]): string {
  const rollout = checks.find(({ kind }) => kind === 'rollout');
  const newer = rollout?.subject || 'another revision';
  return rollout?.outcome === 'good'
    ? `${newer} is rolled out instead`
    : `a rollout of ${newer} began instead`;
}

/**
 * Alerts and rollout cards of services that nobody covers any more. Where services could not be listed, nothing is
 * known to be gone.
 */
export function uncoveredChanges(looked: Looked): readonly ThreadChange[] {
  return looked.known.flatMap((thread): readonly ThreadChange[] => {
    const { channel, about, open } = thread;
    if (!open || about.topic === 'blindness') return [];
    const { ref } = about;
    if (looked.gaps.some(({ env }) => env === undefined || env === ref.env)) return [];
    // A pattern covers the name of a service that is gone as well.
    const isThere = looked.sightings.some((each) => sameService(each.ref, ref));
    if (isThere && looked.watchersOf(ref).some((watch) => watch.channel === channel)) return [];
    const meant = looked.watches.some((watch) => watch.channel === channel && covers(watch.scope, ref));
    const how = meant ? 'the service was deleted' : 'this channel no longer watches it';
    if (about.topic === 'alert') return ended([{ ...thread, about }], how, looked.now);
    return [{ thread: { ...thread, open: false, about: loseRollout(about, how, looked.now) } }];
  });
}

function ended(threads: readonly AlertThread[], how: string, now: Date): readonly ThreadChange[] {
  return threads.flatMap((thread): readonly ThreadChange[] => {
    if (!thread.open) return [];
    const about = endAlert(thread.about, how, now);
    return [about ? { thread: { ...thread, about, open: false } } : { remove: thread.id }];
  });
}

function isAlert(thread: Thread): thread is AlertThread {
  return thread.about.topic === 'alert';
}

function newest(threads: readonly AlertThread[]): AlertThread | undefined {
  const beganMs = ({ about }: AlertThread) => about.beganAt.getTime();
  return (
    threads.find(({ open }) => open) ?? [...threads].sort((one, other) => beganMs(other) - beganMs(one))[0]
  );
}
