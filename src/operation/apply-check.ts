import { UserError } from '../errors.ts';
import { capital, clean, oneLine } from '../text.ts';
import type { Change, HeaderField, NewEntry, PhaseField } from './change.ts';
import { foundEntry, foundPhase } from './found.ts';
import { entryWords, KIND_WORDS } from './kind-words.ts';
import { type Entry, entriesOf, type Operation, type Phase } from './operation.ts';
import { isSettled } from './settled.ts';

/** Characters of a title, a status, an impact: one line on a card. */
export const MOST_TITLE = 300;
/** As long as the form takes: an address may be long. */
const MOST_PROBE = 3000;
/** Characters of a detail. */
export const MOST_DETAIL = 2000;

/**
 * The change with its words on one line and without blanks around them. Throws a UserError where it makes no sense:
 * an id that is not there, ticking what is ticked, words that are missing, too long or the same as before.
 */
export function checkedChange(operation: Operation, change: Change): Change {
  switch (change.kind) {
    case 'add':
      return { kind: 'add', entry: checkedNew(operation, change.entry) };
    case 'add-phase':
      return { kind: 'add-phase', title: worded(change.title, 'a title', MOST_TITLE) };
    case 'header':
      return { ...change, value: newValue(change.value, headerValue(operation, change.field)) };
    case 'phase': {
      const phase = foundPhase(operation, change.id);
      return { ...change, value: newValue(change.value, phaseValue(phase, change.field)) };
    }
    case 'mark-phase':
      foundPhase(operation, change.id);
      return change;
    case 'remove':
      foundEntry(operation, change.id);
      return change;
    default:
      return checkedOfEntry(foundEntry(operation, change.id), change);
  }
}

type OfEntry = Extract<Change, { kind: 'tick' | 'judge' | 'edit' | 'describe' | 'bind' }>;

function checkedOfEntry(entry: Entry, change: OfEntry): Change {
  const about = entryWords(entry);
  switch (change.kind) {
    case 'tick':
      refuseTick(entry, change.done);
      return change;
    case 'judge':
      if (entry.kind !== 'finding') throw new UserError(`Only findings are judged; this is ${about}.`);
      if (entry.verdict === change.verdict && entry.mark !== undefined)
        throw new UserError(`${capital(about)} is ${verdictWords(change.verdict)} already.`);
      return change;
    case 'edit':
      return checkedEdit(entry, change);
    case 'describe': {
      if (entry.kind !== 'blocker')
        throw new UserError(`Only blockers have an impact and a status; this is ${about}.`);
      return { ...change, value: newValue(change.value, entry[change.field]?.value) };
    }
    case 'bind':
      return checkedBind(entry, change);
  }
}

function refuseTick(entry: Entry, done: boolean): void {
  const about = entryWords(entry);
  const settled = isSettled(entry);
  if (settled === undefined) throw new UserError(`${capital(KIND_WORDS[entry.kind].many)} are not ticked.`);
  if (settled !== done) return;
  const word = entry.kind === 'blocker' ? 'cleared' : 'ticked';
  throw new UserError(`${capital(about)} is ${done ? `${word} already` : `not ${word}`}.`);
}

function checkedEdit(entry: Entry, change: Extract<Change, { kind: 'edit' }>): Change {
  const title = change.title === undefined ? undefined : titled(change.title);
  const detail = change.detail === undefined ? undefined : worded(change.detail, undefined, MOST_DETAIL);
  const sameTitle = title === undefined || title === entry.title;
  const sameDetail = detail === undefined || detail === (entry.detail ?? '');
  if (sameTitle && sameDetail)
    throw new UserError(`That is what ${entryWords(entry)} says already. Type what it should say instead.`);
  return {
    kind: 'edit',
    id: change.id,
    ...(sameTitle ? {} : { title }),
    ...(sameDetail ? {} : { detail }),
  };
}

function checkedBind(entry: Entry, change: Extract<Change, { kind: 'bind' }>): Change {
  if (entry.kind !== 'criterion')
    throw new UserError(`Probes are bound to criteria; this is ${entryWords(entry)}.`);
  if (change.probe === undefined) {
    if (entry.probe === undefined) throw new UserError(`No probe is bound to ${entryWords(entry)}.`);
    return change;
  }
  const probe = clean(change.probe).trim();
  if (probe === '') throw new UserError('There are no words. Type a probe.');
  if (probe.length > MOST_PROBE)
    throw new UserError(`That probe is ${probe.length} characters long; ${MOST_PROBE} are the most.`);
  if (probe.includes('\n')) throw new UserError('A probe is one line. Type one probe a criterion.');
  if (probe === entry.probe) throw new UserError(`That probe is bound to ${entryWords(entry)} already.`);
  return { ...change, probe };
}

function checkedNew(operation: Operation, entry: NewEntry): NewEntry {
  const title = titled(entry.title);
  const detail = entry.detail === undefined ? '' : worded(entry.detail, undefined, MOST_DETAIL);
  const impact = entry.impact === undefined ? '' : worded(entry.impact, undefined, MOST_TITLE);
  if (entry.phase !== undefined) foundPhase(operation, entry.phase);
  const same = entriesOf(operation, entry.kind).findIndex(
    (each) => each.title === title && (each.detail ?? '') === detail && each.phase === entry.phase,
  );
  if (same >= 0)
    throw new UserError(`${capital(entryWords({ kind: entry.kind, title }))} is there already: ${same + 1}.`);
  const { detail: _detail, impact: _impact, ...others } = entry;
  return { ...others, title, ...(detail && { detail }), ...(impact && { impact }) };
}

/** A box in front of a title is how it stands, which is said apart; read again it would tick what it stands for. */
function titled(given: string): string {
  return worded(given.replace(/^\s*(?:\[[ xX]?\]\s+)+/, ''), 'a title', MOST_TITLE);
}

function newValue(given: string, before: string | undefined): string {
  const value = worded(given, 'what it should say', MOST_TITLE);
  if (value === before) throw new UserError(`It says "${value}" already.`);
  return value;
}

/** @param needed what is asked for where there are no words; undefined where none are an answer too */
function worded(given: string, needed: string | undefined, most: number): string {
  const words = oneLine(given, Number.POSITIVE_INFINITY);
  if (words === '' && needed !== undefined) throw new UserError(`There are no words. Type ${needed}.`);
  if (words.length > most)
    throw new UserError(`That is ${words.length} characters long; ${most} are the most. Say it shorter.`);
  return words;
}

function headerValue({ header }: Operation, field: HeaderField): string | undefined {
  return field === 'claimed' ? header.claimed?.value.words : header[field]?.value;
}

function phaseValue(phase: Phase, field: PhaseField): string | undefined {
  if (field === 'title') return phase.title;
  if (field === 'claimed') return phase.claimed?.value.words;
  return field === 'duration' ? phase.duration?.value.words : phase[field]?.value;
}

/** "looked at", "confirmed", "refuted". */
export function verdictWords(verdict: 'confirmed' | 'refuted' | 'looked-at'): string {
  return verdict === 'looked-at' ? 'being looked at' : verdict;
}
