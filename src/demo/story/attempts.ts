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
}

/** How long a slot takes from one attempt to the next; different, so that the slots drift apart. */
const PERIODS_S = [100, 109] as const;

/** The newest attempts that are shown; the rest is history. */
const ATTEMPTS_SHOWN = 80;

/**
 * The attempts of a rollout that began at `beganS`, oldest first, up to now. Each runs into two failed checks
 * 30 s apart, outlives its grace period of a minute, and is replaced.
 */
export function attemptsUntil(nowS: number, beganS: number): readonly Attempt[] {
  const attempts = PERIODS_S.flatMap((periodS, slot) => {
    const count = Math.max(0, Math.floor((nowS - beganS - 5) / periodS) + 1);
    const first = Math.max(0, count - ATTEMPTS_SHOWN / PERIODS_S.length);
    return Array.from({ length: count - first }, (_, n) =>
      attempt(slot, first + n, beganS + 5 + (first + n) * periodS),
    );
  });
  return attempts.sort((one, other) => one.createdS - other.createdS || one.slot - other.slot);
}

/** How many attempts ECS has given up on; they failed in a row, since none ever succeeded. */
export function failuresUntil(nowS: number, beganS: number): number {
  return PERIODS_S.reduce((total, periodS) => {
    const first = attempt(0, 0, beganS + 5).stoppingS;
    return total + Math.max(0, Math.floor((nowS - first) / periodS) + 1);
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
  };
}
