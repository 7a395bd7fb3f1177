import { clausesOf } from './terms.ts';
import { HEDGES, NEGATIONS, PAST, SAYINGS, type Says } from './vocabulary.ts';

/**
 * What a text says of its thing at present. What is denied says the opposite: "not working" fails, "no longer
 * failing" works, "not fixed" says nothing. What is wished, possible, conditional or told of the past says nothing.
 */
export function saysOf(text: string): ReadonlySet<Says> {
  const all = new Set<Says>();
  for (const clause of clausesOf(text)) for (const says of ofClause(clause)) all.add(says);
  return all;
}

/** Whether a word is one by which a thing is judged, and none by which it is named. */
export function isJudging(word: string): boolean {
  return SAYINGS_OF.has(word) || AROUND.has(word);
}

const SAYINGS_OF: ReadonlyMap<string, readonly Says[]> = byWord();
const NEGATION = wordSet(NEGATIONS);
const HEDGE = wordSet(HEDGES);
const TOLD = wordSet(PAST);
const AROUND = new Set([...NEGATION, ...HEDGE, ...TOLD]);
/** How many words after its negation a word is still denied: "not in any way working". */
const DENIED = 4;
/** Said of deeds, these hold whenever they were done: "it was fixed". */
const LASTING: ReadonlySet<Says> = new Set<Says>([
  'fixed',
  'tested',
  'done',
  'known',
  'fix',
  'test',
  'sought',
]);
/** Deeds that lie ahead are spoken of with "will" and "must" as well. */
const DEEDS: ReadonlySet<Says> = new Set<Says>(['fix', 'test', 'sought']);
const DENIAL: Readonly<Partial<Record<Says, Says>>> = {
  works: 'fails',
  runs: 'fails',
  healthy: 'sick',
  fails: 'works',
  sick: 'healthy',
};

function ofClause(words: readonly string[]): ReadonlySet<Says> {
  const found = new Set<Says>();
  const past = words.some((word) => TOLD.has(word));
  let hedged = false;
  let deniedUntil = -1;
  for (const [at, word] of words.entries()) {
    if (HEDGE.has(word)) hedged = true;
    if (NEGATION.has(word)) deniedUntil = at + DENIED;
    for (const says of SAYINGS_OF.get(word) ?? []) {
      const holds = DEEDS.has(says) || (!hedged && (!past || LASTING.has(says)));
      // German denies behind the verb: "läuft nicht".
      const denied = at <= deniedUntil || NEGATION.has(words[at + 1] ?? '');
      const meant = denied ? DENIAL[says] : says;
      if (holds && meant !== undefined) found.add(meant);
    }
  }
  return joined(found, words);
}

/** Health checks that fail are a thing unwell; failures that are fixed fail no more. */
function joined(found: Set<Says>, words: readonly string[]): ReadonlySet<Says> {
  if (found.has('fixed')) {
    found.delete('fails');
    found.delete('sick');
  }
  if (words.includes('healthcheck')) {
    if (found.has('fails')) found.add('sick');
    else if (found.has('works') && !found.has('fixed')) found.add('healthy');
  }
  return found;
}

function byWord(): ReadonlyMap<string, readonly Says[]> {
  const map = new Map<string, Says[]>();
  for (const says of allSays())
    for (const word of SAYINGS[says].split(' ')) map.set(word, [...(map.get(word) ?? []), says]);
  return map;
}

function allSays(): readonly Says[] {
  return [
    'works',
    'healthy',
    'runs',
    'fixed',
    'fix',
    'fails',
    'sick',
    'tested',
    'test',
    'sought',
    'known',
    'done',
  ];
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
