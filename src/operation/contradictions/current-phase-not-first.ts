import { oneLine } from '../../text.ts';
import type { Phase } from '../operation.ts';
import { currentPhase, phaseState } from '../phase-state.ts';
import type { ContradictionCheck, Told } from './contradiction.ts';

/** Phases come one after another: the current one is the first that is not complete. */
export const currentPhaseNotFirst: ContradictionCheck = {
  id: 'current-phase-not-first',
  title: 'a current phase that is not the first unfinished one',
  find({ operation }) {
    const current = currentPhase(operation);
    const said = operation.header.currentPhase;
    if (!current || !said) return [];
    const claims = [{ words: said.value, line: said.at.line }];
    const name = `"${oneLine(current.title, 80)}"`;
    const before = operation.phases.slice(0, operation.phases.indexOf(current));
    const skipped = before.filter((phase) => phaseState(phase) === 'unfinished');
    if (skipped.length > 0)
      return [
        {
          why: `${name} is called the current phase, while "${oneLine(skipped[0]?.title ?? '', 80)}" before it is not complete.`,
          claims,
          against: skipped.map(told),
        },
      ];
    const next = operation.phases.find((phase) => phaseState(phase) === 'unfinished');
    if (phaseState(current) !== 'complete' || !next) return [];
    return [
      {
        why: `${name} is called the current phase, while it is complete and "${oneLine(next.title, 80)}" is not.`,
        claims,
        against: [told(current), told(next)],
      },
    ];
  },
};

function told({ title, claimed, at }: Phase): Told {
  return claimed === undefined
    ? { words: title, line: at.line }
    : { words: `${title}: ${claimed.value.words}`, line: claimed.at.line };
}
