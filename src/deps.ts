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

/** The bot's checks of itself; AWS's are the estate's. */
export interface Doctor {
  configuration(): readonly Checkup[];
  slack(channel: string | undefined): Promise<readonly Checkup[]>;
  database(): Promise<readonly Checkup[]>;
}
