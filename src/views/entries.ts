import { KIND_WORDS } from '../operation/kind-words.ts';
import type { Entry, EntryKind, Phase } from '../operation/operation.ts';
import { isOpen } from '../operation/settled.ts';
import { capital, clean } from '../text.ts';
import { type Around, ageWords, entryLine, type Numbered } from './entry-words.ts';
import { actions, context, type Message, section } from './message.ts';
import {
  editSelect,
  formButton,
  type Listed,
  pageButtons,
  pageOf,
  pageWords,
  tickSelect,
} from './operation-buttons.ts';
import { commandWord, type Where } from './place-words.ts';
import { sectionsOf } from './sections.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

const PAGE_SIZE = 20;

/** What those of a kind are that somebody still has to look after; kinds of which none is ever open are not there. */
const OPEN_WORDS: Readonly<Partial<Record<EntryKind, string>>> = {
  task: 'open',
  criterion: 'open',
  blocker: 'blocking',
  decision: 'standing',
  finding: 'being looked at',
  next: 'open',
};

/** How an open one is ticked, where it can be. */
const TICK_LABELS: Readonly<Partial<Record<EntryKind, string>>> = {
  task: 'Done…',
  criterion: 'Met…',
  blocker: 'Cleared…',
  next: 'Done…',
};

/** What a list of entries is made from. */
export interface EntriesFacts extends Around {
  readonly operation: { readonly id: string; readonly name: string; readonly phases: readonly Phase[] };
  readonly kind: EntryKind;
  /** Those that fit the filter. */
  readonly entries: readonly Numbered[];
  /** Of the kind, whatever the filter. */
  readonly total: number;
  /** The filter as it is typed: "--open"; '' for all. */
  readonly options: string;
  /** Counts from 1; the nearest that there is is shown. */
  readonly page: number;
  readonly place: Where;
}

/** All entries of one kind with the numbers that commands take, in the file's order. */
export function numberedEntries<T extends Entry>(entries: readonly T[]): readonly Numbered<T>[] {
  return entries.map((entry, index) => ({ number: index + 1, entry }));
}

/** One page of the entries of a kind. Filtering never changes a number, so what was read can be typed later. */
export function entriesMessage(facts: EntriesFacts): Message {
  const { operation, kind, options } = facts;
  const { shown, page, pages } = pageOf(facts.entries, facts.page, PAGE_SIZE);
  const listed: Listed = { operation: operation.id, list: kind, options };
  const unsaid = sharedAge(shown, facts);
  const around = { ...facts, ...(unsaid === undefined ? {} : { unsaid }), phases: phaseNames(facts) };
  const lines = (speech: Speech) => [
    [headWords(facts, speech), pageWords(page, pages), unsaid].filter(Boolean).join(' · '),
    ...shown.map((each) => entryLine(each, around, speech)),
  ];
  const hint = hintWords(facts, { page, pages });
  const [head = '', ...drawn] = lines(DRAWN);
  const label = TICK_LABELS[kind];
  return {
    text: clean([...lines(SPOKEN), ...(hint ? [hint] : [])].join('\n')),
    blocks: [
      section(head),
      ...sectionsOf(drawn),
      ...(hint ? [context(DRAWN.words(hint))] : []),
      actions(
        ...pageButtons(listed, page, pages),
        ...(label ? tickSelect(label, operation.id, shown) : []),
        ...editSelect(operation.id, shown),
        formButton('Add…', 'add-entry', operation.id, kind),
      ),
    ],
  };
}

/** "Tasks of Snail Trail · 4 of 5 open · page 3 of 250" */
function headWords({ operation, kind, entries, total, options }: EntriesFacts, speech: Speech) {
  const [only] = entries;
  if (only && options === String(only.number)) {
    const one = `${capital(KIND_WORDS[kind].one)} ${only.number} of ${total}`;
    return [speech.words(one), speech.strong(operation.name)].join(' · ');
  }
  const word = OPEN_WORDS[kind];
  const open = entries.filter(({ entry }) => isOpen(entry)).length;
  const counts =
    options !== '' ? `${entries.length} of ${total} fit ${options}` : `${open} of ${total} ${word}`;
  const title = `${capital(KIND_WORDS[kind].many)} of ${operation.name}`;
  const plainCount = word === undefined && options === '' ? `${total}` : counts;
  return [speech.strong(title), speech.words(plainCount)].join(' · ');
}

/** What is said of the age of most of them, where several have the same: said once it leaves room for the rest. */
function sharedAge(shown: readonly Numbered[], { extras, now }: EntriesFacts): string | undefined {
  const counts = new Map<string, number>();
  for (const { entry } of shown) {
    const words = ageWords(entry, extras[entry.id] ?? {}, { now }, SPOKEN);
    // One of unknown age must not seem to be as old as the others.
    if (words === '') return undefined;
    if (words.startsWith('imported')) counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  return most && most[1] > 1 ? most[0] : undefined;
}

/** Worth saying only where not all belong to the same. */
function phaseNames({ entries, operation }: EntriesFacts): Readonly<Record<string, string>> {
  const among = new Set(entries.map(({ entry }) => entry.phase));
  if (among.size < 2) return {};
  return Object.fromEntries(
    operation.phases.map(({ id, number, title }) => [id, number === undefined ? title : `phase ${number}`]),
  );
}

/** How to go on where there is nothing to be seen, or more than can be. */
function hintWords(
  { kind, entries, total, options, place }: EntriesFacts,
  { page, pages }: { readonly page: number; readonly pages: number },
): string {
  const typed = `${commandWord(place)} ${kind}`;
  const { one } = KIND_WORDS[kind];
  if (total === 0) return `The tracker has no ${one} yet: ${typed} add <words>`;
  if (entries.length === 0) return `No ${one} fits ${options}: ${typed} lists all ${total}`;
  if (page < pages) return `more: ${[typed, options, `--page ${page + 1}`].filter(Boolean).join(' ')}`;
  return '';
}
