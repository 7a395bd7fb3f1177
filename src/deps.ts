import type { AlertPolicy } from './alerting/policy.ts';
import type { Estate } from './aws/estate.ts';
import type { Checkup } from './checkup.ts';
import type { Clock } from './clock.ts';
import type { Applied } from './operation/apply.ts';
import type { Change } from './operation/change.ts';
import type { Contradiction } from './operation/contradictions/contradiction.ts';
import type { OperationRecord, Touch } from './operation/record.ts';
import type { Merged, MergeTexts } from './operation/tracker/merge.ts';
import type { Tracker } from './operation/tracker/tracker.ts';
import type { Redactor } from './redaction/redact.ts';
import type { Directory } from './slack/directory.ts';
import type { Outbox } from './slack/outbox.ts';
import type { Store } from './store/store.ts';
import type { HttpProbe } from './verification/probe.ts';
import type { HttpOutcome } from './verification/reading.ts';
import type { CommandHelp } from './views/help.ts';

/** Everything a trigger may ask for. Each one asks for the few it needs with `Pick<Deps, …>`. */
export interface Deps {
  readonly estate: Estate;
  readonly watches: Store['watches'];
  readonly tails: Store['tails'];
  readonly threads: Store['threads'];
  readonly leases: Store['leases'];
  readonly blackBox: Store['blackBox'];
  /** How long the black box keeps stopped tasks. */
  readonly blackBoxMs: number;
  /** The file of SNAIL_TRACKER; undefined where that is not set. */
  readonly trackerFile?: TrackerFile;
  readonly operations: Store['operations'];
  readonly trackers: Trackers;
  readonly digests: Store['digests'];
  readonly verifications: Store['verifications'];
  readonly diagnoses: Store['diagnoses'];
  /** Asks an address for a probe; hosts that are not public only where whoever runs the bot allows them. Never rejects but for bugs. */
  readonly httpProbe: (probe: HttpProbe) => Promise<HttpOutcome>;
  readonly policy: AlertPolicy;
  readonly outbox: Pick<
    Outbox,
    'post' | 'reply' | 'file' | 'update' | 'find' | 'permalink' | 'say' | 'waitOf'
  >;
  readonly directory: Directory;
  readonly redact: Redactor;
  /** Why no log lines are shown in a channel unasked, in a clause; undefined where they may be. Never rejects. */
  readonly linesWithheld: (channel: string) => Promise<string | undefined>;
  readonly clock: Pick<Clock, 'now'>;
  readonly sleep: Clock['sleep'];
  /** This process, where several work at the same store. */
  readonly worker: string;
  /** Of all commands, for the help. */
  readonly commands: readonly CommandHelp[];
  readonly doctor: Doctor;
}

/** A tracker that people keep as a file beside the bot; only ever read. */
export interface TrackerFile {
  /** Without its folder. */
  readonly name: string;
  /**
   * Its text when it is read first and whenever it has changed; undefined while it stays as it is. What keeps it from
   * being read is thrown once, and again only after something else.
   * @throws UserError for what it is or holds, UpstreamError for what the system refuses
   */
  read(): Promise<string | undefined>;
  /** Makes the next read give the text, whether it has changed or not. */
  forget(): void;
}

/**
 * What is done with the text of trackers, away from the event loop where it is long: nobody waits for somebody else's
 * tracker. Each rejects with what the function of the same name throws.
 */
export interface Trackers {
  /** What was read lately is remembered. */
  read(source: string): Promise<Tracker>;
  contradictions(source: string): Promise<readonly Contradiction[]>;
  apply(record: OperationRecord, change: Change, touch: Touch): Promise<Applied>;
  merge(texts: MergeTexts): Promise<Merged>;
}

/** The bot's checks of itself; AWS's are the estate's. */
export interface Doctor {
  configuration(): readonly Checkup[];
  slack(channel: string | undefined): Promise<readonly Checkup[]>;
  database(): Promise<readonly Checkup[]>;
}
