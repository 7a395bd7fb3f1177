import type { Digest } from './digest.ts';
import type { Snapshot } from './snapshot.ts';

/** How far an operation was at a digest, in percent; undefined where that was not known. */
export interface CoursePoint {
  readonly at: Date;
  readonly claimed: number | undefined;
  readonly criteria: number | undefined;
  readonly verified: number | undefined;
}

/** How an operation came here, over its last digests and this one; the oldest first. */
export function courseOf(
  snapshots: readonly Snapshot[],
  { operation, toAt }: Digest,
): readonly CoursePoint[] {
  if (!operation) return [];
  const { claimed, criteria, verified } = operation.numbers;
  const past = snapshots.flatMap(({ takenAt, operation: was }) =>
    was?.id === operation.id && takenAt < toAt
      ? [pointOf(takenAt, { claimed: was.claimed, criteria: was.criteria, verified: was.verified })]
      : [],
  );
  return [...past, pointOf(toAt, { claimed: claimed?.percent, criteria, verified })];
}

interface Figures {
  readonly claimed: number | undefined;
  readonly criteria: Share;
  readonly verified: Share | undefined;
}

interface Share {
  readonly done: number;
  readonly all: number;
}

function pointOf(at: Date, { claimed, criteria, verified }: Figures): CoursePoint {
  return { at, claimed, criteria: percentOf(criteria), verified: verified && percentOf(verified) };
}

function percentOf({ done, all }: Share): number | undefined {
  return all === 0 ? undefined : Math.round((done / all) * 100);
}
