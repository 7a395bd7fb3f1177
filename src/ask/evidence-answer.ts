import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { evidenceMessage } from '../views/evidence.ts';
import type { Answer, Call } from './answer.ts';
import { type CriteriaDeps, criteriaOf, meantCriterion } from './criteria-here.ts';
import { needOperation } from './operation-here.ts';

export type EvidenceDeps = CriteriaDeps & Pick<Deps, 'operations' | 'linesWithheld'>;

/** `evidence <n>`: the raw proof of one criterion as it was read last. Nothing is read anew. */
export async function evidenceAnswer(deps: EvidenceDeps, call: Call): Promise<Answer> {
  const which = call.words.join(' ');
  if (which === '')
    throw new UserError('Of which criterion? `/snail evidence <n>`; `/snail verify` lists them.');
  const record = await needOperation(deps, call);
  const found = meantCriterion(await criteriaOf(deps, record), which);
  const isOfLines = found.bound?.kind === 'usable' && found.bound.probe.kind === 'log';
  const { place } = call;
  // Whoever has the shell has the credentials as well.
  const withheld =
    isOfLines && place.kind !== 'terminal' ? await deps.linesWithheld(place.channel) : undefined;
  const message = evidenceMessage({ operation: record, found, withheld, now: deps.clock.now() });
  const { number, criterion, verification, attested, sinceAt } = found;
  const shown = withheld === undefined ? verification : { ...verification, evidence: [] };
  return {
    message,
    data: { number, title: criterion.title, probe: criterion.probe, sinceAt, ...shown, attested },
  };
}
