import { DefaultRateLimiter } from '@smithy/core/retry';
import { ALERT_POLICY } from '../../src/alerting/policy.ts';
import { createEstate } from '../../src/aws/estate.ts';
import type { Clock } from '../../src/clock.ts';
import type { Deps } from '../../src/deps.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createRedactor } from '../../src/redaction/redact.ts';
import { createCalls } from '../../src/slack/calls.ts';
import { createDirectory } from '../../src/slack/directory.ts';
import { createOutbox } from '../../src/slack/outbox.ts';
import { createWebClient } from '../../src/slack/web-clients.ts';
import { openStore } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { NO_ANSWER } from '../fakes.ts';
import { trackers } from '../given-trackers.ts';

// After a throttled call the SDK slows itself down by the machine's clock, which hardly goes on while hours pass here.
DefaultRateLimiter.prototype.getSendToken = async () => {};

/** Where a bot works. The file and the servers outlive it. */
export interface Workplace {
  readonly databaseUrl: string;
  readonly awsUrl: string;
  readonly slackUrl: string;
  readonly slackToken: string;
  readonly clock: Clock;
}

/** One life of the bot, from a start to its death. */
export interface Bot {
  readonly deps: Deps;
  readonly store: Store;
  /** Aborted with its death: begin nothing new. */
  readonly signal: AbortSignal;
  /** Ends it as `kill -9` does: nothing is finished, told or given back. */
  kill(): Promise<void>;
}

/** The alias of the one environment. */
export const ENV = 'prod-eu';
const DAY_MS = 86_400_000;

/** Starts a bot with the real store, estate and outbox. It does nothing until its jobs are run. */
export async function startBot(place: Workplace, worker: string): Promise<Bot> {
  const { clock } = place;
  const log = createLog('silent', { write: () => {} });
  const metrics = createMetrics();
  const dying = new AbortController();
  const { signal } = dying;
  const store = await openStore(place.databaseUrl, { log, clock });
  const estate = createEstate({
    environments: [{ alias: ENV, region: 'eu-central-1' }],
    clientConfig: {
      endpoint: place.awsUrl,
      credentials: { accessKeyId: 'AKIADRILL', secretAccessKey: 'drill' },
    },
    // The SDK waits between attempts by a clock of its own; the next look is the second attempt.
    limits: { attempts: 1 },
    ...{ clock, log, metrics },
  });
  const calls = () =>
    createCalls(createWebClient(place.slackToken, place.slackUrl, log), { clock, log, metrics, signal });
  const deps: Deps = {
    ...{ estate, clock, worker, sleep: clock.sleep },
    ...{ watches: store.watches, tails: store.tails, threads: store.threads },
    ...{ leases: store.leases, blackBox: store.blackBox, blackBoxMs: 30 * DAY_MS },
    ...{ operations: store.operations, trackers, digests: store.digests },
    ...{ verifications: store.verifications, diagnoses: store.diagnoses, httpProbe: NO_ANSWER },
    policy: ALERT_POLICY,
    outbox: createOutbox({ calls: calls(), clock, log, metrics, signal }),
    directory: createDirectory({ calls: calls(), clock, log }),
    redact: createRedactor([]),
    linesWithheld: async () => undefined,
    commands: [],
    doctor: { configuration: () => [], slack: async () => [], database: async () => [] },
  };
  return {
    ...{ deps, store, signal },
    async kill() {
      dying.abort();
      estate.stop();
      await store.close();
    },
  };
}
