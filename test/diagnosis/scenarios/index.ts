import { CLIENT_SCENARIOS } from './clients.ts';
import { DEPLOYMENT_SCENARIOS } from './deployment.ts';
import { DRIFT_SCENARIOS } from './drift.ts';
import { HOSTILE_SCENARIOS } from './hostile.ts';
import { LOAD_BALANCER_SCENARIOS } from './load-balancer.ts';
import { MISLEADING_SCENARIOS } from './misleading.ts';
import { NETWORK_SCENARIOS } from './network.ts';
import { PROGRAM_SCENARIOS } from './program.ts';
import { SAID_SCENARIOS } from './said.ts';
import type { Scenario } from './scenario.ts';
import { WORDING_SCENARIOS } from './wordings.ts';

/** Every scenario, by what it is about. */
export const SCENARIOS: Readonly<Record<string, readonly Scenario[]>> = {
  'what AWS names': SAID_SCENARIOS,
  'other words for it': WORDING_SCENARIOS,
  'the network': NETWORK_SCENARIOS,
  'the program': PROGRAM_SCENARIOS,
  'the load balancer': LOAD_BALANCER_SCENARIOS,
  'the deployment': DEPLOYMENT_SCENARIOS,
  'what changed': DRIFT_SCENARIOS,
  'clients of a service that is well': CLIENT_SCENARIOS,
  'worlds with noise': HOSTILE_SCENARIOS,
  'worlds that mislead': MISLEADING_SCENARIOS,
};
