import type { Place } from '../operation.ts';
import { percentOf, speaksOfPercent } from './amount.ts';
import type { Reading, Scope } from './draft.ts';
import { readMark } from './mark.ts';
import { definePhase } from './open-heading.ts';
import { namedPhaseOf, numberedPhaseOf } from './phase-heading.ts';

/**
 * Takes in a phase that an item of a list of phases names, "Phase 1: Preparation (100%)". Gives what the
 * items below it stand under; undefined where the item is no phase.
 */
export function takePhaseItem(reading: Reading, scope: Scope, item: PhaseItem): Scope | undefined {
  if (scope.kind !== 'phases' || scope.phase !== undefined) return undefined;
  const { words, claim } = apart(item.words);
  if (!numberedPhaseOf(readMark(words).rest)) return undefined;
  const named = namedPhaseOf(words);
  const box = item.checked === undefined ? undefined : item.checked ? 'done' : 'open';
  const phase = definePhase(reading, { ...named, mark: named.mark ?? box }, item.at);
  if (claim !== undefined) phase.claimed ??= { value: percentOf(claim), at: item.at };
  return { ...scope, phase: phase.id, ofPhase: true };
}

/** An item's words on one line, and its box where it has one. */
export interface PhaseItem {
  readonly words: string;
  readonly checked: boolean | undefined;
  readonly at: Place;
}

/** The share that is claimed behind a phase's name, and the name without it. */
function apart(words: string): { words: string; claim: string | undefined } {
  const found = /(?:\s*\(([^()]{1,40})\)|\s[-–—:]\s([^()–—]{1,40})|\s(\d[\d.,]{0,6}\s?%))\s*$/u.exec(
    words.slice(-80),
  );
  const claim = found?.[1] ?? found?.[2] ?? found?.[3];
  if (!found || claim === undefined || !speaksOfPercent(claim)) return { words, claim: undefined };
  return { words: words.slice(0, words.length - found[0].length), claim };
}
