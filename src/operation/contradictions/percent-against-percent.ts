import { oneLine } from '../../text.ts';
import type { Phase } from '../operation.ts';
import { phaseState } from '../phase-state.ts';
import { type ClaimedShare, overallShares, shareOf, sharesInPassing } from './claimed-shares.ts';
import type { Conflict, ContradictionCheck, Reading } from './contradiction.ts';

/** One thing is done to one percentage, and a whole no more than its most and no less than its least finished part. */
export const percentAgainstPercent: ContradictionCheck = {
  id: 'percent-against-percent',
  title: 'two percentages for the same thing',
  find(reading) {
    const overall = overallShares(reading);
    const passing = sharesInPassing(reading);
    const ofPhases = reading.operation.phases.flatMap((phase) =>
      ofPhase(phase, phase.number === undefined ? [] : (passing.get(phase.number) ?? [])),
    );
    return [...differing('The whole', overall), ...outside(overall, reading), ...ofPhases];
  },
};

/** Points by which two of them may differ: they are rounded. */
const SLACK = 1;

/** The highest stands against all that are lower. */
function differing(what: string, shares: readonly ClaimedShare[]): readonly Conflict[] {
  const [highest, ...others] = [...shares].sort((one, other) => other.percent - one.percent);
  const lower = others.filter(({ percent }) => (highest?.percent ?? 0) - percent > SLACK);
  if (!highest || lower.length === 0) return [];
  const why = `${what} is said to be done to ${highest.percent} % and to ${lower[0]?.percent} %.`;
  return [{ why, claims: [highest], against: lower }];
}

/** Whatever the weights of the parts, the whole lies between the lowest and the highest. */
function outside(overall: readonly ClaimedShare[], { operation }: Reading): readonly Conflict[] {
  const parts = operation.phases.filter((phase) => phaseState(phase) !== 'cancelled').map(shareOf);
  const known = parts
    .filter((share) => share !== undefined)
    .sort((one, other) => one.percent - other.percent);
  const [lowest] = known;
  const highest = known.at(-1);
  const claim = overall[0];
  if (known.length < 2 || known.length < parts.length || !lowest || !highest || !claim) return [];
  if (claim.percent > highest.percent + SLACK)
    return [
      {
        why: `The whole is said to be done to ${claim.percent} %, while no phase is beyond ${highest.percent} %.`,
        claims: [claim],
        against: known,
      },
    ];
  if (claim.percent < lowest.percent - SLACK)
    return [
      {
        why: `The whole is said to be done to ${claim.percent} %, while every phase is at ${lowest.percent} % or more.`,
        claims: [claim],
        against: known,
      },
    ];
  return [];
}

function ofPhase(phase: Phase, inPassing: readonly ClaimedShare[]): readonly Conflict[] {
  const share = shareOf(phase);
  const name = `"${oneLine(phase.title, 80)}"`;
  const marked: readonly Conflict[] =
    share !== undefined && share.percent < 100 && phase.mark === 'done'
      ? [
          {
            why: `${name} is marked as done, while it is said to be at ${share.percent} %.`,
            claims: [{ words: phase.title, line: phase.at.line }],
            against: [share],
          },
        ]
      : [];
  return [...marked, ...differing(name, share === undefined ? inPassing : [share, ...inPassing])];
}
