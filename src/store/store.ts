import type { AuditEntry } from '../access/audit.ts';
import type { Who } from '../access/person.ts';
import type { Scope } from '../alerting/scope.ts';
import type { StoppedRecord } from '../alerting/stopped-record.ts';
import type { AlertThread, Delivery, Thread, ThreadChange } from '../alerting/thread.ts';
import type { SavedWatch, Watch, WatchChange } from '../alerting/watch.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { DiagnosisPost, KeptDiagnosis, Superseded } from '../diagnosis/kept.ts';
import type { DigestRun } from '../digest/run.ts';
import type { DigestSchedule } from '../digest/schedule.ts';
import type { Snapshot } from '../digest/snapshot.ts';
import type { Beginning } from '../digest/timeliness.ts';
import type { HistoryEntry, OperationRecord } from '../operation/record.ts';
import type { Tail } from '../tailing/tail.ts';
import type { Standing } from '../verification/standing.ts';

/** What channels watch. */
export interface Watches {
  /** Adds it with what the change sets; of one that is there only what the change names changes, and who made it stays. */
  save(watch: NewWatch, change: WatchChange): Promise<SavedWatch>;
  remove(channel: string, scope: Scope): Promise<'removed' | 'absent'>;
  /** Of one channel: services by name, then tags. */
  list(channel: string): Promise<readonly Watch[]>;
  /** Of all channels, one channel after the other. */
  all(): Promise<readonly Watch[]>;
}

/** What is fixed once a watch is there. */
export type NewWatch = Pick<Watch, 'channel' | 'scope' | 'createdBy' | 'createdAt'>;

/** Which threads are meant. */
export interface WantedThreads {
  readonly channel?: string;
  /** Those closed then or later as well. */
  readonly closedSince?: Date;
  readonly topic?: Thread['about']['topic'];
}

/** A thread that is not in Slack as it is here. */
export interface DueThread {
  readonly thread: Thread;
  readonly delivery: Delivery;
}

/** What the bot says by itself: alerts, rollout cards, blindness, criteria that are not met after all. */
export interface Threads {
  /** The open ones and, where asked for, those closed lately; those that changed longest ago first. */
  list(want: WantedThreads): Promise<readonly Thread[]>;
  get(id: string): Promise<Thread | undefined>;
  /**
   * All in one transaction, each where its version is still the one that was read; saved, it has one more.
   * Returns the ids of those that were lost: to another writer, or because the channel has an open one of that key.
   * What is closed or removed here makes room for what is opened here.
   */
  save(changes: readonly ThreadChange[], now: Date): Promise<readonly string[]>;
  /**
   * Those whose version is newer than what was delivered, closed ones too; those with a `delivery.nextAt` when that
   * has come. With one come all that its channel is owed. Those that changed longest ago first. Never one that people
   * should not see and have not seen: an alert that is counting or muted, blindness that is counting. Of one channel
   * where given.
   */
  due(now: Date, channel?: string): Promise<readonly DueThread[]>;
  /** `UNDELIVERED` where there is none. */
  deliveryOf(id: string): Promise<Delivery>;
  /** Touches nothing of the thread itself. Nothing happens where the thread is gone. */
  saveDelivery(id: string, delivery: Delivery): Promise<void>;
  /** The open alerts whose `nextAt` has come, the longest overdue first. */
  climbing(now: Date): Promise<readonly AlertThread[]>;
  /** Removes those closed before a moment, whatever they still owe. */
  forget(closedBefore: Date): Promise<void>;
}

/** Who does a thing that one process at a time should do. */
export interface Leases {
  /** True while this worker holds it: takes it when it is free or over at `now`, and prolongs its own. */
  take(name: string, worker: { readonly id: string; readonly until: Date }, now: Date): Promise<boolean>;
  /** Lets go of it, where this worker holds it. */
  free(name: string, id: string): Promise<void>;
}

