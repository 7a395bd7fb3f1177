import type { Clock } from '../../clock.ts';
import type { Courier } from './delivery.ts';
import type { Faults } from './faults.ts';
import type { Files } from './files.ts';
import type { Ledger } from './ledger.ts';
import type { Rates } from './rates.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views.ts';
import type { Seed } from './workspace.ts';

/** The parts of one local Slack, as the pieces that use several of them receive it. */
export interface LocalSlack {
  readonly clock: Clock;
  readonly seed: Seed;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly courier: Courier;
  readonly rates: Rates;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly views: Views;
  readonly notices: Notices;
  readonly files: Files;
  readonly tokens: Tokens;
  /** Scopes of the bot token. */
  scopes(): readonly string[];
  /** `http://127.0.0.1:<port>`; throws before the server listens. */
  origin(): string;
}

/** Tokens and secret the local Slack accepts; like real ones in form only. */
export interface Tokens {
  readonly bot: string;
  readonly app: string;
  readonly signingSecret: string;
}

/** What Slack itself says to one person. */
export interface Notice {
  readonly user: string;
  readonly channel: string;
  readonly text: string;
  /** Root's ts, where it is said in a thread. */
  readonly threadTs?: string;
}

export interface Notices {
  say(notice: Notice): void;
  all(): readonly Notice[];
  onNotice(listener: (notice: Notice) => void): () => void;
}

export function createNotices(): Notices {
  const said: Notice[] = [];
  const listeners = new Set<(notice: Notice) => void>();
  return {
    say(notice) {
      said.push(notice);
      for (const listener of listeners) listener(notice);
    },
    all: () => [...said],
    onNotice(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
