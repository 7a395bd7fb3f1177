import type { Operation } from '../operation.ts';
import { phaseState } from '../phase-state.ts';
import { isComparable, likenessOf, tellingOf, type Weigh } from '../wording/likeness.ts';
import type { Saying } from './saying.ts';

/** Whether the second saying is about what the first is about. */
export type SameThing = (claim: Saying, against: Saying) => boolean;

/** Share of the smaller title that both must have. */
const ALIKE_BY_NAME = 0.6;
/** Share of the smaller subject that both must have, where their titles do not already name different things. */
const ALIKE = 0.45;
/** The same where they do. */
const ALIKE_BY_OTHER_NAMES = 0.75;
/** Share of the larger subject: "login" is not all that is said with the word in it. */
const NOT_LOST = 0.25;

/**
 * Compares what two sayings are about: by their titles, else by all their words. A saying that names nothing itself
 * ("the deployment is healthy") is about what its headings and its phase name. What is said in a phase that is over
 * counts only within it.
 */
export function createSameThing(operation: Operation, weigh: Weigh): SameThing {
  const over = new Set(
    operation.phases.filter((phase) => phaseState(phase) === 'complete').map(({ id }) => id),
  );
  const isOver = (phase: string | undefined): boolean => phase !== undefined && over.has(phase);
  return (claim, against) => {
    if (claim.phase !== against.phase && (isOver(claim.phase) || isOver(against.phase))) return false;
    if (!isComparable(claim.subject, against.subject)) return false;
    const named =
      tellingOf(claim.head.terms, weigh).length > 0 && tellingOf(against.head.terms, weigh).length > 0;
    if (named && areAlike(claim.head.terms, against.head.terms, weigh, ALIKE_BY_NAME)) return true;
    return areAlike(
      aboutOf(claim, weigh),
      aboutOf(against, weigh),
      weigh,
      named ? ALIKE_BY_OTHER_NAMES : ALIKE,
    );
  };
}

/** What a saying is about: its own words, or where they name nothing, what stands around it. */
export function aboutOf(saying: Saying, weigh: Weigh): ReadonlySet<string> {
  const own = saying.subject.terms;
  return tellingOf(own, weigh).length > 0 ? own : new Set([...own, ...saying.around]);
}

function areAlike(
  one: ReadonlySet<string>,
  other: ReadonlySet<string>,
  weigh: Weigh,
  least: number,
): boolean {
  const { ofOne, ofOther, telling } = likenessOf(one, other, weigh);
  return telling && Math.max(ofOne, ofOther) >= least && Math.min(ofOne, ofOther) >= NOT_LOST;
}
