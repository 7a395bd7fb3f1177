import type { Cause, Diagnosis } from './diagnosis.ts';

/** What a run of a diagnosis found otherwise than the one before. */
export interface SinceLast {
  /** When the one before was made. */
  readonly lastAt: Date;
  readonly fresh: readonly Cause[];
  readonly gone: readonly Cause[];
  readonly still: readonly Cause[];
  /** What was read then and could not be read now: what is gone may only not be seen. */
  readonly unread: readonly string[];
}

/** Cause by cause, by their ids; those that are still there as they are now. */
export function sinceLast(now: Diagnosis, before: Diagnosis): SinceLast {
  const [is, was] = [causesOf(now), causesOf(before)];
  const isIn = (all: readonly Cause[]) => (each: Cause) => all.some(({ id }) => id === each.id);
  const unreadBefore = new Set(before.notChecked.map(({ what }) => what));
  return {
    lastAt: before.asOf,
    fresh: is.filter((each) => !isIn(was)(each)),
    gone: was.filter((each) => !isIn(is)(each)),
    still: is.filter(isIn(was)),
    unread: now.notChecked.map(({ what }) => what).filter((what) => !unreadBefore.has(what)),
  };
}

/**
 * Whether what an earlier run said is not believed any more, and why not: the service is another by now, or the
 * conclusion was wrong. A rollout on its way overturns nothing yet, nor does a run that found no cause, nor a guess
 * what was proven of the same revision.
 */
export function supersededHow(now: Diagnosis, before: Diagnosis): 'passed' | 'overturned' | undefined {
  if (before.verdict === 'insufficient-evidence' || now.verdict === 'insufficient-evidence') return undefined;
  if (now.settling || before.settling || isSame(now, before)) return undefined;
  if (now.verdict === 'healthy' || before.verdict === 'healthy') return 'passed';
  if (now.revision?.arn !== before.revision?.arn) return 'passed';
  return now.verdict === 'confirmed' || before.verdict === 'likely' ? 'overturned' : undefined;
}

function isSame(now: Diagnosis, before: Diagnosis): boolean {
  if (now.verdict === 'healthy' && before.verdict === 'healthy') return true;
  const isOneCause = now.rootCause === before.rootCause && now.mechanism?.id === before.mechanism?.id;
  return isOneCause && now.revision?.arn === before.revision?.arn;
}

function causesOf({ mechanism, contributing, likely }: Diagnosis): readonly Cause[] {
  const all = [...(mechanism ? [mechanism] : []), ...contributing, ...likely];
  return all.filter(({ id }, at) => all.findIndex((each) => each.id === id) === at);
}
