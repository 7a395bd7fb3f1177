import { groupedBy } from '../grouped.ts';
import type { Phase } from '../operation.ts';
import { phaseState } from '../phase-state.ts';
import { type ClaimedShare, overallShares, shareOf } from './claimed-shares.ts';
import type { Conflict, Reading } from './contradiction.ts';
import type { Saying } from './saying.ts';

/** Claims of percentages that the items beside them do not bear out. */
export interface OverClaim {
  readonly claims: readonly ClaimedShare[];
  /** The items still open. */
  readonly open: readonly Saying[];
  readonly done: number;
  readonly all: number;
  /** The phase's id; '' of the whole. */
  readonly about: string;
}

/** What tells such a claim from others, and how far it goes beyond what is done. */
export function apartOf({ claims, about, done, all }: OverClaim): NonNullable<Conflict['apart']> {
  return { about, points: Math.round((claims[0]?.percent ?? 0) - (done / all) * 100) };
}

/**
 * Holds percentages against what is ticked: of each unfinished phase against its own items, of the whole against all
 * phases. An open item may be all but done, so only what goes far beyond that is a contradiction. Claims of 100 % are
 * left to the checks of what is complete.
 */
export function overClaims(reading: Reading, items: readonly Saying[]): readonly OverClaim[] {
  const unfinished = reading.operation.phases.filter((phase) => phaseState(phase) === 'unfinished');
  const [only, ...others] = unfinished;
  // What names no phase belongs to the only one that is left, if there is only one.
  const homeOf = ({ phase }: Saying): string | undefined =>
    phase ?? (others.length === 0 ? only?.id : undefined);
  const tallies = talliesOf(items, homeOf);
  const overall = overallShares(reading).filter((claim) =>
    isBeyond(claim.percent, ofWhole(reading.operation.phases, tallies)),
  );
  const ofPhases = unfinished.flatMap((phase) => {
    const tally = tallies.get(phase.id);
    const claim = shareOf(phase);
    if (!tally || !claim || !isBeyond(claim.percent, boundsOf(tally))) return [];
    return [{ claims: [claim], about: phase.id, ...tally }];
  });
  return joined(overall, ofPhases, items);
}

interface Tally {
  readonly open: readonly Saying[];
  readonly done: number;
  readonly all: number;
}

/** In percent: what is ticked, and what may be done at most. */
interface Bounds {
  readonly ticked: number;
  readonly most: number;
}

/** How much of an open item may be done already, on average. */
const OPEN_MAY_BE = 0.75;
/** Percentages are rounded and guessed: as many points they may be off. */
const SLACK = 10;

function isBeyond(percent: number, { ticked, most }: Bounds): boolean {
  return percent < 100 && percent > most && percent - ticked >= SLACK;
}

function boundsOf({ open, done, all }: Tally): Bounds {
  return { ticked: (done / all) * 100, most: ((done + open.length * OPEN_MAY_BE) / all) * 100 };
}

/** Each phase counts the same: a finished one wholly, one that lists nothing by its own claim. */
function ofWhole(phases: readonly Phase[], tallies: ReadonlyMap<string | undefined, Tally>): Bounds {
  const loose = tallies.get(undefined);
  const counted = phases.filter((phase) => phaseState(phase) !== 'cancelled');
  if (counted.length === 0) return loose ? boundsOf(loose) : { ticked: 100, most: 100 };
  const bounds = counted.map((phase): Bounds => {
    if (phaseState(phase) === 'complete') return { ticked: 100, most: 100 };
    const tally = tallies.get(phase.id) ?? loose;
    if (tally) return boundsOf(tally);
    const percent = phase.claimed?.value.percent ?? 100;
    return { ticked: percent, most: percent };
  });
  const mean = (of: (bound: Bounds) => number): number =>
    bounds.reduce((sum, bound) => sum + of(bound), 0) / bounds.length;
  return { ticked: mean(({ ticked }) => ticked), most: mean(({ most }) => most) };
}

function talliesOf(
  items: readonly Saying[],
  homeOf: (item: Saying) => string | undefined,
): ReadonlyMap<string | undefined, Tally> {
  const tallies = new Map<string | undefined, Tally>();
  for (const [home, members] of groupedBy(items, homeOf)) tallies.set(home, tallyOf(members));
  return tallies;
}

function tallyOf(items: readonly Saying[]): Tally {
  const open = items.filter(({ stance }) => stance === 'pending');
  return { open, done: items.length - open.length, all: items.length };
}

/** What is claimed of the whole stands beside what is claimed of the last phase: it rests on the same items. */
function joined(
  overall: readonly ClaimedShare[],
  ofPhases: readonly OverClaim[],
  items: readonly Saying[],
): readonly OverClaim[] {
  const last = ofPhases.at(-1);
  if (overall.length === 0) return ofPhases;
  if (last === undefined) return [{ claims: overall, about: '', ...tallyOf(items) }];
  return [...ofPhases.slice(0, -1), { ...last, claims: [...overall, ...last.claims].sort(byPercent) }];
}

function byPercent(one: ClaimedShare, other: ClaimedShare): number {
  return other.percent - one.percent || one.line - other.line;
}
