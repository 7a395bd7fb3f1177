import type { AuditEntry } from '../access/audit.ts';
import type { OnCallChange, SavedWatch, Watch } from '../alerting/watch.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Tail } from '../tailing/tail.ts';

/** Which services which channel watches. */
export interface Watches {
  /** Adds it; of one that is there only the on-call changes, and that only when told. */
  save(watch: Omit<Watch, 'onCall'>, onCall?: OnCallChange): Promise<SavedWatch>;
  remove(channel: string, ref: ServiceRef): Promise<'removed' | 'absent'>;
  /** Of one channel, by name. */
  list(channel: string): Promise<readonly Watch[]>;
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

/** What lasts. */
export interface Store {
  readonly watches: Watches;
  readonly audit: Audit;
  readonly tails: Tails;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
