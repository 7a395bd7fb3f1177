import type { Place } from '../access/person.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { Tail } from '../tailing/tail.ts';

/**
 * The log thread that a button belongs to. Buttons may be old, and their values are not to be trusted: a thread
 * is only moved from its own channel.
 * @throws UserError
 */
export async function tailHere(tails: Deps['tails'], id: string, place: Place): Promise<Tail> {
  const tail = await tails.get(id);
  if (tail && tail.channel === place.channel) return tail;
  throw new UserError('That log thread is over for good. `/snail logs` opens a new one.');
}
