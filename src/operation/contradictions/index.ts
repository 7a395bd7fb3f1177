import { achievementWithoutCriterion } from './achievement-without-criterion.ts';
import { causeKnownYetSought } from './cause-known-yet-sought.ts';
import { claimedOverCriteria } from './claimed-over-criteria.ts';
import { claimedOverTasks } from './claimed-over-tasks.ts';
import { completeWithOpenCriteria } from './complete-with-open-criteria.ts';
import type { ContradictionCheck } from './contradiction.ts';
import { currentPhaseNotFirst } from './current-phase-not-first.ts';
import { doneAndPending } from './done-and-pending.ts';
import { doneYetBlocked } from './done-yet-blocked.ts';
import { healthyYetFailing } from './healthy-yet-failing.ts';
import { percentAgainstPercent } from './percent-against-percent.ts';
import { workingYetUntested } from './working-yet-untested.ts';

/** Every kind of contradiction that is looked for, in the order in which they are shown. */
export const CONTRADICTION_CHECKS: readonly ContradictionCheck[] = [
  healthyYetFailing,
  claimedOverCriteria,
  claimedOverTasks,
  completeWithOpenCriteria,
  percentAgainstPercent,
  currentPhaseNotFirst,
  doneYetBlocked,
  causeKnownYetSought,
  achievementWithoutCriterion,
  workingYetUntested,
  doneAndPending,
];
