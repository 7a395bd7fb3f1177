import type { Person } from '../access/person.ts';
import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';

const LONGEST_NAME = 80;

/**
 * Whom somebody means: a person or a group picked from the list that opens behind an @, `me`, or a name where there
 * is no account. `none` is nobody.
 * @throws UserError where nothing is left of it
 */
export function ownerOf(typed: string, me: Pick<Person, 'id'>): string | undefined {
  const [, id] = /^<(?:@|!subteam\^)([UWS][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(typed) ?? [];
  if (id) return id;
  const name = oneLine(typed.replace(/^@/, ''), LONGEST_NAME);
  if (/^(?:none|nobody)$/i.test(name)) return undefined;
  if (/^(?:me|i)$/i.test(name)) return me.id;
  if (name === '')
    throw new UserError(
      'Who? Pick somebody from the list that opens when you type @, or type `me` or `none`.',
    );
  return name;
}
