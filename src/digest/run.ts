import type { Posting } from '../alerting/thread.ts';
import type { Digest } from './digest.ts';
import type { Snapshot } from './snapshot.ts';
import type { Missed } from './timeliness.ts';

/** One digest of a schedule: there is never a second one of the same schedule and moment. */
export interface DigestRun {
  readonly schedule: string;
  readonly channel: string;
  /** When it was due. */
  readonly dueAt: Date;
  /**
   * `announced`: it is to be posted. `posted`: its root is there; replies may still be owed. `skipped`: the next one says
   * that it was left out. `failed`: the channel takes nothing.
   */
  readonly state: 'announced' | 'posted' | 'skipped' | 'failed';
  /** Why it was skipped or failed, or the rest of its thread given up, in a clause; '' otherwise. */
  readonly why: string;
  /** How many were left out, where this stands for several. */
  readonly missed: Missed | undefined;
  /** As it was posted, or was about to be; undefined before that, and when nothing is left to do. */
  readonly digest: Digest | undefined;
  /** How things stood then; kept apart once the root is there. */
  readonly snapshot: Snapshot | undefined;
  /** A post that was about to be made; its outcome is to be found out. */
  readonly posting: Posting | undefined;
  /** `ts` of the root. */
  readonly root: string | undefined;
  /** Replies that were made. */
  readonly said: number;
  /** When it is to be worked at; undefined where nothing is left to do. */
  readonly nextAt: Date | undefined;
  /** Since when Slack does not take it. */
  readonly refusedSinceAt: Date | undefined;
}
