import type { Who } from './access/person.ts';
import type { AlertPolicy } from './alerting/policy.ts';
import type { Estate } from './aws/estate.ts';
import type { Checkup } from './checkup.ts';
import type { Clock } from './clock.ts';
import type { Redactor } from './redaction/redact.ts';
import type { Directory } from './slack/directory.ts';
import type { Outbox } from './slack/outbox.ts';
import type { Store } from './store/store.ts';
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
  /** Takes a tracker in as an operation, or into the one it belongs to. @throws UserError where it cannot be one */
  readonly takeIn?: (tracker: FoundTracker) => Promise<unknown>;
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

/** The text of such a file, and in whose name it is taken in. */
export interface FoundTracker {
  readonly text: string;
  readonly fileName: string;
  readonly by: Who;
}

/** The bot's checks of itself; AWS's are the estate's. */
export interface Doctor {
  configuration(): readonly Checkup[];
  slack(channel: string | undefined): Promise<readonly Checkup[]>;
  database(): Promise<readonly Checkup[]>;
}
