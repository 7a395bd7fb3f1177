import { groupedBy } from './grouped.ts';
import {
  type Criterion,
  entriesOf,
  type Operation,
  type OperationTask,
  type Percent,
  type Phase,
  type Said,
} from './operation.ts';
import { currentPhase, firstUnfinished, type PhaseState, phaseState } from './phase-state.ts';
import type { Extras } from './record.ts';
import { type Left, whatIsLeft } from './what-is-left.ts';

/** How far an operation is: numbers that stay apart, for each is another person's word. */
export interface Progress {
  /** What the header says; undefined where it says nothing. Never worked out from the phases. */
  readonly claimed: Said<Percent> | undefined;
  /** Of criteria: met. */
  readonly criteria: Tally;
  /** Of tasks: done. */
  readonly tasks: Tally;
  /** Of criteria: proven by a probe; undefined while nobody looked. */
  readonly verified: Verified | undefined;
  /** Points by which the claim is beyond the criteria that are met; undefined where either is unknown. */
  readonly gap: number | undefined;
  /** In the file's order. */
  readonly phases: readonly PhaseProgress[];
  /** The one that the file calls so. */
  readonly current: Phase | undefined;
  readonly firstUnfinished: Phase | undefined;
  /** In the order in which it should be done. */
  readonly left: readonly Left[];
}

/** How many of all. */
export interface Tally {
  readonly done: number;
  readonly all: number;
}

/** How many criteria a probe has proven, and how many have a probe at all. */
export interface Verified extends Tally {
  readonly bound: number;
  /** Verified, but so long ago that it counts no more; not among `done`. None where absent. */
  readonly stale?: number;
}

export interface PhaseProgress {
  readonly phase: Phase;
  readonly state: PhaseState;
  /** What the file says; undefined where it says nothing. */
  readonly claimed: Percent | undefined;
  readonly criteria: Tally;
  readonly tasks: Tally;
  readonly duration: PhaseDuration | undefined;
}

/** How long a phase took: worked out from a start and an end that the bot was told, or in the file's own words. */
export type PhaseDuration =
  | { readonly from: 'clock'; readonly ms: number }
  | { readonly from: 'file'; readonly words: string; readonly ms: number | undefined; readonly line: number };

/** What is known besides the file. */
export interface KnownBesides {
  readonly verified?: Verified;
  readonly extras?: Extras;
}

/** Tells how far an operation is. What the file does not say is left undefined, never guessed. */
export function progressOf(operation: Operation, { verified, extras = {} }: KnownBesides = {}): Progress {
  const criteria = criteriaTally(entriesOf(operation, 'criterion'));
  const { claimed } = operation.header;
  return {
    claimed,
    criteria,
    tasks: tasksTally(entriesOf(operation, 'task')),
    verified,
    gap: gapOf(claimed?.value.percent, criteria),
    phases: phasesOf(operation, extras),
    current: currentPhase(operation),
    firstUnfinished: firstUnfinished(operation),
    left: whatIsLeft(operation),
  };
}

function gapOf(claimed: number | undefined, { done, all }: Tally): number | undefined {
  return claimed === undefined || all === 0 ? undefined : Math.round(claimed - (done / all) * 100);
}

function phasesOf(operation: Operation, extras: Extras): readonly PhaseProgress[] {
  const criteria = groupedBy(entriesOf(operation, 'criterion'), ({ phase }) => phase);
  const tasks = groupedBy(entriesOf(operation, 'task'), ({ phase }) => phase);
  return operation.phases.map((phase) => ({
    phase,
    state: phaseState(phase),
    claimed: phase.claimed?.value,
    criteria: criteriaTally(criteria.get(phase.id) ?? []),
    tasks: tasksTally(tasks.get(phase.id) ?? []),
    duration: durationOf(phase, extras),
  }));
}

function durationOf({ id, duration }: Phase, extras: Extras): PhaseDuration | undefined {
  const { startedAt, endedAt } = extras[id] ?? {};
  if (startedAt && endedAt && endedAt >= startedAt)
    return { from: 'clock', ms: endedAt.getTime() - startedAt.getTime() };
  if (duration === undefined) return undefined;
  return { from: 'file', words: duration.value.words, ms: duration.value.ms, line: duration.at.line };
}

/** What was given up is neither done nor still to do. */
function criteriaTally(criteria: readonly Criterion[]): Tally {
  const asked = criteria.filter(({ mark }) => mark !== 'cancelled');
  return { done: asked.filter(({ met }) => met).length, all: asked.length };
}

function tasksTally(tasks: readonly OperationTask[]): Tally {
  const asked = tasks.filter(({ mark }) => mark !== 'cancelled');
  return { done: asked.filter(({ done }) => done).length, all: asked.length };
}
