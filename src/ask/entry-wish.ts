import type { Role } from '../access/access.ts';
import type { Person } from '../access/person.ts';
import { UserError } from '../errors.ts';
import type { EntryKind } from '../operation/operation.ts';
import { oneLine } from '../text.ts';
import type { Call } from './answer.ts';
import { dayOf } from './day-words.ts';
import { nearestWords, oneValue } from './grammar.ts';
import { leadingName } from './leading-name.ts';
import { ownerOf } from './owner-words.ts';

/** The kinds of entries that have a command of their own, called like the kind. */
export type TypedKind = Extract<
  EntryKind,
  'task' | 'criterion' | 'blocker' | 'decision' | 'finding' | 'next'
>;

/** Options of these commands. */
export const ENTRY_OPTIONS = {
  open: 'flag',
  done: 'flag',
  mine: 'flag',
  phase: 'value',
  page: 'value',
  detail: 'value',
  owner: 'value',
  due: 'value',
  link: 'value',
  op: 'value',
} as const;

/** Those of `blocker`. */
export const BLOCKER_OPTIONS = { ...ENTRY_OPTIONS, impact: 'value', status: 'value' } as const;

/** What each of them does, by how it is typed. */
export const ENTRY_OPTION_WORDS = {
  '--open': 'in a list: those that somebody still has to look after',
  '--done': 'in a list: the others',
  '--mine': 'in a list: those assigned to you',
  '--phase 4': 'in a list: those of this phase; of a new one: where it belongs',
  '--page 2': 'the next page of a long list',
  '--detail "…"': 'what stands behind the colon',
  '--owner @anna': 'who has it: a person, a group, `me`, or a name; `none` nobody',
  '--due friday': 'until when: `2026-03-04`, `tomorrow`, `friday`, `+3d`; `none` takes it away',
  '--link https://…': 'what proves it: a message, a page',
  '--op "Snail Trail"': 'of this operation, instead of the one of this channel',
} as const;

/** What somebody wants with the entries of a kind. `which` is a number or words, undefined where it was left out. */
export type EntryWish =
  | { readonly kind: 'list'; readonly only: Filter }
  | { readonly kind: 'show'; readonly which: string }
  | { readonly kind: 'add'; readonly given: Given }
  | { readonly kind: 'settle'; readonly which: string | undefined; readonly as: Settled }
  | { readonly kind: 'edit'; readonly which: string | undefined; readonly given: Given }
  | { readonly kind: 'remove'; readonly which: string | undefined };

/** Which entries a list shows, and from which page on, counted from 1. */
export interface Filter {
  readonly state: 'open' | 'done' | undefined;
  readonly mine: boolean;
  readonly phase: string | undefined;
  readonly page: number;
}

/** How an entry can be settled. */
export type Settled = 'done' | 'open' | 'confirmed' | 'refuted' | 'looked-at';

/** What was said about an entry; undefined where nothing was. */
export interface Given {
  readonly title?: string | undefined;
  readonly detail?: string | undefined;
  readonly phase?: string | undefined;
  readonly impact?: string | undefined;
  readonly status?: string | undefined;
  /** `id` undefined: nobody any more. */
  readonly owner?: { readonly id: string | undefined; readonly name?: string | undefined } | undefined;
  /** `day` undefined: none any more. */
  readonly due?: { readonly day: string | undefined } | undefined;
  /** As it was typed. */
  readonly url?: string | undefined;
  /** What the address leads to, in words. */
  readonly urlWords?: string | undefined;
  /** Of a new finding; being looked at unless told. */
  readonly verdict?: 'confirmed' | 'refuted' | 'looked-at' | undefined;
}

const ADD = ['add', 'new', 'raise', 'create'];
const EDIT = ['edit', 'reword', 'rename', 'change'];
const REMOVE = ['remove', 'delete', 'rm'];
const ASSIGN = ['assign', 'owner', 'give'];
const DUE = ['due'];
const LINK = ['link', 'proof'];
const LIST = ['list', 'all'];

const TICKING = [
  { as: 'done', verbs: ['done', 'tick', 'complete', 'finish', 'close'] },
  { as: 'open', verbs: ['reopen', 'untick', 'undone'] },
] as const;

/** The verbs that settle an entry; the first of each is the one that is named. */
const SETTLING: Readonly<Record<TypedKind, readonly { as: Settled; verbs: readonly string[] }[]>> = {
  task: TICKING,
  next: TICKING,
  criterion: [
    { as: 'done', verbs: ['done', 'met', 'tick', 'check'] },
    { as: 'open', verbs: ['reopen', 'untick', 'unmet'] },
  ],
  blocker: [
    { as: 'done', verbs: ['clear', 'done', 'resolve', 'close'] },
    { as: 'open', verbs: ['reopen', 'unclear'] },
  ],
  decision: [],
  finding: [
    { as: 'confirmed', verbs: ['confirm', 'confirmed', 'done'] },
    { as: 'refuted', verbs: ['refute', 'refuted', 'wrong'] },
    { as: 'looked-at', verbs: ['reopen', 'look'] },
  ],
};

/**
 * What was typed behind `task`, `blocker` and their sisters.
 * @param known `isOne` tells whether words mean one entry of the kind alone
 * @throws UserError for a verb that the kind does not have, with the nearest, and for values that are none
 */
