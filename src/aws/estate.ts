import type { Checkup } from '../checkup.ts';
import type { Clock } from '../clock.ts';
import type { Gap, Unknown } from '../deployment/fact.ts';
import { sameService } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Listing, Overview, Sighting } from '../deployment/sighting.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { lastSegment } from './arn.ts';
import { type Budget, createBudget } from './budget.ts';
import { createCaller } from './caller.ts';
import { awsCheckups } from './checkups.ts';
import { type ClientConfig, createClients } from './clients.ts';
import { createEcs } from './ecs.ts';
import { createIdentity } from './identity.ts';
import { createLogs } from './logs.ts';
import { lookAt, lookAtMany } from './look.ts';
import { createReads, type Reads } from './reads.ts';
import { createTargets } from './targets.ts';

/** One account and region, reached by one set of credentials. */
export interface Environment {
  readonly alias: string;
  readonly region: string;
  /** Expected account id; a different one in what AWS answers is a fault of the configuration. */
  readonly account?: string;
  /** IAM role to assume. */
  readonly role?: string;
  /** Only these clusters; undefined: all that can be listed. */
  readonly clusters?: readonly string[];
}

/** How old an answer may be. 0 reads anew; reads already in flight are shared all the same. */
export interface Freshness {
  readonly maxAgeMs: number;
}

/** Every environment's services, looked at through AWS's read-only APIs. No method rejects for a failing API: it leaves a gap. */
export interface Estate {
  /** The default one first. */
  readonly environments: readonly Environment[];
  /** All services of all environments, or of one. */
  list(freshness: Freshness, env?: string): Promise<Listing>;
  /**
   * Many services at the least number of calls, in the order asked. `first` has every ECS fact; target
   * health not known yet is an unknown fact `pending` in it. `complete` has them all, and is undefined
   * where `first` is complete already.
   */
  overview(
    refs: readonly ServiceRef[],
    freshness: Freshness,
  ): Promise<{ readonly first: Overview; readonly complete: Promise<Overview> | undefined }>;
  /** Everything about one service. */
  look(ref: ServiceRef, freshness: Freshness): Promise<Sighting>;
  /** Tries every AWS action the bot uses in one environment. */
  checkups(alias: string): Promise<readonly Checkup[]>;
  /** Ends open connections and waiting calls. */
  stop(): void;
}

/** Up to so many target groups are one burst of the budget, so an overview waits for them; */
const TARGETS_AT_ONCE = 10;
/** but not longer than this, should others have used the burst up. */
const TARGETS_PATIENCE_MS = 1000;

/** Makes the estate. Nothing is asked before the first question. */
export function createEstate(deps: {
  readonly environments: readonly Environment[];
  /** In place of the SDK's own environment variables. */
  readonly clientConfig?: ClientConfig;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'awsCall'>;
}): Estate {
  const { environments, clock } = deps;
  const stopping = new AbortController();
  const budgetOf = sharedBudgets(stopping.signal);
  const members = environments.map((environment) =>
    openEnvironment(environment, { ...deps, budget: budgetOf(environment), signal: stopping.signal }),
  );
  const memberOf = (alias: string) => members.find(({ environment }) => environment.alias === alias);

  return {
    environments,
    async list(freshness, env) {
      const asked = members.filter(({ environment }) => env === undefined || environment.alias === env);
      const listings = await Promise.all(asked.map((member) => listIn(member, freshness)));
      return {
        refs: listings.flatMap(({ refs }) => refs),
        gaps: listings.flatMap(({ gaps }) => gaps),
        readAt: clock.now(),
      };
    },
    async overview(refs, freshness) {
      const parts = await Promise.all(
        members.map(({ environment, reads }) =>
          lookAtMany(
            reads,
            refs.filter(({ env }) => env === environment.alias),
            freshness,
          ),
        ),
      );
      const inOrder = (found: readonly Sighting[]): Overview => ({
        sightings: refs.map((ref) => found.find((each) => sameService(each.ref, ref)) ?? unseen(ref)),
        gaps: members.flatMap(({ environment }) => accountGaps(environment, found)),
      });
      const pending = parts.reduce((sum, part) => sum + part.pending, 0);
      const complete = Promise.all(parts.map((part) => part.complete)).then((found) => inOrder(found.flat()));
      const first = inOrder(parts.flatMap((part) => part.first));
      if (pending === 0) return { first, complete: undefined };
      if (pending > TARGETS_AT_ONCE) return { first, complete };
      const soon = await within(complete, TARGETS_PATIENCE_MS, clock);
      return soon ? { first: soon, complete: undefined } : { first, complete };
    },
    async look(ref, freshness) {
      const member = memberOf(ref.env);
      return member ? lookAt(member.reads, ref, freshness) : unseen(ref);
    },
    async checkups(alias) {
      const member = memberOf(alias);
      return member ? awsCheckups(member, clock) : [];
    },
    stop() {
      stopping.abort();
      for (const { close } of members) close();
    },
  };
}

