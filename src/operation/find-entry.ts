import { UserError } from '../errors.ts';
import { counted, cut, oneLine } from '../text.ts';
import { KIND_WORDS } from './kind-words.ts';
import { type Entry, type EntryKind, entriesOf, type Operation, type Phase } from './operation.ts';

/** More candidates than this are counted instead of named. */
const MOST_NAMED = 5;

/** What a typed text is looked for among: each with the number people call it by. */
interface Candidate<T> {
  readonly one: T;
  readonly number: number;
  readonly title: string;
}

/**
 * The entry that somebody means: by its number among those of its kind, in the file's order from 1, or by words of
 * its title, whatever their case and order. A whole title wins over whole words, and these over parts of words.
 * Throws a UserError where none or several fit; it names the nearest, or those that fit, with their numbers.
 */
export function findEntry<K extends EntryKind>(
  operation: Operation,
  kind: K,
  words: string,
): Extract<Entry, { kind: K }> {
  const all = entriesOf(operation, kind).map((one, index) => ({ one, number: index + 1, title: one.title }));
  const { one: single, many } = KIND_WORDS[kind];
  const typed = unquoted(words);
  const number = /^#?(\d{1,6})[.)]?$/.exec(typed)?.[1];
  const byNumber = number === undefined ? undefined : all[Number(number) - 1];
  if (byNumber) return byNumber.one;
  return chosen(typed, all, { single, many, isNumber: number !== undefined });
}

/**
 * The phase that somebody means: by the number in its heading, by its place from 1 where no heading has that number,
 * or by words of its title as entries are. Throws a UserError as `findEntry` does.
 */
export function findPhase(operation: Operation, words: string): Phase {
  const typed = unquoted(words).replace(/^phase\s+(?=\S)/i, '');
  const all = operation.phases.map((one, index) => ({
    one,
    number: one.number ?? index + 1,
    title: one.title,
  }));
  const number = /^#?(\d{1,6}(?:\.\d{1,3})?)[.):]?$/.exec(typed)?.[1];
  const named = { single: 'phase', many: 'phases', isNumber: number !== undefined };
  if (number === undefined) return chosen(typed, all, named);
  const own = all.filter(({ one }) => one.number === Number(number));
  const byPlace = own.length === 0 ? all[Number(number) - 1] : undefined;
  const [first, ...others] = byPlace ? [byPlace] : own;
  if (first && others.length === 0) return first.one;
  if (first)
    throw new UserError(
      `${counted(own.length, 'phase')} have the number ${number}. Type words of the title:${listed(own)}`,
    );
  return chosen(typed, all, named);
}

interface Named {
  readonly single: string;
  readonly many: string;
  readonly isNumber: boolean;
}

function chosen<T>(typed: string, all: readonly Candidate<T>[], named: Named): T {
  if (all.length === 0) throw new UserError(`The operation has no ${named.many} yet.`);
  if (typed === '') throw new UserError(`Which ${named.single}? Type its number or words of its title.`);
  const words = wordsOf(typed);
  const tiers: ((title: string) => boolean)[] = [
    (title) => plain(title) === plain(typed),
    (title) => words.length > 0 && words.every((word) => wordsOf(title).includes(word)),
    (title) => words.length > 0 && words.every((word) => plain(title).includes(word)),
  ];
  for (const fits of tiers) {
    const [first, ...others] = all.filter(({ title }) => fits(title));
    if (first && others.length === 0) return first.one;
    if (first)
      throw new UserError(
        `${counted(others.length + 1, named.single, named.many)} fit "${cut(typed, 60)}". Type the number:${listed([first, ...others])}`,
      );
  }
  throw new UserError(notFound(typed, all, named));
}

function notFound<T>(typed: string, all: readonly Candidate<T>[], { single, many, isNumber }: Named): string {
  if (isNumber)
    return `There is no ${single} ${cut(typed, 20)}: there ${all.length === 1 ? 'is' : 'are'} ${counted(all.length, single, many)}. Type a number as the list shows it, or words of the title.`;
  const near = nearOnes(typed, all);
  const help = near.length > 0 ? ` Near it:${listed(near)}` : ' Type a number as the list shows it.';
  return `No ${single} fits "${cut(typed, 60)}".${help}`;
}

/** Those that share the most words, or beginnings of words, with what was typed; none where nothing is shared. */
function nearOnes<T>(typed: string, all: readonly Candidate<T>[]): readonly Candidate<T>[] {
  const starts = wordsOf(typed).map((word) => word.slice(0, 4));
  return all
    .map((each) => ({ each, shared: starts.filter((start) => plain(each.title).includes(start)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared || a.each.number - b.each.number)
    .slice(0, 3)
    .map(({ each }) => each);
}

function listed<T>(candidates: readonly Candidate<T>[]): string {
  const named = candidates.slice(0, MOST_NAMED).map(({ number, title }) => `\n${number}. ${cut(title, 100)}`);
  const left = candidates.length - named.length;
  return `${named.join('')}${left > 0 ? `\nand ${left} more` : ''}`;
}

function unquoted(words: string): string {
  return oneLine(words).replace(/^["'“„](.*)["'”“]$/u, '$1');
}

function plain(words: string): string {
  return words.toLowerCase().normalize('NFC');
}

function wordsOf(words: string): readonly string[] {
  return plain(words).match(/[\p{L}\p{N}]+/gu) ?? [];
}
