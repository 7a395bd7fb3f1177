import type { Operation, Phase } from '../operation.ts';
import { numberedPhaseOf } from './phase-heading.ts';
import { normal } from './words.ts';

/**
 * The phase that work goes on in: the one that the header names, by number or title, else the first that does not
 * claim to be complete. Undefined where there are no phases.
 */
export function currentPhaseOf({ header, phases }: Operation): Phase | undefined {
  const words = header.currentPhase?.value ?? '';
  const number = numberedPhaseOf(words)?.number ?? /\d+/.exec(words)?.[0];
  const named =
    phases.find((phase) => phase.number !== undefined && phase.number === Number(number)) ??
    phases.find((phase) => normal(phase.title) !== '' && normal(words).includes(normal(phase.title)));
  return (
    named ??
    phases.find(({ claimed, mark }) => claimed?.value.percent !== 100 && mark !== 'done') ??
    phases.at(-1)
  );
}
