import type { AuditEntry } from '../access/audit.ts';
import type { OnCallChange, SavedWatch, Watch } from '../alerting/watch.ts';
import type { ServiceRef } from '../deployment/service.ts';

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

/** What lasts. */
export interface Store {
  readonly watches: Watches;
  readonly audit: Audit;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