/** Stopped tasks, which ECS forgets after about an hour. */
export interface BlackBox {
  /** Which of these tasks, by id, are stored. */
  known(env: string, cluster: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Those stored already stay as they are, but for lines that were not read then and are here now. */
  add(records: readonly StoppedRecord[]): Promise<void>;
  /** Of one service, those stopped at `since` or later, newest first; at most 1,000. */
  list(ref: ServiceRef, since: Date, limit: number): Promise<readonly StoppedRecord[]>;
  forget(stoppedBefore: Date): Promise<void>;
}

/** Who did what; only ever added to. */
export interface Audit {
  add(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(limit: number): Promise<readonly AuditEntry[]>;
}

/** Who works at tails, and until when unless they say so again. */
export interface TailWorker {
  readonly id: string;
  readonly until: Date;
}

/** The log threads. */
export interface Tails {
  /** @param nextAt when it is to be read first */
  add(tail: Tail, nextAt: Date): Promise<void>;
  get(id: string): Promise<Tail | undefined>;
  /**
   * Takes the open ones that are due, those due longest first, in channels that nobody works at. They are
   * this worker's until it releases them, or does not renew its claim.
   */
  claim(worker: TailWorker, now: Date): Promise<readonly Tail[]>;
  /** Keeps the claims of this worker. */
  renew(worker: TailWorker): Promise<void>;
  /** Saves what the worker has done; `lost` where another has taken it over. */
  save(tail: Tail, worker: Pick<TailWorker, 'id'>): Promise<'saved' | 'lost'>;
  /** Leaves it to anybody, to be read at `nextAt`; undefined where it was not moved and keeps its place. */
  release(id: string, worker: Pick<TailWorker, 'id'>, nextAt: Date | undefined): Promise<void>;
  /** Asks for its end; `ended` where it has ended already. */
  stop(id: string, by: string, now: Date): Promise<'asked' | 'ended' | 'absent'>;
  /** Moves its end, and opens it again where it had ended. */
  extend(id: string, endsAt: Date, now: Date): Promise<'extended' | 'absent'>;
  /** Removes those that ended by themselves or were stopped before a moment. */
  forget(endedBefore: Date): Promise<void>;
}

/** Operations with their history, and which channel works at which. */
export interface Operations {
  get(id: string): Promise<OperationRecord | undefined>;
  /** Not archived, by name whatever the case. */
  named(name: string): Promise<OperationRecord | undefined>;
  /** The one the channel works at; undefined where it has none or that is archived. */
  ofChannel(channel: string): Promise<OperationRecord | undefined>;
  /** All of them, without their texts; those not archived first, those changed last first. */
  list(): Promise<readonly OperationSummary[]>;
  /** Makes the channel work at it, in place of another. */
  use(channel: string, id: string, by: Who, at: Date): Promise<void>;
  /**
   * Saves it where its version is still the one that was read (0: it is added), and adds the step to its history, in
   * one transaction; `lost` where somebody else saved it meanwhile, `taken` where another has its name.
   */
  save(record: OperationRecord, step: HistoryEntry | undefined): Promise<'saved' | 'lost' | 'taken'>;
  /** The newest steps first; at most 1,000. */
  history(id: string, limit: number): Promise<readonly HistoryEntry[]>;
}

/** An operation in a list. */
export interface OperationSummary
  extends Pick<OperationRecord, 'id' | 'name' | 'changedAt' | 'archivedAt' | 'fileName'> {
  /** Channels that work at it. */
  readonly channels: readonly string[];
}

/** Digests: when channels get one, what became of each, and how things stood then. */
export interface Digests {
  /** Of one channel, the oldest first: their places are the numbers that people type. */
  list(channel: string): Promise<readonly DigestSchedule[]>;
  get(id: string): Promise<DigestSchedule | undefined>;
  /**
   * Saves it where its version is still the one that was read (0: it is added); saved, it has one more. `lost` where
   * somebody else saved or removed it meanwhile.
   */
  save(schedule: DigestSchedule): Promise<'saved' | 'lost'>;
  /** With it goes what it still owes. */
  remove(id: string): Promise<'removed' | 'absent'>;
  /** Those that come and whose time has come, the longest overdue first. */
  due(now: Date): Promise<readonly DigestSchedule[]>;
  /**
   * Writes down that one is to be posted and which were missed, and moves the schedule on, in one transaction: of several
   * that try one does, once for each moment. `lost` where another was first, or the schedule is paused or gone.
   */
  begin(schedule: DigestSchedule, beginning: Beginning, why: string): Promise<'begun' | 'lost'>;
  /** Those that are to be worked at now, of schedules that are there; those due longest first. */
  owed(now: Date, channel?: string): Promise<readonly DigestRun[]>;
  /** As it is to be. Of one that is posted its snapshot is kept as well, in one transaction. */
  saveRun(run: DigestRun): Promise<void>;
  /**
   * Of one schedule, those left out since the last that was posted before this moment; oldest first. The last itself
   * comes first where the rest of its thread was given up.
   */
  leftOut(schedule: string, before: Date): Promise<readonly DigestRun[]>;
  /** How things stood at the newest digests of a schedule, at most so many, the oldest first. */
  snapshots(schedule: string, most: number): Promise<readonly Snapshot[]>;
  /** How things stood in a channel at its newest digest that was posted then or before. */
  snapshotAt(channel: string, at: Date): Promise<Snapshot | undefined>;
  /** Removes runs and snapshots from before a moment. */
  forget(before: Date): Promise<void>;
}

/** What probes saw of the criteria of operations. */
export interface Verifications {
  /** Of one operation, by the ids of the criteria. */
  list(operation: string): Promise<readonly Standing[]>;
  /**
   * All in one transaction, each where its version is still the one that was read; saved, it has one more.
   * Returns the criteria of those that were lost to another writer.
   */
  save(operation: string, standings: readonly Standing[]): Promise<readonly string[]>;
  /** Removes those of an operation that are of no criterion named here. */
  keep(operation: string, criteria: readonly string[]): Promise<void>;
}

/** Diagnoses that were made, the newest few of each service. */
export interface Diagnoses {
  get(id: string): Promise<KeptDiagnosis | undefined>;
  /** Of one service, the newest first. */
  list(ref: ServiceRef): Promise<readonly KeptDiagnosis[]>;
  /** Adds it, and lets go of all but the ten newest of its service. */
  add(kept: KeptDiagnosis): Promise<void>;
  /** Writes down one more place where all can see it. */
  addPost(id: string, post: DiagnosisPost): Promise<void>;
  /** Of several that say so the first is believed. */
  supersede(id: string, superseded: Superseded): Promise<'marked' | 'marked-before' | 'absent'>;
  /** Removes those made before a moment. */
  forget(madeBefore: Date): Promise<void>;
}

/** What lasts. */
export interface Store {
  readonly watches: Watches;
  readonly audit: Audit;
  readonly tails: Tails;
  readonly threads: Threads;
  readonly leases: Leases;
  readonly blackBox: BlackBox;
  readonly operations: Operations;
  readonly digests: Digests;
  readonly verifications: Verifications;
  readonly diagnoses: Diagnoses;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
