import { randomUUID } from 'node:crypto';
import type { Alert } from '../alerting/alert.ts';
import { alertKey } from '../alerting/alert-key.ts';
import type { AroundAlert } from '../alerting/around-alert.ts';
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
    ...passedOver(watched, alerts, checks, policy),
  ];
}

function decided(
  watched: Watched,
  alerts: readonly AlertThread[],
  check: Check,
  policy: AlertPolicy,
): readonly ThreadChange[] {
  const { watch, now } = watched;
  const thread = newest(alerts.filter(({ about }) => isAbout(check, about)));
  const next = decide(thread?.about, check, around(watched, policy));
  // What is over for good is left as it is; the new trouble has a thread of its own.
  if (thread && !(next !== thread.about && isPast(thread.about, now))) return changed(thread, next);
  if (next === undefined) return [];
  const key = alertKey(next);
  const fresh = { id: randomUUID(), channel: watch.channel, key, about: next, open: true, version: 0 };
  return [{ thread: fresh }];
}

function around({ watch: { onCall, escalateTo }, quiet, now }: Watched, policy: AlertPolicy): AroundAlert {
  return { policy, now, isQuiet: quiet, onCall, escalateTo };
}

/** Nothing where nothing changed; removed where people were told nothing of it and there is nothing to tell. */
function changed(thread: AlertThread, about: Alert | undefined): readonly ThreadChange[] {
  if (about === thread.about) return [];
  return about === undefined
    ? [{ remove: thread.id }]
    : [{ thread: { ...thread, about, open: isOpen(about) } }];
}

/**
 * The alerts of rollouts that are no longer the one asked for: over when what came instead has worked, or when that
 * has an alert of its own. That it began mends nothing yet.
 */
function passedOver(
  watched: Watched,
  alerts: readonly AlertThread[],
  checks: readonly Check[],
  policy: AlertPolicy,
): readonly ThreadChange[] {
  const asked = checks.find(({ kind }) => kind === 'rollout');
  if (!asked || asked.outcome === 'unknown') return [];
  const before = alerts.filter(
    ({ open, about }) => open && about.kind === 'rollout' && !isAbout(asked, about),
  );
  const isTold = alerts.some(({ open, about }) => open && isAbout(asked, about) && about.openings.length > 0);
  if (isTold)
    return ended(before, `${asked.subject} was asked for instead, and has an alert of its own`, watched.now);
  return before.flatMap((thread) => {
    const outcome = asked.outcome === 'good' ? 'good' : 'settling';
    const about = decide(thread.about, { ...asked, outcome }, around(watched, policy));
    return about?.state === 'resolved' && thread.about.state !== 'resolved'
      ? ended([thread], `${asked.subject} was rolled out instead`, watched.now)
      : changed(thread, about);
  });
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
    // That a whole list is empty is not believed either: to the credentials of another account it would be.
    if (meant && !looked.sightings.some((each) => each.ref.env === ref.env)) return [];
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
