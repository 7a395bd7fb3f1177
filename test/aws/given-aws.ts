import { createEstate, type Environment, type Estate } from '../../src/aws/estate.ts';
import { LIMITS, type Limits } from '../../src/aws/limits.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import { accessKeyOf } from '../../src/demo/aws/caller.ts';
import type { Fault } from '../../src/demo/aws/faults.ts';
import { type AwsServer, createAwsServer } from '../../src/demo/aws-server.ts';
import { createWorld, type World } from '../../src/demo/world.ts';
import type { Fact } from '../../src/deployment/fact.ts';
import { createLog } from '../../src/log.ts';
import type { LogMapping } from '../../src/tailing/log-mapping.ts';

/** A clock that stands still until it is moved; its timers are real and can be cut short. */
export interface MovedClock extends Clock {
  forward(ms: number): void;
}

export function movedClock(at = '2026-03-04T03:00:00Z'): MovedClock {
  let now = new Date(at);
  return {
    now: () => now,
    sleep: systemClock.sleep,
    forward: (ms) => {
      now = new Date(now.getTime() + ms);
    },
  };
}

/** Small rates would make tests wait and AWS's attempts take seconds; both are tested where they matter. */
export const QUICK: Limits = { ...LIMITS, attempts: 1 };

const RATE = { calls: 1000, perMs: 1000 };

/** Rates that never make anybody wait. */
export const PLENTY: Limits['rates'] = {
  'ecs-cluster': RATE,
  'ecs-service': RATE,
  'ecs-resource': RATE,
  'ecs-definition': RATE,
  'ecs-deployment': RATE,
  'ecs-revision': RATE,
  elb: RATE,
  logs: RATE,
  sts: RATE,
};

export interface Given {
  readonly worlds?: readonly [World, ...World[]];
  readonly environments?: readonly Environment[];
  readonly limits?: Partial<Limits>;
  readonly build?: (world: World) => void;
  readonly clock?: MovedClock;
  readonly logMappings?: readonly LogMapping[];
  /** In place of the simulated AWS. */
  readonly endpoint?: string;
}

/** A simulated AWS and an estate that looks at it. */
export interface Stage {
  readonly aws: AwsServer;
  readonly world: World;
  readonly clock: MovedClock;
  readonly estate: Estate;
  /** `env action outcome` of every call, as the metrics were told. */
  readonly counted: readonly string[];
  readonly logged: readonly string[];
  fault(operation: string, kind: Exclude<Fault['kind'], 'delay' | 'absent'>, more?: Partial<Fault>): void;
  stop(): Promise<void>;
}

export const ENV: Environment = { alias: 'prod-eu', region: 'eu-central-1' };
export const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

export async function startAws(given: Given = {}): Promise<Stage> {
  const clock = given.clock ?? movedClock();
  const worlds = given.worlds ?? [createWorld({ clock })];
  const [world] = worlds;
  given.build?.(world);
  const aws = createAwsServer({ worlds, clock });
  const endpoint = await aws.start();
  const counted: string[] = [];
  const logged: string[] = [];
  const estate = createEstate({
    environments: given.environments ?? [ENV],
    logMappings: given.logMappings ?? [],
    clientConfig: {
      endpoint: given.endpoint ?? endpoint,
      credentials: {
        accessKeyId: accessKeyOf(world.account),
        secretAccessKey: SECRET,
        sessionToken: 'SESSIONTOKEN',
      },
    },
    limits: { ...QUICK, ...given.limits },
    clock,
    log: createLog('debug', { write: (line: string) => void logged.push(line) }),
    metrics: { awsCall: (env, action, outcome) => void counted.push(`${env} ${action} ${outcome}`) },
  });
  return {
    aws,
    world,
    clock,
    estate,
    counted,
    logged,
    fault: (operation, kind, more = {}) => aws.faults.add({ operation, kind, ...more } as Fault),
    async stop() {
      estate.stop();
      await aws.stop();
    },
  };
}

export const NOW_ONLY = { maxAgeMs: 0 };
export const FIVE_SECONDS = { maxAgeMs: 5000 };

/** The value of a fact that must be known. */
export function knownIn<T>(fact: Fact<T> | undefined): T {
  if (fact?.kind !== 'known') throw new Error(`not known: ${JSON.stringify(fact)}`);
  return fact.value;
}
