import { systemClock } from '../../src/clock.ts';
import { createAwsServer } from '../../src/demo/aws-server.ts';
import { type Population, populate } from '../../src/demo/world/populate.ts';
import { createWorld } from '../../src/demo/world.ts';
import { answerParent } from './parent.ts';

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
});
