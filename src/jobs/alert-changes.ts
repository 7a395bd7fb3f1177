import type { Alert } from '../alerting/alert.ts';
import { alertChange, alertEnd, NO_LONGER_WATCHED } from '../alerting/alert-change.ts';
import { alertKey } from '../alerting/alert-key.ts';
import type { AroundAlert } from '../alerting/around-alert.ts';
import type { Check } from '../alerting/check.ts';
import { goneWords, isAbout } from '../alerting/checks.ts';
import { decide, isPast } from '../alerting/decide.ts';
import { loseRollout } from '../alerting/follow-rollout.ts';
import type { AlertPolicy } from '../alerting/policy.ts';
import { covers } from '../alerting/scope.ts';
import { type AlertThread, isAlertThread, type Thread, type ThreadChange } from '../alerting/thread.ts';
import type { Watch } from '../alerting/watch.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Verdict } from '../deployment/verdict.ts';
import type { Looked } from './judge-watched.ts';
import { newThread } from './new-thread.ts';

/** One service as one channel watches it. */
export interface Watched {
  readonly sighting: Sighting;
  readonly verdict: Verdict;
  /** One for each kind of trouble. */
  readonly checks: readonly Check[];
  readonly watch: Watch;
  /** Whether the watch wants quiet now. */
  readonly quiet: boolean;
  /** Of this channel and service, alerts and rollout cards. */
  readonly threads: readonly Thread[];
  readonly now: Date;
}

/** What the look says about the alerts of one service in one channel. */
export function alertChanges(watched: Watched, policy: AlertPolicy): readonly ThreadChange[] {
  const { sighting, checks, now } = watched;
  const alerts = watched.threads.filter(isAlertThread);
  const gone = goneWords(sighting);
  if (gone !== undefined) return ended(alerts, gone, now);
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
  return [newThread(watch.channel, alertKey(next), next)];
}

function around({ watch: { onCall, escalateTo }, quiet, now }: Watched, policy: AlertPolicy): AroundAlert {
  return { policy, now, isQuiet: quiet, onCall, escalateTo };
}

/** Nothing where nothing changed. */
function changed(thread: AlertThread, about: Alert | undefined): readonly ThreadChange[] {
  return about === thread.about ? [] : [alertChange(thread, about)];
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
    if (!open || about.topic === 'blindness' || about.topic === 'criterion') return [];
    const { ref } = about;
    if (looked.gaps.some(({ env }) => env === undefined || env === ref.env)) return [];
    if (looked.watchersOf(ref).some((watch) => watch.channel === channel)) return [];
    // A pattern covers the name of a service that is gone as well.
    const meant = looked.watches.some((watch) => watch.channel === channel && covers(watch.scope, ref));
    // That a whole list is empty is not believed either: to the credentials of another account it would be.
    if (meant && !looked.sightings.some((each) => each.ref.env === ref.env)) return [];
    const how = meant ? 'the service was deleted' : NO_LONGER_WATCHED;
    if (about.topic === 'alert') return ended([{ ...thread, about }], how, looked.now);
    return [{ thread: { ...thread, open: false, about: loseRollout(about, how, looked.now) } }];
  });
}

function ended(threads: readonly AlertThread[], how: string, now: Date): readonly ThreadChange[] {
  return threads.filter(({ open }) => open).map((thread) => alertEnd(thread, how, now));
}

function newest(threads: readonly AlertThread[]): AlertThread | undefined {
  const beganMs = ({ about }: AlertThread) => about.beganAt.getTime();
  return (
    threads.find(({ open }) => open) ?? [...threads].sort((one, other) => beganMs(other) - beganMs(one))[0]
  );
}
