import { lastStart } from '../deployment/events.ts';
import {
  type Clue,
  eventClues,
  explained,
  lineClues,
  matching,
  proofOf,
  rolloutClues,
  stopClues,
  targetClues,
} from './clues.ts';
import type { Evidence } from './evidence.ts';
import { gotTo, type Rung } from './ladder.ts';
import { NOTHING, type Proof, type Rule, ruledOut, type Verdict } from './rule.ts';

/** A cause that AWS or the program itself names in its own words: one row of a table. */
export interface Saying {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** Where it is said; stopped tasks and events unless given. */
  readonly where?: readonly Clue['kind'][];
  readonly says: RegExp;
  /** The same words with these in them mean something else. */
  readonly unless?: RegExp;
  readonly remedy: string;
  /** What is excluded once the failing tasks got this far. */
  readonly before?: Rung;
  /** The words are said of other causes as well: what would settle it, in a clause. */
  readonly settle?: string;
  /** It is about the deployment, and no failing task is explained by it: what is, comes first. */
  readonly beside?: true;
  /** As of a rule. */
  readonly general?: true;
  /** As of a rule. */
  readonly fromOutside?: true;
  /** Facts beside the words that the cause needs. */
  readonly needs?: (evidence: Evidence) => boolean;
}

const USUAL: readonly Clue['kind'][] = ['stop', 'event'];
const MOST_PROOFS = 3;

/** Makes a rule of a row. Words that stand for it confirm it; a rung beyond it rules it out. */
export function sayingRule(saying: Saying): Rule {
  const { id, title, source, general, fromOutside } = saying;
  return {
    id,
    title,
    source,
    ...(general ? { general } : {}),
    ...(fromOutside ? { fromOutside } : {}),
    examine: (evidence) => examine(saying, evidence),
  };
}

function examine(saying: Saying, evidence: Evidence): Verdict {
  const { title: says, remedy, before, settle, needs, beside } = saying;
  const height = before && gotTo(evidence, before);
  const found = cluesOf(saying, evidence).filter((clue) => !height || !isOver(clue, evidence));
  if (found.length > 0 && (needs?.(evidence) ?? true)) {
    const explains = beside ? 0 : explained(found);
    const about = { says, remedy, because: proofsOf(found), explains };
    return settle === undefined ? { kind: 'confirmed', ...about } : { kind: 'likely', ...about, settle };
  }
  return height && found.length === 0 ? ruledOut(height.says, ...height.proof) : NOTHING;
}

/** Said of no task, and tasks that were made since then got further: it is no longer so. */
function isOver({ kind, task, at }: Clue, { suspect }: Evidence): boolean {
  if (kind !== 'event' || task !== undefined || at === undefined) return false;
  return suspect.failing.some(({ createdAt }) => createdAt !== undefined && createdAt > at);
}

/** The clues of the kinds given, those of the failing tasks first. */
export function cluesIn(evidence: Evidence, kinds: readonly Clue['kind'][]): readonly Clue[] {
  const { suspect } = evidence;
  const all = [
    ...targetClues(evidence),
    ...stopClues(suspect),
    ...eventClues(suspect),
    ...rolloutClues(evidence),
    ...lineClues(evidence),
  ];
  return all.filter(({ kind }) => kinds.includes(kind));
}

/** A few of them, as proofs. */
export function proofsOf(clues: readonly Clue[]): readonly Proof[] {
  return clues.slice(0, MOST_PROOFS).map(proofOf);
}

function cluesOf({ where = USUAL, says, unless, before }: Saying, evidence: Evidence): readonly Clue[] {
  const all = matching(cluesIn(evidence, where), says);
  const startedAt = before === 'placed' ? lastStart(evidence.suspect.events) : undefined;
  // A task that found a place takes back that there was none before.
  const found = all.filter(
    ({ kind, at }) => kind !== 'event' || startedAt === undefined || at === undefined || at >= startedAt,
  );
  return unless ? found.filter(({ text }) => !unless.test(text)) : found;
}
