import { setMaxListeners } from 'node:events';
import type { Checkup } from '../checkup.ts';
import type { Clock } from '../clock.ts';
import type { DeployReads } from '../deployment/deployment-record.ts';
import type { Fact } from '../deployment/fact.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Listing, Overview, Sighting } from '../deployment/sighting.ts';
import { type Deeper, NOTHING_DEEPER } from '../diagnosis/evidence.ts';
import type { Needs } from '../diagnosis/needs.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { LogMapping } from '../tailing/log-mapping.ts';
import type { Alarm } from '../verification/reading.ts';
import { alarmInTime } from './alarms.ts';
import { awsCheckups } from './checkups.ts';
import type { ClientConfig } from './clients.ts';
import { gatherDeploys, unseenDeploys } from './deploy-reads.ts';
import { createEstateLogs, type EstateLogs } from './estate-logs.ts';
import { gatherEvidence } from './evidence.ts';
import { LIMITS, type Limits } from './limits.ts';
import { listIn } from './list.ts';
import { lookAt } from './look.ts';
import { openMembers } from './members.ts';
import { overviewOf, unseen } from './overview.ts';
import { deploysOfRightAccount, ofRightAccount } from './right-account.ts';
import { sweepOf } from './sweep.ts';
import { type TagRef, taggedIn, taggedNowhere } from './tagged.ts';
import { type GroupRef, withTargetsOf } from './with-targets.ts';

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
  /** All services of all environments, or of one. `ahead`: an overview of them all follows, that old at most. */
  list(freshness: Freshness, env?: string, ahead?: Freshness): Promise<Listing>;
  /**
   * Many services at the least number of calls, in the order asked. `first` has every ECS fact, but for those
   * of an environment that takes longer than `askMs`; target health not known yet, and what is late, is an
   * unknown fact `pending` in it. `complete` has them all, and is undefined where `first` is complete already.
   */
  overview(
    refs: readonly ServiceRef[],
    freshness: Freshness,
  ): Promise<{ readonly first: Overview; readonly complete: Promise<Overview> | undefined }>;
  /**
   * Many services for the bot's own rounds, in the order asked: the ECS facts at the least number of calls and a
   * quarter of AWS's refill at most, stopped tasks included. Target health as it was last read within 15 minutes,
   * with its age; `pending` where it never was. What takes longer than `sweepMs` is unknown.
   */
  sweep(refs: readonly ServiceRef[], freshness: Freshness): Promise<Overview>;
  /** The same sightings with the health of these target groups asked now, first named first; those not answered within `askMs` stay as they were. */
  withTargets(sightings: readonly Sighting[], groups: readonly GroupRef[]): Promise<readonly Sighting[]>;
  /** Services that carry a tag, for the bot's own rounds. Tags are remembered for five minutes, whatever the freshness. */
  tagged(tag: TagRef, freshness: Freshness): Promise<Listing>;
  /** Everything about one service. */
  look(ref: ServiceRef, freshness: Freshness): Promise<Sighting>;
  /** A CloudWatch alarm of an environment; undefined where there is none of that name. */
  alarm(env: string, name: string, freshness: Freshness): Promise<Fact<Alarm | undefined>>;
  /** What a diagnosis needs beyond a look. */
  evidence(ref: ServiceRef, needs: Needs, freshness: Freshness): Promise<Deeper>;
  /** A page of a service's deployment history; pages count from 1. */
  deploys(ref: ServiceRef, page: number, freshness: Freshness): Promise<DeployReads>;
  /** What the services write. Unlike the rest, its methods reject: lines that cannot be read leave no gap to be shown. */
  readonly logs: EstateLogs;
  /** Tries every AWS action the bot uses in one environment. */
  checkups(alias: string): Promise<readonly Checkup[]>;
  /** Ends open connections and waiting calls. */
  stop(): void;
}

/** Makes the estate. Nothing is asked before the first question. */
export function createEstate(deps: {
  readonly environments: readonly Environment[];
  /** In place of the SDK's own environment variables. */
  readonly clientConfig?: ClientConfig;
  /** In place of some of the usual ones. */
  readonly limits?: Partial<Limits>;
  /** Where lines are that no task definition tells of. */
  readonly logMappings?: readonly LogMapping[];
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'awsCall'>;
}): Estate {
  const { environments, clientConfig = {}, clock } = deps;
  const limits: Limits = { ...LIMITS, ...deps.limits };
  const stopping = new AbortController();
  // Every call that is out listens; Node takes more than ten listeners for a leak.
  setMaxListeners(0, stopping.signal);
  const members = openMembers(environments, { ...deps, clientConfig, limits, signal: stopping.signal });
  const memberOf = (alias: string) => members.find(({ environment }) => environment.alias === alias);
  const patience = { clock, ms: limits.askMs };

  return {
    environments,
    async list(freshness, env, ahead) {
      const asked = members.filter(({ environment }) => env === undefined || environment.alias === env);
      const listings = await Promise.all(
        asked.map((member) => listIn({ ...member, ...patience }, freshness, ahead)),
      );
      return {
        refs: listings.flatMap(({ refs }) => refs),
        gaps: listings.flatMap(({ gaps }) => gaps),
        readAt: new Date(Math.min(clock.now().getTime(), ...listings.map(({ readAt }) => readAt.getTime()))),
      };
    },
    overview: (refs, freshness) => overviewOf(members, refs, freshness, { limits, clock }),
    sweep: (refs, freshness) => sweepOf(members, refs, freshness, { limits, clock }),
    withTargets: (sightings, groups) => withTargetsOf(members, sightings, groups, { limits, clock }),
    async tagged(tag, freshness) {
      const member = memberOf(tag.env);
      return member ? taggedIn(member, tag, freshness, { limits, clock }) : taggedNowhere(tag, clock.now());
    },
    async look(ref, freshness) {
      const member = memberOf(ref.env);
      if (!member) return unseen(ref);
      return ofRightAccount(member.environment, await lookAt({ ...member, ...patience }, ref, freshness));
    },
    alarm: (env, name, freshness) =>
      alarmInTime(memberOf(env)?.alarm, { env, name, want: freshness }, patience),
    async evidence(ref, needs, freshness) {
      const member = memberOf(ref.env);
      return member ? gatherEvidence({ ...member, ...patience }, needs, freshness) : NOTHING_DEEPER;
    },
    async deploys(ref, page, freshness) {
      const member = memberOf(ref.env);
      if (!member) return unseenDeploys(ref);
      const read = await gatherDeploys({ ...member, ...patience }, ref, { page, want: freshness });
      return deploysOfRightAccount(member.environment, read);
    },
    logs: createEstateLogs(memberOf, { mappings: deps.logMappings ?? [], ...patience }),
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
