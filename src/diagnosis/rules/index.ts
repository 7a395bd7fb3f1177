import type { Rule } from '../rule.ts';
import { answeredRules } from './answered.ts';
import { clientRules } from './clients.ts';
import { containerCheckRules } from './container-check.ts';
import { deploymentRules } from './deployment.ts';
import { effectRules } from './effects.ts';
import { egressRules } from './egress.ts';
import { exitRules } from './exits.ts';
import { keepAliveRules } from './keep-alive.ts';
import { memoryRules } from './memory.ts';
import { placementRules } from './placement.ts';
import { pullRules } from './pull.ts';
import { refusedRules } from './refused.ts';
import { silentRules } from './silent.ts';
import { startRules } from './start.ts';
import { starvedRules } from './starved.ts';
import { targetGroupRules } from './target-group.ts';
import { unsettledRules } from './unsettled.ts';

/** Those that look for a cause; of two that explain as much, the first is believed. */
export const CAUSES: readonly Rule[] = [
  ...deploymentRules,
  ...pullRules,
  ...placementRules,
  ...startRules,
  ...egressRules,
  ...memoryRules,
  ...exitRules,
  ...containerCheckRules,
  ...targetGroupRules,
  ...answeredRules,
  ...starvedRules,
  ...silentRules,
  ...refusedRules,
  ...clientRules,
  ...keepAliveRules,
  ...unsettledRules,
];

/** Every rule: what only looks like a cause is told apart by the last ones. */
export const RULES: readonly Rule[] = [...CAUSES, ...effectRules];
