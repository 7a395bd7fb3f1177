import { groupedBy } from './grouped.ts';
import {
  type Blocker,
  type Criterion,
  type Entry,
  entriesOf,
  type Operation,
  type OperationTask,
} from './operation.ts';
import { currentPhase, firstUnfinished } from './phase-state.ts';
import { likenessOf, tellingOf, type Weigh, weighBy } from './wording/likeness.ts';
import { subjectOf } from './wording/subject.ts';

/** Something still to be done. */
export interface Left {
  readonly entry: Blocker | Criterion | OperationTask;
  /** The id of what it serves or waits for: of a blocker or a criterion before it; undefined where it stands alone. */
  readonly under: string | undefined;
}

/**
 * What is left, in the order in which it should be done: what blocks, with the criteria and tasks about the same
 * thing; then the criteria of the current phase, each with the tasks that serve it, then those of later phases; then
 * tasks that serve none. Nothing is listed twice.
 */
export function whatIsLeft(operation: Operation): readonly Left[] {
  const open = byPhase(
    operation,
    entriesOf(operation, 'task').filter((task) => !task.done && isAsked(task)),
  );
  const criteria = byPhase(
    operation,
    entriesOf(operation, 'criterion').filter((criterion) => !criterion.met && isAsked(criterion)),
  );
  const blockers = entriesOf(operation, 'blocker').filter((blocker) => !blocker.cleared && isAsked(blocker));
  const words = new Map<Entry, ReadonlySet<string>>(
    [...blockers, ...criteria, ...open].map((entry) => [entry, termsOf(entry)]),
  );
  const weigh = weighBy([...words.values()]);
  const serves = bestOf({ words, weigh, subjects: criteria, servants: open });
  const blocked = bestOf({ words, weigh, subjects: blockers, servants: [...criteria, ...open] });
  return inOrder({ blockers, criteria, open }, serves, blocked);
}

interface Open {
  readonly blockers: readonly Blocker[];
  readonly criteria: readonly Criterion[];
  readonly open: readonly OperationTask[];
}

/** What each entry is about most, of those that come before it. */
type Best = ReadonlyMap<Entry, Entry>;

function inOrder({ blockers, criteria, open }: Open, serves: Best, blocked: Best): readonly Left[] {
  const listed = new Map<Left['entry'], Left>();
  const list = (entry: Left['entry'], under?: Entry): void => {
    if (!listed.has(entry)) listed.set(entry, { entry, under: under?.id });
  };
  const tasksOf = groupedBy(open, (task) => serves.get(task));
  const listCriterion = (criterion: Criterion, under?: Entry): void => {
    list(criterion, under);
    for (const task of tasksOf.get(criterion) ?? []) list(task, criterion);
  };
  const waiting = groupedBy([...criteria, ...open], (entry) => blocked.get(entry));
  for (const blocker of blockers) {
    list(blocker);
    for (const entry of waiting.get(blocker) ?? [])
      if (entry.kind === 'criterion') listCriterion(entry, blocker);
      else list(entry, blocker);
  }
  for (const criterion of criteria) listCriterion(criterion);
  for (const task of open) list(task);
  return [...listed.values()];
}

/** Share of the smaller one's words that two entries must have in common to be about one thing. */
const ALIKE = 0.6;

interface Matching {
  readonly words: ReadonlyMap<Entry, ReadonlySet<string>>;
  readonly weigh: Weigh;
  readonly subjects: readonly Entry[];
  readonly servants: readonly Entry[];
}

/** For each servant the subject it is most alike, if any; only those are compared that share a telling word. */
function bestOf({ words, weigh, subjects, servants }: Matching): Best {
  const none: ReadonlySet<string> = new Set();
  const byTerm = new Map<string, Entry[]>();
  for (const subject of subjects)
    for (const term of tellingOf(words.get(subject) ?? none, weigh))
      byTerm.set(term, [...(byTerm.get(term) ?? []), subject]);
  const best = new Map<Entry, Entry>();
  for (const servant of servants) {
    const own = words.get(servant) ?? none;
    let highest = ALIKE;
    for (const subject of new Set(tellingOf(own, weigh).flatMap((term) => byTerm.get(term) ?? []))) {
      if (subject.phase !== undefined && servant.phase !== undefined && subject.phase !== servant.phase)
        continue;
      const { ofOne, ofOther } = likenessOf(own, words.get(subject) ?? none, weigh);
      const alike = Math.max(ofOne, ofOther);
      if (alike < highest || (alike === highest && best.has(servant))) continue;
      highest = alike;
      best.set(servant, subject);
    }
  }
  return best;
}

function termsOf({ title, detail }: Entry): ReadonlySet<string> {
  return subjectOf(detail === undefined ? title : `${title}: ${detail}`).terms;
}

function isAsked({ mark }: Entry): boolean {
  return mark !== 'cancelled';
}

/** The current phase's first, then the others in their order; what names no phase is done now. */
function byPhase<T extends Entry>(operation: Operation, entries: readonly T[]): readonly T[] {
  const atHand = currentPhase(operation) ?? firstUnfinished(operation);
  const rank = new Map(operation.phases.map(({ id }, at) => [id, at]));
  const rankOf = ({ phase }: Entry): number =>
    phase === undefined || phase === atHand?.id ? -1 : (rank.get(phase) ?? -1);
  return [...entries].sort((one, other) => rankOf(one) - rankOf(other));
}
