import { diagnosisHere } from '../ask/diagnosis-here.ts';
import { needSomebody, type PostDeps, sharedDiagnosis } from '../ask/post-diagnosis.ts';
import { runAgain } from '../diagnosis/kept.ts';
import { diagnosisOfButton } from '../views/diagnosis-buttons.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Share to channel* under a diagnosis: as it was made, with its time, and marked where it is not believed any more. */
export const shareDiagnosis = {
  id: 'share-diagnosis',
  role: 'viewer',
  reads: 'logs',
  async run(deps: PostDeps, { value, person, place }: Click): Promise<ClickAnswer> {
    needSomebody(place);
    const kept = await diagnosisHere(deps, diagnosisOfButton(value).id, place);
    return { answer: await sharedDiagnosis(deps, runAgain(kept), { place, person }), show: 'beside' };
  },
} satisfies Action;
