import type { SimulatedTarget } from '../world/elb-shapes.ts';

/** One task of the bad revision from start to end, in story seconds; every moment is there, whether reached or not. */
export interface Attempt {
  /** Which of the desired tasks it stands for. */
  readonly slot: number;
  /** Counts from 0 in each slot. */
  readonly nth: number;
  readonly seed: string;
  readonly createdS: number;
  readonly startedS: number;
  /** The load balancer knows its address. */
  readonly registeredS: number;
  /** The load balancer has made up its mind. */
  readonly unhealthyS: number;
  /** ECS gives up on it. */
  readonly stoppingS: number;
  readonly stoppedS: number;
  /** Its checks, or the next rollout, which had no use for it. */
  readonly endedBy: 'checks' | 'next-rollout';
}

/** How long a slot takes from one attempt to the next; different, so that the slots drift apart. */
const PERIODS_S = [100, 109] as const;

/** The newest attempts that are shown; the rest is history. */
const ATTEMPTS_SHOWN = 80;

/** From when to when a rollout makes attempts, in story seconds. */
export interface RolloutSpan {
  readonly beganS: number;
  /** The next rollout begins; all attempts made by then have started. */
  readonly endsS: number;
}

/** So long after the next rollout began ECS stops what the one before it still runs. */
const SUPERSEDED_AFTER_S = 4;

/**
 * The attempts of a rollout, oldest first, up to now. Each runs into two failed checks 30 s apart, outlives its
 * grace period of a minute, and is replaced, until the next rollout ends that.
 */
export function attemptsUntil(nowS: number, { beganS, endsS }: RolloutSpan): readonly Attempt[] {
  const untilS = Math.min(nowS, endsS);
  const attempts = PERIODS_S.flatMap((periodS, slot) => {
    const count = Math.max(0, Math.floor((untilS - beganS - 5) / periodS) + 1);
    const first = Math.max(0, count - ATTEMPTS_SHOWN / PERIODS_S.length);
    return Array.from({ length: count - first }, (_, n) =>
      cutShort(attempt(slot, first + n, beganS + 5 + (first + n) * periodS), endsS),
    );
  });
  return attempts.sort((one, other) => one.createdS - other.createdS || one.slot - other.slot);
}

/** How many attempts ECS has given up on; they failed in a row, since none ever succeeded. */
export function failuresUntil(nowS: number, { beganS, endsS }: RolloutSpan): number {
  return PERIODS_S.reduce((total, periodS) => {
    const first = attempt(0, 0, beganS + 5).stoppingS;
    return total + Math.max(0, Math.floor((Math.min(nowS, endsS) - first) / periodS) + 1);
  }, 0);
}

/** What the load balancer says about an attempt's address; undefined while it is not registered. */
export function targetHealthOf(
  attempt: Attempt,
  seconds: number,
): Pick<SimulatedTarget, 'state' | 'reason' | 'description'> | undefined {
  if (seconds < attempt.registeredS || seconds >= attempt.stoppedS) return undefined;
  if (seconds >= attempt.stoppingS)
    return {
      state: 'draining',
      reason: 'Target.DeregistrationInProgress',
      description: 'Target deregistration is in progress',
    };
  if (seconds >= attempt.unhealthyS)
    return {
      state: 'unhealthy',
      reason: 'Target.ResponseCodeMismatch',
      description: 'Health checks failed with these codes: [404]',
    };
  return seconds < attempt.registeredS + 3
    ? {
        state: 'initial',
        reason: 'Elb.RegistrationInProgress',
        description: 'Target registration is in progress',
      }
    : {
        state: 'initial',
        reason: 'Elb.InitialHealthChecking',
        description: 'Initial health checks in progress',
      };
}

function attempt(slot: number, nth: number, createdS: number): Attempt {
  return {
    slot,
    nth,
    seed: `attempt/${slot}/${nth}`,
    createdS,
    startedS: createdS + 24,
    registeredS: createdS + 27,
    unhealthyS: createdS + 87,
    stoppingS: createdS + 92,
    stoppedS: createdS + 128,
    endedBy: 'checks',
  };
}

function cutShort(attempt: Attempt, endsS: number): Attempt {
  if (attempt.stoppingS <= endsS) return attempt;
  const stoppingS = endsS + SUPERSEDED_AFTER_S;
  return { ...attempt, stoppingS, stoppedS: stoppingS + 36, endedBy: 'next-rollout' };
}
