import type { Deps } from '../deps.ts';
import type { Extras } from '../operation/record.ts';

/** More people than this own nothing that is looked at together; the others are shown by id. */
const MOST_NAMES = 50;

/** What the owners of entries are called, by id. */
export async function ownerNames(
  { directory }: Pick<Deps, 'directory'>,
  extras: Extras,
): Promise<Readonly<Record<string, string>>> {
  const owners = Object.values(extras).flatMap(({ owner }) => (owner === undefined ? [] : [owner]));
  const ids = [...new Set(owners)].filter((owner) => /^[UWS][A-Z0-9]+$/.test(owner)).slice(0, MOST_NAMES);
  return Object.fromEntries(
    await Promise.all(ids.map(async (id) => [id, await directory.nameOf(id)] as const)),
  );
}
