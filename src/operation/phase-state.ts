import type { Operation, Phase } from './operation.ts';
import { likenessOf } from './wording/likeness.ts';
import { saysOf } from './wording/says.ts';
import { subjectOf } from './wording/subject.ts';

/** How far a phase is, as the file tells it; `unsaid` where it does not. */
export type PhaseState = 'complete' | 'unfinished' | 'cancelled' | 'unsaid';

/** Judges by the number, then the heading's mark, then the words of the status: the plainest goes first. */
export function phaseState({ claimed, mark, status }: Phase): PhaseState {
  const percent = claimed?.value.percent;
  if (mark === 'cancelled') return 'cancelled';
  if (percent !== undefined) return percent === 100 ? 'complete' : 'unfinished';
  if (mark === 'done') return 'complete';
  const words = status?.value ?? claimed?.value.words;
  if (words !== undefined)
    return saysDone(words) ? 'complete' : DROPPED.test(words) ? 'cancelled' : 'unfinished';
  return mark === undefined ? 'unsaid' : 'unfinished';
}

/** Whether words of a status say that all is done: "Complete", "abgeschlossen"; "almost complete" does not. */
export function saysDone(words: string): boolean {
  return saysOf(words).has('done') || /✅|☑|✔/u.test(words);
}

/** The first phase that is neither complete nor given up; undefined where all are, or where nothing is said of any. */
export function firstUnfinished({ phases }: Operation): Phase | undefined {
  return phases.find((phase) => phaseState(phase) === 'unfinished') ?? firstAfterComplete(phases);
}

/**
 * The phase that the header names as the current one: by its number, otherwise by its words. Undefined where it names
 * none, or none that there is.
 */
export function currentPhase({ header, phases }: Operation): Phase | undefined {
  const named = header.currentPhase?.value;
  if (named === undefined) return undefined;
  const number = /\d+/.exec(named)?.[0];
  const byNumber = number === undefined ? undefined : phases.find((phase) => phase.number === Number(number));
  return byNumber ?? phases.find((phase) => isNamed(phase, named));
}

const DROPPED = /\b(?:cancel|skip|dropp?ed|abandon|deferred|postponed|gestrichen|abgesagt|verschoben)/i;
/** How much of a phase's title must be in the words that name it. */
const NAMED = 0.6;

function isNamed(phase: Phase, words: string): boolean {
  const title = subjectOf(phase.title).terms;
  return title.size > 0 && likenessOf(title, subjectOf(words).terms, () => 1).ofOne >= NAMED;
}

/** Nothing said of a phase behind complete ones: it has not begun. */
function firstAfterComplete(phases: readonly Phase[]): Phase | undefined {
  if (!phases.some((phase) => phaseState(phase) === 'complete')) return undefined;
  return phases.find((phase) => phaseState(phase) === 'unsaid');
}
