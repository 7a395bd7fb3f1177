import { type SaveDeps, savedDiagnosis } from '../ask/save-diagnosis.ts';
import { diagnosisOfButton } from '../views/diagnosis-buttons.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Make blocker* under a diagnosis: it becomes one of the operation's, with its verdict and its evidence, once. */
export const makeBlocker = {
  id: 'make-blocker',
  role: 'operator',
  reads: 'logs',
  async run(deps: SaveDeps, { value, person, place }: Click): Promise<ClickAnswer> {
    const { id } = diagnosisOfButton(value);
    return { answer: await savedDiagnosis(deps, { kind: 'blocker', id, person, place }), show: 'beside' };
  },
} satisfies Action;
