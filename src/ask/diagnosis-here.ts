import type { Place } from '../access/person.ts';
import type { Deps } from '../deps.ts';
import type { KeptDiagnosis } from '../diagnosis/kept.ts';
import { UserError } from '../errors.ts';

/**
 * The diagnosis that a button belongs to. Buttons may be a year old, and their values are not to be trusted: a
 * diagnosis is only shown again where it was asked for or posted.
 * @throws UserError where it is not kept any more, or belongs elsewhere
 */
export async function diagnosisHere(
  { diagnoses }: Pick<Deps, 'diagnoses'>,
  id: string,
  { channel }: Pick<Place, 'channel'>,
): Promise<KeptDiagnosis> {
  const kept = await diagnoses.get(id);
  const isOfHere = kept?.channel === channel || kept?.posts.some((post) => post.channel === channel);
  if (kept && isOfHere) return kept;
  throw new UserError('That diagnosis is no longer kept. `/snail diagnose <service>` makes a new one.');
}