/** One environment with everything that reads it. */
export interface Member {
  readonly environment: Environment;
  readonly reads: Reads;
  readonly ecs: ReturnType<typeof createEcs>;
  readonly targets: ReturnType<typeof createTargets>;
  readonly logs: ReturnType<typeof createLogs>;
  readonly identity: ReturnType<typeof createIdentity>;
  close(): void;
}

function openEnvironment(
  environment: Environment,
  deps: Omit<Parameters<typeof createCaller>[0], 'env'> & { readonly clientConfig?: ClientConfig },
): Member {
  const clients = createClients(environment, deps.clientConfig ?? {});
  const call = createCaller({ ...deps, env: environment.alias });
  const ecs = createEcs(clients.ecs, call);
  const targets = createTargets(clients.elb, call);
  return {
    environment,
    ecs,
    targets,
    logs: createLogs(clients.logs, call),
    identity: createIdentity(clients.sts, call),
    reads: createReads(environment.alias, { ecs, targets, clock: deps.clock }),
    close: () => clients.destroy(),
  };
}

/** Environments in the same account and Region draw on the same buckets, so they share one budget. */
function sharedBudgets(signal: AbortSignal): (environment: Environment) => Budget {
  const budgets = new Map<string, Budget>();
  return ({ account, role, region }) => {
    const key = `${account ?? /::(\d+):/.exec(role ?? '')?.[1] ?? 'own'} ${region}`;
    const budget = budgets.get(key) ?? createBudget(signal);
    budgets.set(key, budget);
    return budget;
  };
}

async function listIn(
  { environment, reads }: Member,
  { maxAgeMs }: Freshness,
): Promise<Omit<Listing, 'readAt'>> {
  const env = environment.alias;
  const clusters = environment.clusters?.map(lastSegment) ?? (await reads.clusters(maxAgeMs));
  if ('kind' in clusters && clusters.kind === 'unknown') {
    return { refs: [], gaps: [{ env, subject: 'clusters', unknown: clusters }] };
  }
  const names = 'kind' in clusters ? clusters.value : clusters;
  const found = await Promise.all(
    names.map(async (cluster) => ({ cluster, services: await reads.serviceNames(cluster, maxAgeMs) })),
  );
  const refs = found.flatMap(({ cluster, services }) =>
    services.kind === 'known' ? services.value.map((name) => ({ env, cluster, name })) : [],
  );
  const gaps = found.flatMap(({ cluster, services }) =>
    services.kind === 'unknown'
      ? [{ env, subject: `services of cluster ${cluster}`, unknown: services }]
      : [],
  );
  return { refs, gaps };
}

/** Credentials for another account than the configured one would show the wrong services under the right alias. */
function accountGaps({ alias: env, account }: Environment, sightings: readonly Sighting[]): readonly Gap[] {
  const seen = sightings.flatMap(({ ref, service }) =>
    ref.env === env && service.kind === 'known' ? [service.value.account] : [],
  );
  const other = account ? seen.find((each) => each !== undefined && each !== account) : undefined;
  if (!other) return [];
  const detail = `AWS answers for account ${other}, configured is ${account}`;
  return [{ env, subject: 'account', unknown: { kind: 'unknown', why: 'refused', detail } }];
}

/** A service in an environment that is no longer configured. */
function unseen(ref: ServiceRef): Sighting {
  const unknown: Unknown = {
    kind: 'unknown',
    why: 'not-found',
    detail: `could not look: no environment is called ${ref.env}`,
  };
  return {
    ref,
    service: unknown,
    tasks: unknown,
    stopped: undefined,
    targetGroups: [],
    definitions: undefined,
    history: undefined,
  };
}

async function within<T>(promise: Promise<T>, ms: number, clock: Clock): Promise<T | undefined> {
  const done = new AbortController();
  const late = clock.sleep(ms, done.signal).then(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    done.abort();
  }
}
