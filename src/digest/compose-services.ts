import type { Alert } from '../alerting/alert.ts';
import { isAlertThread, isRolloutThread, type Thread } from '../alerting/thread.ts';
import { serviceKey } from '../deployment/ref.ts';
import { byUrgency } from '../deployment/verdict.ts';
import type { ServiceDigest, ServicesDigest } from './digest.ts';
import type { DigestFacts, SeenService } from './facts.ts';

/** What the watched services did over the period, and how they are now; the worst first. */
export function composeServices({ services, threads, fromAt, now }: DigestFacts): ServicesDigest {
  const period = { fromAt, toAt: now };
  const seen = [...services].sort(byUrgency).map((each) => serviceDigest(each, threads, period));
  return {
    services: seen,
    incidents: sum(seen.map(({ incidents }) => incidents)),
    unhealthyMs: sum(seen.map(({ unhealthyMs }) => unhealthyMs)),
  };
}

interface Period {
  readonly fromAt: Date;
  readonly toAt: Date;
}

function serviceDigest(
  { sighting: { ref }, verdict: { word, failing } }: SeenService,
  threads: readonly Thread[],
  period: Period,
): ServiceDigest {
  const key = serviceKey(ref);
  const own = threads.filter(({ about }) => 'ref' in about && serviceKey(about.ref) === key);
  const incidents = own
    .filter(isAlertThread)
    .map(({ about }) => about)
    .filter((alert) => wasTold(alert) && reachesInto(alert, period));
  const rollouts = own
    .filter(isRolloutThread)
    .map(({ about }) => about)
    .filter(({ endedAt }) => endedAt === undefined || endedAt >= period.fromAt)
    .sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
  return {
    ...{ ref, key, word, failing, rollouts },
    incidents: incidents.length,
    unhealthyMs: coveredMs(incidents.map((alert) => spanOf(alert, period))),
  };
}

/** What was only counted, or held back and never told, was no incident. */
function wasTold({ state }: Alert): boolean {
  return state !== 'counting' && state !== 'muted';
}

function reachesInto({ beganAt, resolved }: Alert, { fromAt, toAt }: Period): boolean {
  return beganAt <= toAt && (!resolved || resolved.at >= fromAt);
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

function spanOf({ beganAt, resolved }: Alert, { fromAt, toAt }: Period): Span {
  return {
    fromMs: Math.max(beganAt.getTime(), fromAt.getTime()),
    toMs: Math.min((resolved?.at ?? toAt).getTime(), toAt.getTime()),
  };
}

/** How much time spans cover together; what several cover counts once. */
function coveredMs(spans: readonly Span[]): number {
  let total = 0;
  let endMs = Number.NEGATIVE_INFINITY;
  for (const { fromMs, toMs } of [...spans].sort((one, other) => one.fromMs - other.fromMs)) {
    total += Math.max(0, toMs - Math.max(fromMs, endMs));
    endMs = Math.max(endMs, toMs);
  }
  return total;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
