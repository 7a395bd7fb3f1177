import { afterEach, expect } from 'vitest';
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

/** A clock that stands still until it is moved. Its timers are real, and are up as well when it is moved past them. */
export interface MovedClock extends Clock {
  forward(ms: number): void;
}

export function movedClock(at = '2026-03-04T03:00:00Z'): MovedClock {
  let now = new Date(at);
  const sleepers = new Set<{ readonly dueMs: number; readonly woken: AbortController }>();
  return {
    now: () => now,
    sleep: async (ms, signal) => {
      const sleeper = { dueMs: now.getTime() + ms, woken: new AbortController() };
      sleepers.add(sleeper);
      await systemClock.sleep(ms, AbortSignal.any([sleeper.woken.signal, ...(signal ? [signal] : [])]));
      sleepers.delete(sleeper);
    },
    forward: (ms) => {
      now = new Date(now.getTime() + ms);
      for (const { dueMs, woken } of sleepers) if (dueMs <= now.getTime()) woken.abort();
    },
  };
}

/** A deadline that only comes when the clock is moved by as much. */
export const DEADLINE: Partial<Limits> = {
  askMs: 50_000,
  sweepMs: 50_000,
  callMs: 90_000,
  requestMs: 90_000,
};

const POLL = { interval: 5, timeout: 10_000 };

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
  ec2: RATE,
  ecr: RATE,
  logs: RATE,
  cloudwatch: RATE,
  sts: RATE,
};

/** Small rates would make tests wait and AWS's attempts take seconds; both are tested where they matter. */
export const QUICK: Limits = { ...LIMITS, attempts: 1, routine: PLENTY };

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
  /** Waits until so many calls of an environment were answered. */
  answered(env: string, calls: number): Promise<void>;
  fault(operation: string, kind: Exclude<Fault['kind'], 'delay' | 'absent'>, more?: Partial<Fault>): void;
  /** Lets calls of a region wait for longer than any test. */
  silence(region: string): void;
  stop(): Promise<void>;
}

export const ENV: Environment = { alias: 'prod-eu', region: 'eu-central-1' };
export const EU: Environment = { alias: 'eu', region: 'eu-central-1' };
export const US: Environment = { alias: 'us', region: 'us-east-1' };

/** Worlds of the same account in both regions, each filled by the same builder; for the environments EU and US. */
export function euAndUs(build: (world: World) => void, limits: Partial<Limits> = {}): Given {
  const clock = movedClock();
  const worlds = [createWorld({ clock }), createWorld({ clock, region: US.region })] as const;
  worlds.forEach(build);
  return { clock, worlds, environments: [EU, US], limits };
}

export const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

export async function startAws(given: Given = {}): Promise<Stage> {
  const clock = given.clock ?? movedClock();
  const worlds = given.worlds ?? [createWorld({ clock })];
  const [world] = worlds;
  given.build?.(world);
  const stopping = new AbortController();
  // Delays that were asked for end with the stage.
  const patience = { now: clock.now, sleep: (ms: number) => systemClock.sleep(ms, stopping.signal) };
  const aws = createAwsServer({ worlds, clock: patience });
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
    answered: (env, calls) =>
      expect.poll(() => counted.filter((line) => line.startsWith(`${env} `)).length, POLL).toBe(calls),
    fault: (operation, kind, more = {}) => aws.faults.add({ operation, kind, ...more } as Fault),
    silence: (region) => aws.faults.add({ operation: '*', kind: 'delay', ms: 60_000, region }),
    async stop() {
      estate.stop();
      stopping.abort();
      await aws.stop();
    },
  };
}

/** Starts stages, and takes them down after each test. */
export function stages(): (given?: Given) => Promise<Stage> {
  const up: Stage[] = [];
  afterEach(async () => {
    for (const stage of up.splice(0)) await stage.stop();
  });
  return async (given) => {
    const stage = await startAws(given);
    up.push(stage);
    return stage;
  };
}

/** What was promised, while time goes by in steps. */
export async function passing<T>(clock: MovedClock, promised: Promise<T>, stepMs: number): Promise<T> {
  let isDone = false;
  const done = promised.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    clock.forward(stepMs);
  }
  return done;
}

export const NOW_ONLY = { maxAgeMs: 0 };
export const FIVE_SECONDS = { maxAgeMs: 5000 };

/** The value of a fact that must be known. */
export function knownIn<T>(fact: Fact<T> | undefined): T {
  if (fact?.kind !== 'known') throw new Error(`not known: ${JSON.stringify(fact)}`);
  return fact.value;
}
