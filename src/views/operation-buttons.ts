import type { EntryKind } from '../operation/operation.ts';
import { isOpen } from '../operation/settled.ts';
import { cut, oneLine } from '../text.ts';
import type { Numbered } from './entry-words.ts';
import { LIMITS } from './limits.ts';
import { type ActionId, type Button, button, type Select, select } from './message.ts';
import type { FormId } from './modal.ts';

/** What can be listed page by page. */
export type ListName = EntryKind | 'phase' | 'contradictions' | 'conflicts' | 'history' | 'operations';

/** A list as its buttons name it. */
export interface Listed {
  /** The operation's id; undefined for the list of operations. */
  readonly operation: string | undefined;
  readonly list: ListName;
  /** How it is filtered, as it is typed: "--open --mine"; '' for all. */
  readonly options: string;
}

/** What buttons say in the place of an operation where there is none. */
export const NO_OPERATION = '-';

/** "op-1 task --open --page 3": what *show-list* and *turn-page* carry. */
export function listValue({ operation, list, options }: Listed, page = 1): string {
  const words = [operation ?? NO_OPERATION, list, options, page > 1 ? `--page ${page}` : ''];
  return words.filter(Boolean).join(' ');
}

/** Opens a list beside what was clicked. */
export function listButton(label: string, listed: Omit<Listed, 'options'>): Button {
  return button('show-list', label, listValue({ ...listed, options: '' }));
}

/** *Previous* and *Next*, as far as there are such pages. */
export function pageButtons(listed: Listed, page: number, pages: number): readonly Button[] {
  return [
    ...(page > 1 ? [button('turn-page', 'Previous', listValue(listed, page - 1))] : []),
    ...(page < pages ? [button('turn-page', 'Next', listValue(listed, page + 1))] : []),
  ];
}

/** "page 3 of 250"; '' where there is only one. */
export function pageWords(page: number, pages: number): string {
  return pages > 1 ? `page ${page} of ${pages}` : '';
}

/** The part of a list that a page shows, and which page that is: the nearest one that there is. */
export function pageOf<T>(
  all: readonly T[],
  wanted: number,
  size: number,
): { readonly shown: readonly T[]; readonly page: number; readonly pages: number } {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages);
  return { shown: all.slice((page - 1) * size, page * size), page, pages };
}

/** Opens a form; its value is the form's id, the operation's, and what the form is about: "add-entry op-1 task". */
export function formButton(label: string, form: FormId, operation: string | undefined, about = ''): Button {
  return button('open-form', label, [form, operation ?? NO_OPERATION, about].filter(Boolean).join(' '));
}

/** *Done…*: the open ones of a page; none where nothing is open. */
export function tickSelect(
  label: string,
  operation: string,
  entries: readonly Numbered[],
): readonly Select[] {
  return entrySelect(
    'tick-entry',
    label,
    entries
      .filter(({ entry }) => isOpen(entry))
      .map((each) => [each, `${operation} done ${entryValue(each)}`]),
  );
}

/** *Edit…*: all of a page. */
export function editSelect(operation: string, entries: readonly Numbered[]): readonly Select[] {
  return entrySelect(
    'open-form',
    'Edit…',
    entries.map((each) => [each, `edit-entry ${operation} ${entryValue(each)}`]),
  );
}

/**
 * "task 12 1k2f9zq": kind, number and key of an entry. The key tells whether that number still means the same entry:
 * an entry's own id would not fit into an option's value.
 */
export function entryValue({ number, entry }: Numbered): string {
  return `${entry.kind} ${number} ${entryKey(entry.id)}`;
}

/** A short stand-in for an id, of letters and digits; two of one kind and number practically never share one. */
export function entryKey(id: string): string {
  // FNV-1a over UTF-16 units: http://www.isthe.com/chongo/tech/comp/fnv/
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}

function entrySelect(
  action: ActionId,
  placeholder: string,
  options: readonly (readonly [of: Numbered, value: string])[],
): readonly Select[] {
  if (options.length === 0) return [];
  const shown = options.map(([{ number, entry }, value]) => ({
    label: cut(`${number} · ${oneLine(entry.title)}`, LIMITS.optionText),
    value,
  }));
  return [select(action, placeholder, shown)];
}
