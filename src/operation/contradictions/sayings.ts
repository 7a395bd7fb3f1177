import { type Entry, type Operation, type Phase, phaseOf, type Section } from '../operation.ts';
import { currentPhase, firstUnfinished, phaseState } from '../phase-state.ts';
import { saysOf } from '../wording/says.ts';
import { isGeneral, subjectOf } from '../wording/subject.ts';
import { wordsOf } from '../wording/terms.ts';
import { PAST_HEADINGS, PUT_OFF } from '../wording/vocabulary.ts';
import type { Saying } from './saying.ts';

/**
 * Everything that is said of the present or of what lies ahead, in the file's order. Left out is what the file itself
 * takes back (refuted, superseded, cancelled), tells of the past, or says in passing (words of wisdom), and what lies ahead
 * but is not asked for now. `lines` are the file's.
 */
export function sayingsOf(operation: Operation, lines: readonly string[]): readonly Saying[] {
  const around = aroundOf(operation);
  const sayings = [
    ...operation.phases.flatMap((phase) => ofPhase(phase, around)),
    ...operation.sections.flatMap((section) => ofHeading(section, around)),
    ...operation.entries.flatMap((entry) => withMark(ofEntry(operation, entry, around), lines)),
  ];
  return sayings.sort((one, other) => one.line - other.line);
}

/** What stands around words, by the titles of their headings and the id of their phase. */
type Around = (headings: readonly string[], phase: string | undefined) => ReadonlySet<string>;

const PAST_HEADING = new Set(PAST_HEADINGS.split(' '));
const LATER = new Set(PUT_OFF.split(' '));
/** A line that begins with a day or a time belongs to a log. */
const DATED = /^\W*(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d\d)\b/;
const RANK: Readonly<Partial<Record<Saying['from'], number>>> = {
  achievement: 3,
  phase: 2,
  task: 2,
  criterion: 2,
  heading: 1,
};

function ofPhase(phase: Phase, around: Around): readonly Saying[] {
  const about = around([], phase.id);
  const told: Saying[] = [];
  const add = (stance: Saying['stance'], said: Phase['focus']): void => {
    if (said === undefined) return;
    const place = { from: 'phase', line: said.at.line, phase: phase.id, around: about } as const;
    told.push(saying(said.value, undefined, { ...place, stance, marked: false }));
  };
  add('claimed', phase.achievement);
  if (phaseState(phase) !== 'complete') add('trouble', phase.focus);
  return told;
}

function ofHeading({ title, at, phase, kind }: Section, around: Around): readonly Saying[] {
  if (kind === 'header' || kind === 'phases' || wordsOf(title).some((word) => PAST_HEADING.has(word)))
    return [];
  const says = saysOf(title);
  // "Operational success" praises nothing in particular.
  const namesSomething = [...subjectOf(title).terms].some((term) => !isGeneral(term));
  if (!namesSomething || (!says.has('fixed') && !says.has('works'))) return [];
  const place = { from: 'heading', line: at.line, phase, around: around([], phase) } as const;
  return [saying(title, undefined, { ...place, stance: 'claimed', marked: false })];
}

function ofEntry(operation: Operation, entry: Entry, around: Around): readonly Saying[] {
  const stance = stanceOf(entry);
  if (stance === undefined || DATED.test(entry.title)) return [];
  const headings = entry.within.flatMap(wordsOf);
  if (headings.some((word) => PAST_HEADING.has(word))) return [];
  if (stance === 'pending' && [...headings, ...wordsOf(entry.title)].some((word) => LATER.has(word)))
    return [];
  const phase = phaseOf(operation, entry.phase);
  if (stance === 'trouble' && entry.kind !== 'blocker' && phase && phaseState(phase) === 'complete')
    return [];
  return [
    saying(entry.title, entry.detail, {
      from: entry.kind,
      stance,
      marked: entry.mark !== undefined,
      line: entry.at.line,
      phase: entry.phase,
      around: around(entry.within, entry.phase),
    }),
  ];
}

/** "Cart timeout: fixed" is read as a mark: done. That it says fixed, and not only done, is in its line alone. */
function withMark(sayings: readonly Saying[], lines: readonly string[]): readonly Saying[] {
  return sayings.map((each) => {
    if (!each.marked || each.stance !== 'claimed') return each;
    return saysOf(lines[each.line - 1] ?? '').has('fixed')
      ? { ...each, says: new Set([...each.says, 'fixed']) }
      : each;
  });
}

function stanceOf(entry: Entry): Saying['stance'] | undefined {
  if (entry.mark === 'cancelled') return undefined;
  switch (entry.kind) {
    case 'task':
      return entry.done ? 'claimed' : 'pending';
    case 'criterion':
      return entry.met ? 'claimed' : 'pending';
    case 'next':
      return entry.mark === 'done' ? 'claimed' : 'pending';
    case 'blocker':
      return entry.cleared || isSettled(entry.status?.value) ? undefined : 'trouble';
    case 'finding':
      if (entry.superseded || entry.verdict === 'refuted') return undefined;
      return entry.verdict === 'confirmed' ? 'claimed' : 'trouble';
    case 'decision':
      return entry.superseded ? undefined : 'claimed';
    case 'wisdom':
      return undefined;
    case 'focus':
      return 'trouble';
    default:
      return entry.mark === undefined || entry.mark === 'done' ? 'claimed' : 'trouble';
  }
}

function isSettled(status: string | undefined): boolean {
  const says = saysOf(status ?? '');
  return (says.has('fixed') || says.has('done')) && !says.has('fails') && !says.has('sought');
}

function saying(
  title: string,
  detail: string | undefined,
  place: Pick<Saying, 'from' | 'stance' | 'marked' | 'line' | 'phase' | 'around'>,
): Saying {
  const words = detail === undefined ? title : `${title}: ${detail}`;
  const subject = subjectOf(words);
  return {
    ...place,
    words,
    title,
    says: saysOf(words),
    titleSays: saysOf(title),
    subject,
    // Cells of tables are not parted at their colon.
    head: detail === undefined && !title.includes(': ') ? subject : subjectOf(title.split(': ')[0] ?? title),
    boldness: (RANK[place.from] ?? 0) + subject.stress,
  };
}

/** Headings repeat: what each is about is found once. Words without a phase are about the one being worked at. */
function aroundOf(operation: Operation): Around {
  const known = new Map<string, ReadonlySet<string>>();
  const about = (title: string): ReadonlySet<string> => {
    const terms = known.get(title) ?? subjectOf(title).terms;
    known.set(title, terms);
    return terms;
  };
  const atHand = currentPhase(operation) ?? firstUnfinished(operation);
  const phases = new Map(operation.phases.map((phase) => [phase.id, phase]));
  return (headings, id) => {
    const phase = (id === undefined ? undefined : phases.get(id)) ?? atHand;
    // The document's own heading stands around everything.
    const inner = headings.filter((heading) => heading !== operation.title);
    const titles = [...inner, ...(phase === undefined ? [] : [phase.title])];
    return new Set(titles.flatMap((title) => [...about(title)]));
  };
}
