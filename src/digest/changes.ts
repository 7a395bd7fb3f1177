import { phaseWords } from '../operation/kind-words.ts';
import type { PhaseState } from '../operation/phase-state.ts';
import type { PhaseProgress } from '../operation/progress.ts';
import type { Changes, Named, PhaseMove } from './digest.ts';
import type { OperationFacts } from './facts.ts';
import { proofChanges } from './proof-changes.ts';
import { type EntryState, followedEntries, type OperationState } from './snapshot.ts';

const NONE: Changes = { done: [], added: [], regressed: [], removed: 0, phases: [] };

/** What of an operation is not as it was at the last digest; nothing at the first. */
export function changesSince(facts: OperationFacts, before: OperationState | undefined): Changes {
  if (!before) return NONE;
  const states = statesOf(before);
  const proven = proofChanges(facts, before);
  const now = followedEntries(facts.operation);
  const lost = new Set(proven?.lost.map(({ id }) => id));
  const moved = (was: EntryState, is: EntryState): readonly Named[] =>
    now
      .filter(({ entry, state }) => state === is && states.get(entry.id) === was)
      .filter(({ entry }) => is === 'done' || !lost.has(entry.id))
      .map(({ entry }) => named(entry));
  const there = new Set(now.map(({ entry }) => entry.id));
  return {
    done: moved('open', 'done'),
    added: now.filter(({ entry }) => !states.has(entry.id)).map(({ entry }) => named(entry)),
    regressed: moved('done', 'open'),
    removed: [...states.keys()].filter((id) => !there.has(id)).length,
    phases: facts.progress.phases.flatMap((phase) => phaseMove(phase, before)),
    ...(proven ? { proven } : {}),
  };
}

function statesOf({ entries }: OperationState): ReadonlyMap<string, EntryState> {
  const states: readonly EntryState[] = ['open', 'done', 'dropped'];
  return new Map(states.flatMap((state) => entries[state].map((id) => [id, state] as const)));
}

function named({ kind, title }: Named): Named {
  return { kind, title };
}

/** A phase that was added is seen by its entries. */
function phaseMove({ phase, state, claimed }: PhaseProgress, before: OperationState): readonly PhaseMove[] {
  const was = before.phases.find(({ id }) => id === phase.id);
  if (!was || (was.state === state && was.claimed === claimed?.percent)) return [];
  const from = stateWords(was.state, was.claimed);
  const to = stateWords(state, claimed?.percent);
  return [{ title: phaseWords(phase), from, to }];
}

const STATE_WORDS: Readonly<Record<PhaseState, string>> = {
  complete: 'complete',
  unfinished: 'in progress',
  cancelled: 'given up',
  unsaid: 'not begun',
};

function stateWords(state: PhaseState, claimed: number | undefined): string {
  return claimed === undefined ? STATE_WORDS[state] : `${claimed} %`;
}
