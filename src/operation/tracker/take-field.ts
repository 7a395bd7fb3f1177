import type { Place } from '../operation.ts';
import { durationOf, percentOf, speaksOfPercent } from './amount.ts';
import { doubt } from './doubt.ts';
import type { EntryDraft, PhaseDraft, Reading, Scope } from './draft.ts';
import { type Field, fieldOf } from './field.ts';
import { headingAsBlocker } from './heading-blocker.ts';
import { markOfWords } from './mark.ts';
import { normal, undecorated } from './words.ts';

/** "Key: value", as a line, an item or a row says it. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
  readonly at: Place;
}

/**
 * Takes a line about what stands above it: the operation's or a phase's status, a blocker's impact.
 * Says whether it was one; the rest are entries of their own.
 */
export function takeField(reading: Reading, scope: Scope, said: KeyValue, owner?: EntryDraft): boolean {
  const field = fieldOf(said.key);
  const plain = { ...said, value: undecorated(said.value) };
  const own = field === undefined ? undefined : headingAsBlocker(reading, scope);
  const blocker = owner?.kind === 'blocker' ? owner : (own ?? scope.blocker);
  if (blocker && scope.kind === 'blocker') return takeForBlocker(blocker, field, plain);
  const phase = scope.ofPhase && scope.phase !== undefined ? reading.phases.get(scope.phase) : undefined;
  if (phase) return takeForPhase(reading, phase, field, plain);
  if (scope.kind === 'header' || scope.level === 0) return takeForHeader(reading, field, plain);
  return false;
}

function takeForBlocker(blocker: EntryDraft, field: Field | undefined, { value, at }: KeyValue): boolean {
  if ((field !== 'impact' && field !== 'status') || blocker[field]) return false;
  blocker[field] = { value, at };
  return true;
}

/** Takes one of a phase's own lines. */
export function takeForPhase(
  reading: Reading,
  phase: PhaseDraft,
  field: Field | undefined,
  said: KeyValue,
): boolean {
  const { value, at } = said;
  switch (field) {
    case 'status':
      return takeStatus(reading, phase, said);
    case 'claimed':
      return takeClaim(reading, phase, said);
    case 'duration':
      if (phase.duration) return again(reading, said, phase.duration.at);
      phase.duration = { value: durationOf(value), at };
      if (phase.duration.value.ms === undefined && /\d/.test(value)) {
        doubt(reading, at.line, `"${value}" is no length of time that is understood; kept as words`);
      }
      return true;
    case 'achievement':
    case 'focus':
      if (phase[field]) return again(reading, said, phase[field].at);
      phase[field] = { value, at };
      return true;
    default:
      return false;
  }
}

function takeForHeader(reading: Reading, field: Field | undefined, said: KeyValue): boolean {
  const { header } = reading;
  switch (field) {
    case 'status':
      return takeStatus(reading, header, said);
    case 'claimed':
      return takeClaim(reading, header, said);
    case 'startedOn':
    case 'currentPhase':
      if (header[field]) return again(reading, said, header[field].at);
      header[field] = { value: said.value, at: said.at };
      return true;
    default:
      // "**Operation Snail Trail**: IN PROGRESS": the operation's own name is as good as "Status".
      return field === undefined && isOwnName(reading, said.key) && takeStatus(reading, header, said);
  }
}

type Standing = Pick<PhaseDraft, 'claimed' | 'status'>;

function takeStatus(reading: Reading, of: Standing, said: KeyValue): boolean {
  if (speaksOfPercent(said.value) && !of.claimed) {
    const words = undecorated(said.value.replace(/\(?[^\s(]*\d\s*(?:%|percent|prozent)[^)\s]*\)?/giu, ' '));
    const mark = markOfWords(words);
    if (mark && mark !== 'done' && !of.status) of.status = { value: words, at: said.at };
    return takeClaim(reading, of, said);
  }
  if (of.status) return again(reading, said, of.status.at);
  of.status = { value: said.value, at: said.at };
  return true;
}

function takeClaim(reading: Reading, of: Standing, said: KeyValue): boolean {
  if (of.claimed) return again(reading, said, of.claimed.at);
  of.claimed = { value: percentOf(said.value), at: said.at };
  if (of.claimed.value.percent === undefined) {
    doubt(reading, said.at.line, `"${said.value}" is no percentage from 0 to 100; kept as words`);
  }
  return true;
}

function again(reading: Reading, { key, at }: KeyValue, earlier: Place): boolean {
  doubt(reading, at.line, `"${key}" is said in line ${earlier.line} already; kept as a note`);
  return false;
}

function isOwnName(reading: Reading, key: string): boolean {
  const name = normal(key);
  const title = normal(reading.title ?? '');
  return name.includes(' ') && (title === name || title.startsWith(`${name} `));
}
