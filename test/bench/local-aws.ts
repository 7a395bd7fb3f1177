import { performance } from 'node:perf_hooks';
import { systemClock } from '../../src/clock.ts';
import { createAwsServer } from '../../src/demo/aws-server.ts';
import type { SimulatedLogStream } from '../../src/demo/world/log-shapes.ts';
import { type Population, populate } from '../../src/demo/world/populate.ts';
import { createWorld } from '../../src/demo/world.ts';
import { type Failing, failTargets } from './fail-targets.ts';
import { answerParent } from './parent.ts';

/** Numbered lines to be written at an even pace, each service's from 0. */
export interface Writing {
  readonly services: readonly string[];
  /** Of each service. */
  readonly perSecond: number;
  readonly forMs: number;
}

/** A call as the simulated AWS got it. */
export interface CallMade {
  /** `ecs:DescribeServices` */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The services or the target group that it is about; for a list of tasks the status that they are to have. */
  readonly about: readonly string[];
}

const TICK_MS = 10;

/** The simulated AWS in a process of its own: one account, healthy services. */
const world = createWorld({ clock: systemClock });
let made: CallMade[] = [];
const server = createAwsServer({
  worlds: [world],
  clock: systemClock,
  onCall: ({ api, operation, input }, at) => {
    made.push({ name: `${api}:${operation}`, at: at.getTime(), about: subjectsOf(input) });
  },
});

answerParent({
  async start(population: Population) {
    populate(world, population);
    return { endpoint: await server.start(), region: world.region };
  },
  /** From now on every call takes so much longer. */
  delay(ms: number) {
    server.faults.clear();
    server.faults.add({ kind: 'delay', operation: '*', ms });
  },
  calls: () => server.calls,
  /** Every call since the start, or since this was asked last. */
  callsMade() {
    const all = made;
    made = [];
    return all;
  },
  /** Targets of a service turn unhealthy, with what ECS says and does about it or without. Resolves with when. */
  fail({ service, how }: Failing): number {
    failTargets(world, service, how);
    return Date.now();
  },
  resetCalls: () => server.resetCalls(),
  /** Resolves when all are written, with the times (epoch milliseconds) of each service's lines by number. */
  async write({ services, perSecond, forMs }: Writing): Promise<readonly (readonly number[])[]> {
    const streams = services.map(streamOf);
    const putAt: number[][] = streams.map(() => []);
    const beganAt = performance.now();
    const count = (perSecond * forMs) / 1000;
    for (let written = 0; written < count; ) {
      await systemClock.sleep(TICK_MS);
      const due = Math.min(count, Math.floor(((performance.now() - beganAt) * perSecond) / 1000));
      for (; written < due; written += 1)
        for (const [nth, stream] of streams.entries()) {
          const at = new Date();
          putAt[nth]?.push(at.getTime());
          stream.lines.push({
            at,
            message: `INFO ${numbered(services[nth] ?? '', written)} stored an order in 12 ms`,
          });
        }
    }
    return putAt;
  },
});

function subjectsOf(input: unknown): readonly string[] {
  const { services, TargetGroupArn, desiredStatus } = input as {
    readonly services?: readonly string[];
    readonly TargetGroupArn?: string;
    readonly desiredStatus?: string;
  };
  return [services ?? [], TargetGroupArn ?? [], desiredStatus ?? []].flat();
}

/** How a line is known again: `#service-0001/42#`. */
function numbered(service: string, nth: number): string {
  return `#${service}/${nth}#`;
}

function streamOf(service: string): SimulatedLogStream {
  const [stream] = world.logGroups.get(`/ecs/${service}`)?.streams.values() ?? [];
  if (!stream) throw new Error(`${service} has no log stream`);
  return stream;
}
