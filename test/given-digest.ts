import { serviceKey } from '../src/deployment/ref.ts';
import type { Sighting } from '../src/deployment/sighting.ts';
import { judge } from '../src/deployment/verdict.ts';
import type { Digest, ServiceDigest } from '../src/digest/digest.ts';
import type { DigestFacts, OperationFacts, SeenService } from '../src/digest/facts.ts';
import type { DigestRun } from '../src/digest/run.ts';
import type { DigestSchedule } from '../src/digest/schedule.ts';
import type { OperationState, Snapshot } from '../src/digest/snapshot.ts';
import type { Operation } from '../src/operation/operation.ts';
import { type KnownBesides, progressOf } from '../src/operation/progress.ts';
import { aRef, aSighting, minutesAgo, NOW } from './given.ts';
import { ANNA } from './given-alerts.ts';
import { SNAIL_TRAIL } from './given-operation.ts';

export const DAY_MS = 86_400_000;

/** Every day at 03:00 UTC, which is now. */
export function aSchedule(given: Partial<DigestSchedule> = {}): DigestSchedule {
  return {
    id: 'digest-1',
    channel: 'C1',
    times: { cron: '0 3 * * *', zone: 'UTC' },
    words: 'day 3:00',
    depth: 'usual',
    createdBy: ANNA,
    createdAt: minutesAgo(3 * 1440),
    paused: undefined,
    nextAt: NOW,
    version: 1,
    ...given,
  };
}

/** One that was due now and is to be posted. */
export function aRun(given: Partial<DigestRun> = {}): DigestRun {
  return {
    schedule: 'digest-1',
    channel: 'C1',
    dueAt: NOW,
    state: 'announced',
    why: '',
    missed: undefined,
    digest: undefined,
    snapshot: undefined,
    posting: undefined,
    root: undefined,
    said: 0,
    nextAt: NOW,
    refusedSinceAt: undefined,
    ...given,
  };
}

/** The operation of the story, read. */
export function someOperationFacts(
  given: Partial<OperationFacts> & { readonly besides?: KnownBesides } = {},
  operation: Operation = SNAIL_TRAIL,
): OperationFacts {
  const { besides = {}, ...rest } = given;
  return {
    ...{ id: 'op-1', name: 'Snail Trail', operation, extras: {}, proofs: [], contradictions: [] },
    progress: progressOf(operation, besides),
    ...rest,
  };
}

/** A service as it is seen now, judged. */
export function seen(sighting: Sighting = aSighting()): SeenService {
  return { sighting, verdict: judge(sighting, NOW) };
}

/** A day of a channel in which nothing is known but what is given. */
export function someFacts(given: Partial<DigestFacts> = {}): DigestFacts {
  return {
    now: NOW,
    fromAt: minutesAgo(1440),
    before: undefined,
    operation: undefined,
    services: [],
    watches: (given.services ?? []).length > 0,
    gaps: [],
    threads: [],
    ...given,
  };
}

export function anOperationState(given: Partial<OperationState> = {}): OperationState {
  return {
    id: 'op-1',
    name: 'Snail Trail',
    claimed: 90,
    criteria: { done: 3, all: 10 },
    tasks: { done: 1, all: 5 },
    verified: undefined,
    entries: { open: [], done: [], dropped: [] },
    phases: [],
    contradictions: [],
    ...given,
  };
}

export function aSnapshot(given: Partial<Snapshot> = {}): Snapshot {
  return {
    takenAt: minutesAgo(1440),
    verdict: 'on-track',
    operation: undefined,
    alerts: [],
    services: {},
    ...given,
  };
}

export function aServiceDigest(given: Partial<ServiceDigest> = {}): ServiceDigest {
  const ref = given.ref ?? aRef();
  return {
    ...{ ref, key: serviceKey(ref), word: 'healthy', failing: undefined, incidents: 0, unhealthyMs: 0 },
    rollouts: [],
    ...given,
  };
}

/** A quiet day of one service. */
export function aDigest(given: Partial<Digest> = {}): Digest {
  return {
    fromAt: minutesAgo(1440),
    toAt: NOW,
    lastAt: minutesAgo(1440),
    verdict: { kind: 'on-track', reason: 'nothing blocks' },
    operation: undefined,
    services: { services: [aServiceDigest()], incidents: 0, unhealthyMs: 0 },
    alerts: [],
    gaps: [],
    unchanged: false,
    ...given,
  };
}
