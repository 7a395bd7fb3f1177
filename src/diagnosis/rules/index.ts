import type { Rule } from '../rule.ts';
import { answeredRules } from './answered.ts';
import { containerCheckRules } from './container-check.ts';
import { deploymentRules } from './deployment.ts';
import { effectRules } from './effects.ts';
import { egressRules } from './egress.ts';
import { exitRules } from './exits.ts';
import { placementRules } from './placement.ts';
import { pullRules } from './pull.ts';
import { refusedRules } from './refused.ts';
import { silentRules } from './silent.ts';
import { startRules } from './start.ts';
import { targetGroupRules } from './target-group.ts';

/** Every rule; of two that explain as much, the first is believed. */
export const RULES: readonly Rule[] = [
  ...deploymentRules,
  ...pullRules,
  ...placementRules,
  ...startRules,
  ...egressRules,
  ...exitRules,
  ...containerCheckRules,
  ...targetGroupRules,
  ...answeredRules,
  ...silentRules,
  ...refusedRules,
  ...effectRules,
];
