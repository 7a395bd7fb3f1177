import { performance } from 'node:perf_hooks';
import { systemClock } from '../../src/clock.ts';
import { createAwsServer } from '../../src/demo/aws-server.ts';
import type { SimulatedLogStream } from '../../src/demo/world/log-shapes.ts';
import { type Population, populate } from '../../src/demo/world/populate.ts';
import { createWorld } from '../../src/demo/world.ts';
import { answerParent } from './parent.ts';

/** Numbered lines to be written at an even pace, each service's from 0. */
export interface Writing {
  readonly services: readonly string[];
  /** Of each service. */
  readonly perSecond: number;
  readonly forMs: number;
}

const TICK_MS = 10;

/** The simulated AWS in a process of its own: one account, healthy services. */
const world = createWorld({ clock: systemClock });
const server = createAwsServer({ worlds: [world], clock: systemClock });

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

/** How a line is known again: `#service-0001/42#`. */
function numbered(service: string, nth: number): string {
  return `#${service}/${nth}#`;
}

function streamOf(service: string): SimulatedLogStream {
  const [stream] = world.logGroups.get(`/ecs/${service}`)?.streams.values() ?? [];
  if (!stream) throw new Error(`${service} has no log stream`);
  return stream;
}
