import { serviceKey } from '../deployment/ref.ts';
import type { VerdictWord } from '../deployment/verdict.ts';
import type { Entry, Operation } from '../operation/operation.ts';
import type { PhaseState } from '../operation/phase-state.ts';
import type { Tally, Verified } from '../operation/progress.ts';
import type { DigestVerdict } from './digest.ts';
import type { DigestFacts, OperationFacts } from './facts.ts';
import { openAlertThreads } from './open-alert-threads.ts';

/** How things stood when a digest was posted: what the next one is compared with. */
export interface Snapshot {
  readonly takenAt: Date;
  readonly verdict: DigestVerdict['kind'];
  /** Undefined where the channel worked at none. */
  readonly operation: OperationState | undefined;
  /** Ids of the threads of open alerts. */
  readonly alerts: readonly string[];
  /** Of what was watched, by name. */
  readonly services: Readonly<Record<string, VerdictWord>>;
}

/** How an operation stood. */
export interface OperationState {
  readonly id: string;
  readonly name: string;
  /** 0 to 100; undefined where no number is claimed. */
  readonly claimed: number | undefined;
  readonly criteria: Tally;
  readonly tasks: Tally;
  readonly verified: Verified | undefined;
  /** Ids of verified criteria; absent where there were too many to keep, or an older release took this down. */
  readonly proven?: readonly string[];
  /** Ids by state. */
  readonly entries: Readonly<Record<EntryState, readonly string[]>>;
  readonly phases: readonly { readonly id: string; readonly state: PhaseState; readonly claimed?: number }[];
  /** Keys of those that nobody had dismissed. */
  readonly contradictions: readonly string[];
}

/** Whether somebody still has to look after an entry. */
export type EntryState = 'open' | 'done' | 'dropped';

/** More are only counted: a part of them would make the rest look new at the next digest. */
const MOST_PROVEN = 1000;

/** Takes down how things stand. */
export function snapshotOf(facts: DigestFacts, verdict: DigestVerdict): Snapshot {
  const { operation, services, threads, now } = facts;
  return {
    takenAt: now,
    verdict: verdict.kind,
    operation: operation ? operationState(operation) : lastKnown(facts),
    alerts: openAlertThreads(threads).map(({ id }) => id),
    services: Object.fromEntries(
      services.map(({ sighting, verdict: { word } }) => [serviceKey(sighting.ref), word]),
    ),
  };
}

/** Of a tracker that could not be read this time, how it stood the last time: the next digest is compared with that. */
function lastKnown({ before, unreadOperation }: DigestFacts): OperationState | undefined {
  const last = before?.operation;
  return last !== undefined && last.id === unreadOperation ? last : undefined;
}

/** The entries that a digest follows, by state: what people only note down has none. */
export function followedEntries({
  entries,
}: Operation): readonly { readonly entry: Entry; readonly state: EntryState }[] {
  return entries.flatMap((entry) => {
    const state = entryState(entry);
    return state ? [{ entry, state }] : [];
  });
}

function operationState(facts: OperationFacts): OperationState {
  const { id, name, operation, progress, proofs, contradictions } = facts;
  const followed = followedEntries(operation);
  const ids = (wanted: EntryState) =>
    followed.filter(({ state }) => state === wanted).map(({ entry }) => entry.id);
  const proven = proofs.flatMap(({ criterion, kind }) => (kind === 'verified' ? [criterion] : []));
  return {
    ...{ id, name },
    claimed: progress.claimed?.value.percent,
    criteria: progress.criteria,
    tasks: progress.tasks,
    verified: progress.verified,
    ...(proven.length > MOST_PROVEN ? {} : { proven }),
    entries: { open: ids('open'), done: ids('done'), dropped: ids('dropped') },
    phases: progress.phases.map(({ phase, state, claimed }) => ({
      ...{ id: phase.id, state },
      ...(claimed?.percent === undefined ? {} : { claimed: claimed.percent }),
    })),
    contradictions: contradictions.map(({ key }) => key),
  };
}

function entryState(entry: Entry): EntryState | undefined {
  if (entry.mark === 'cancelled') return 'dropped';
  switch (entry.kind) {
    case 'task':
      return entry.done ? 'done' : 'open';
    case 'criterion':
      return entry.met ? 'done' : 'open';
    case 'blocker':
      return entry.cleared ? 'done' : 'open';
    case 'next':
      return entry.mark === 'done' ? 'done' : 'open';
    case 'finding':
      if (entry.superseded) return 'dropped';
      return entry.verdict === 'looked-at' ? 'open' : 'done';
    case 'decision':
      return entry.superseded ? 'dropped' : 'done';
    default:
      return undefined;
  }
}
