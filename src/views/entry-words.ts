import type { Entry, Place } from '../operation/operation.ts';
import type { Extra, Extras, Proof, Touch } from '../operation/record.ts';
import { isOpen } from '../operation/settled.ts';
import { cut, oneLine } from '../text.ts';
import type { CheckedCriterion } from '../verification/checked-criteria.ts';
import { entryMark } from './entry-marks.ts';
import { moreWords } from './fit.ts';
import { utcDay } from './mrkdwn.ts';
import type { Speech } from './speech.ts';
import { boundWords, outcomeWords } from './verification-words.ts';
import { ago } from './words.ts';

/** Characters of an entry's words in a list; the tracker has the rest, on the line that is named. */
const MOST_TITLE = 120;
const MOST_DETAIL = 160;
const MOST_NAME = 40;
const MOST_LINKS = 2;
/** A longer address is no permalink, and would fill the message. */
const MOST_ADDRESS = 500;
const DAY_MS = 86_400_000;

/** What is known besides an entry's words. */
export interface Around {
  readonly extras: Extras;
  /** What people and user groups are called, by id; who is not among them is shown by id. Never mentioned. */
  readonly names: Readonly<Record<string, string>>;
  readonly now: Date;
  /** What is known of criteria, by id. */
  readonly checked?: Readonly<Record<string, CheckedCriterion>>;
  /** What a phase is called, by id, where entries of several stand together. */
  readonly phases?: Readonly<Record<string, string>>;
  /** An age that is said once for all and not again: "imported 3 d ago". */
  readonly unsaid?: string;
}

/** An entry with the number that commands take. */
export interface Numbered<T = Entry> {
  /** Its place among those of its kind in the file's order, from 1: the same whatever is filtered. */
  readonly number: number;
  readonly entry: T;
}

/** "12 ⬜ open · ALB Access Testing: Verify … · Anna · due 6 Mar · imported 3 d ago · line 86" */
export function entryLine({ number, entry }: Numbered, around: Around, speech: Speech): string {
  const extra = around.extras[entry.id] ?? {};
  const aged = ageWords(entry, extra, around, speech);
  const parts = [
    `${number} ${entryMark(entry)}`.trimEnd(),
    titleWords(entry, speech),
    ...ownWords(entry, around, speech),
    ownerWords(extra, around, speech),
    dueWords(extra.dueOn, isOpen(entry), around.now),
    aged === around.unsaid ? '' : aged,
    speech.words(cut(around.phases?.[entry.phase ?? ''] ?? '', MOST_NAME)),
    proofWords(extra.proof ?? [], speech),
    lineWords(entry.at),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** "*ALB Access Testing*: Verify that …", cut. */
export function titleWords(
  { title, detail }: Pick<Entry, 'title' | 'detail'>,
  speech: Speech,
  mostDetail = MOST_DETAIL,
): string {
  const strong = speech.strong(cut(oneLine(title), MOST_TITLE));
  return detail === undefined ? strong : `${strong}: ${speech.words(cut(oneLine(detail), mostDetail))}`;
}

/** "line 86", "lines 113–115": where the tracker says it. */
export function lineWords({ line, endLine }: Place): string {
  return endLine > line ? `lines ${line}–${endLine}` : `line ${line}`;
}

/** Who has it; '' for nobody. */
export function ownerWords({ owner }: Extra, { names }: Pick<Around, 'names'>, speech: Speech): string {
  return owner === undefined ? '' : speech.words(cut(names[owner] ?? owner, MOST_NAME));
}

/** "done 2 h ago by Ben", "imported 3 d ago": the newest that is known; '' where nothing is. */
export function ageWords(
  entry: Entry,
  { settled, added, edited, firstSeenAt }: Extra,
  { now }: Pick<Around, 'now'>,
  speech: Speech,
): string {
  const first = settled
    ? `${settledWord(entry)} ${touchWords(settled, now, speech)}`
    : added
      ? `${entry.kind === 'blocker' ? 'raised' : 'added'} ${touchWords(added, now, speech)}`
      : firstSeenAt
        ? `imported ${ago(firstSeenAt, now)}`
        : '';
  const since = settled?.at ?? added?.at ?? firstSeenAt;
  const isNewer = edited !== undefined && (since === undefined || edited.at > since);
  return [first, isNewer ? `edited ${touchWords(edited, now, speech)}` : ''].filter(Boolean).join(' · ');
}

/** "2 h ago by Ben" */
export function touchWords({ at, by }: Touch, now: Date, speech: Speech): string {
  return `${ago(at, now)} by ${speech.words(cut(by.name, MOST_NAME))}`;
}

/** "due 6 Mar", and how long overdue it is while it is open. Days are compared in UTC. */
export function dueWords(dueOn: string | undefined, open: boolean, now: Date): string {
  const at = new Date(dueOn ?? '');
  if (Number.isNaN(at.getTime())) return '';
  const days = Math.floor(now.getTime() / DAY_MS) - Math.floor(at.getTime() / DAY_MS);
  const words = days === 0 ? 'due today' : `due ${utcDay(at)}`;
  return open && days > 0 ? `${words}, ⏰ ${days} d overdue` : words;
}

function settledWord(entry: Entry): string {
  switch (entry.kind) {
    case 'finding':
    case 'decision':
      return 'judged';
    case 'criterion':
      return entry.met ? 'ticked' : 'reopened';
    case 'blocker':
      return entry.cleared ? 'cleared' : 'raised again';
    default:
      return isOpen(entry) ? 'reopened' : 'done';
  }
}

/** What only one kind has: a blocker's impact and status, a criterion's probe and what it saw last. */
function ownWords(entry: Entry, { checked, now }: Around, speech: Speech): readonly string[] {
  if (entry.kind === 'criterion') {
    if (entry.probe === undefined) return [];
    const known = checked?.[entry.id];
    return [boundWords(entry.probe, MOST_DETAIL, speech), known ? outcomeWords(known, now) : ''];
  }
  if (entry.kind !== 'blocker') return [];
  return (['impact', 'status'] as const).flatMap((field) => {
    const told = entry[field];
    return told ? [`${field}: ${speech.words(cut(oneLine(told.value), MOST_DETAIL))}`] : [];
  });
}

function proofWords(proof: readonly Proof[], speech: Speech): string {
  const shown = [...proof]
    .reverse()
    .filter(({ url }) => url.length <= MOST_ADDRESS)
    .slice(0, MOST_LINKS);
  const more = moreWords(proof.length - shown.length, 'link');
  const links = shown.map(({ url, words }) =>
    speech.link(url, `proof: ${cut(oneLine(words ?? 'link'), MOST_NAME)}`),
  );
  return [...links, more].filter(Boolean).join(', ');
}