export function entryWishOf(
  kind: TypedKind,
  { words, options, person }: Pick<Call, 'words' | 'options' | 'person'>,
  { now, isOne }: { readonly now: Date; readonly isOne: (words: string) => boolean },
): EntryWish {
  const [first = 'list', ...rest] = words;
  const verb = first.toLowerCase();
  const given = givenOf(options, person, now);
  if (LIST.includes(verb)) return { kind: 'list', only: filterOf(options) };
  if (isNumber(verb)) return { kind: 'show', which: verb };
  if (ADD.includes(verb)) return { kind: 'add', given: { ...given, ...titled(rest.join(' ')) } };
  if (REMOVE.includes(verb)) return { kind: 'remove', which: textOr(rest) };
  const settling = SETTLING[kind].find(({ verbs }) => verbs.includes(verb));
  if (settling) return { kind: 'settle', which: textOr(rest), as: settling.as };
  const edit = editOf(kind, verb, rest, { person, now, isOne });
  if (edit) return { kind: 'edit', which: edit.which, given: { ...given, ...edit.given } };
  throw new UserError(unknownVerb(kind, verb));
}

/** Whoever may look may list; who may change what channels watch may change operations too. */
export function roleOfEntryWords([first = 'list']: readonly string[]): Role {
  return LIST.includes(first.toLowerCase()) || isNumber(first) ? 'viewer' : 'operator';
}

/** The verb that settles an entry of a kind in that way, as it is typed. */
export function settlingVerb(kind: TypedKind, as: Settled): string {
  return SETTLING[kind].find((each) => each.as === as)?.verbs[0] ?? as;
}

/** The verbs of a kind by their names, in the order in which they are told. */
export function verbsOf(kind: TypedKind): readonly string[] {
  const settling = SETTLING[kind].flatMap(({ verbs: [name] }) => (name === undefined ? [] : [name]));
  const own = kind === 'blocker' ? ['impact', 'status'] : kind === 'criterion' ? ['bind', 'unbind'] : [];
  return ['list', 'add', ...settling, 'assign', 'due', 'link', ...own, 'edit', 'remove'];
}

/** What one verb changes: of some the last word is the value, of the others all behind the name. */
function editOf(
  kind: TypedKind,
  verb: string,
  words: readonly string[],
  {
    person,
    now,
    isOne,
  }: {
    readonly person: Pick<Person, 'id'>;
    readonly now: Date;
    readonly isOne: (words: string) => boolean;
  },
): { readonly which: string | undefined; readonly given: Given } | undefined {
  const last = words.length > 1 ? words.at(-1) : undefined;
  const before = textOr(last === undefined ? words : words.slice(0, -1));
  const { which, rest } = leadingName(words, isOne);
  const value = textOr(rest);
  if (ASSIGN.includes(verb))
    return {
      which: before,
      given: { owner: last === undefined ? undefined : { id: ownerOf(last, person) } },
    };
  if (DUE.includes(verb))
    return { which: before, given: { due: last === undefined ? undefined : { day: dayOf(last, now) } } };
  if (LINK.includes(verb)) return { which: before, given: { url: last } };
  if (EDIT.includes(verb)) return { which, given: value === undefined ? {} : titled(value) };
  if (kind === 'blocker' && verb === 'impact') return { which, given: { impact: value } };
  if (kind === 'blocker' && verb === 'status') return { which, given: { status: value } };
  return undefined;
}

/** Which entries are asked for. @throws UserError for what cannot be both, and for a page that is none */
export function filterOf(options: Call['options']): Filter {
  if (options.open === true && options.done === true)
    throw new UserError('Either `--open` or `--done`; without them all are listed.');
  return {
    state: options.open === true ? 'open' : options.done === true ? 'done' : undefined,
    mine: options.mine === true,
    phase: oneValue(options.phase),
    page: pageIn(options),
  };
}

/** @throws UserError for a word that settles nothing */
export function settledOf(word: string | undefined): Settled {
  const settled = (['done', 'open', 'confirmed', 'refuted', 'looked-at'] as const).find(
    (each) => each === word,
  );
  if (settled) return settled;
  throw new UserError('That button is from another time. `/snail task` lists the tasks.');
}

/** The page of a list that is asked for. @throws UserError for what is none */
export function pageIn(options: Call['options']): number {
  const typed = oneValue(options.page) ?? '1';
  if (/^\d{1,6}$/.test(typed) && Number(typed) > 0) return Number(typed);
  throw new UserError(`"${oneLine(typed, 40)}" is no page. Pages count from 1: \`--page 2\`.`);
}

function givenOf(options: Call['options'], person: Pick<Person, 'id'>, now: Date): Given {
  const owner = oneValue(options.owner);
  const due = oneValue(options.due);
  return {
    detail: oneValue(options.detail),
    phase: oneValue(options.phase),
    impact: oneValue(options.impact),
    status: oneValue(options.status),
    ...(owner === undefined ? {} : { owner: { id: ownerOf(owner, person) } }),
    ...(due === undefined ? {} : { due: { day: dayOf(due, now) } }),
    url: oneValue(options.link),
  };
}

/** "Title: detail" as trackers have it; an option for the detail goes before. */
function titled(text: string): Given {
  const [, title = text, detail] = /^(.{1,120}?):\s+(\S.*)$/s.exec(text) ?? [];
  return { title: title === '' ? undefined : title, ...(detail === undefined ? {} : { detail }) };
}

function unknownVerb(kind: TypedKind, verb: string): string {
  const verbs = verbsOf(kind);
  const [near] = nearestWords(verb, verbs);
  const asked = `\`${kind} ${oneLine(verb, 40)}\` is nothing I know.`;
  if (near) return `${asked} Did you mean \`/snail ${kind} ${near}\`?`;
  return `${asked} There are ${verbs.map((each) => `\`${each}\``).join(', ')}, and \`/snail help ${kind}\`.`;
}

function textOr(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : words.join(' ');
}

function isNumber(word: string): boolean {
  return /^#?\d+$/.test(word);
}
