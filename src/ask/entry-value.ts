import { UserError } from '../errors.ts';
import { type Entry, type EntryKind, entriesOf, type Operation } from '../operation/operation.ts';
import { entryKey } from '../views/operation-buttons.ts';
import type { TypedKind } from './entry-wish.ts';

const TYPED_KINDS: readonly TypedKind[] = ['task', 'criterion', 'blocker', 'decision', 'finding', 'next'];

/** The kind that a word names; undefined for one that has no command. */
export function typedKindOf(word: string | undefined): TypedKind | undefined {
  return TYPED_KINDS.find((kind) => kind === word);
}

/**
 * The entry that a button or a form was made for: by the key it carries, since numbers may have moved meanwhile.
 * @param value "task 12 1k2f9zq"
 * @throws UserError where it is gone or called otherwise by now
 */
export function entryOfValue(
  operation: Operation,
  value: string,
): { readonly kind: TypedKind; readonly entry: Entry } {
  const [word, , key = ''] = value.split(' ');
  const kind = typedKindOf(word);
  const entry = kind && ofKey(operation, kind, key);
  if (kind && entry) return { kind, entry };
  throw new UserError('That is not in the tracker any more as it was then. Look at the list again.');
}

function ofKey(operation: Operation, kind: EntryKind, key: string): Entry | undefined {
  return entriesOf(operation, kind).find(({ id }) => entryKey(id) === key);
}
