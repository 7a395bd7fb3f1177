import type { Deps } from '../deps.ts';
import type { Extras } from '../operation/record.ts';
import type { Given } from './entry-wish.ts';

/** More people than this own nothing that is looked at together; the others are shown by id. */
const MOST_NAMES = 50;

/** What the owners of entries are called, by id. */
export async function ownerNames(
  { directory }: Pick<Deps, 'directory'>,
  extras: Extras,
): Promise<Readonly<Record<string, string>>> {
  const owners = Object.values(extras).flatMap(({ owner }) => (owner === undefined ? [] : [owner]));
  const ids = [...new Set(owners)].filter(isAccount).slice(0, MOST_NAMES);
  return Object.fromEntries(
    await Promise.all(ids.map(async (id) => [id, await directory.nameOf(id)] as const)),
  );
}

/** The same with the name of the new owner, for the history. */
export async function withOwnerName<T extends Pick<Given, 'owner'>>(
  { directory }: Pick<Deps, 'directory'>,
  given: T,
): Promise<T> {
  const id = given.owner?.id;
  if (id === undefined) return given;
  return { ...given, owner: { id, name: isAccount(id) ? await directory.nameOf(id) : id } };
}

/** Whether it is a person's or a user group's id, and not a name of somebody without an account. */
function isAccount(owner: string): boolean {
  return /^[UWS][A-Z0-9]+$/.test(owner);
}
