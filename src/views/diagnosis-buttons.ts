import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { DiagnosisRun } from '../diagnosis/kept.ts';
import { cut, oneLine } from '../text.ts';
import { LIMITS } from './limits.ts';
import { type ActionId, type Actions, actions, type Button, button } from './message.ts';
import { shareButtons, type Where } from './place-words.ts';

/** Where a diagnosis stands: for one person, who may share it there, or where all can see it. */
export type Standing = { readonly kind: 'private'; readonly place: Where } | { readonly kind: 'posted' };

/** What can be made of a diagnosis; nothing of one that is not kept, or in a terminal. */
export function diagnosisButtons(
  { id, diagnosis, superseded }: DiagnosisRun,
  standing: Standing,
): readonly Actions[] {
  if (id === undefined || (standing.kind === 'private' && standing.place.kind === 'terminal')) return [];
  const value = standing.kind === 'posted' ? `${id} posted` : id;
  const click = (action: ActionId, label: string): Button => ({
    ...button(action, label, value),
    accessibility_label: cut(
      oneLine(`${label}: ${diagnosis.ref.cluster}/${diagnosis.ref.name}`),
      LIMITS.buttonText,
    ),
  });
  const [share] = standing.kind === 'private' ? shareButtons(standing.place, id) : [];
  const elements = [
    click('run-again', 'Run again'),
    ...(isWorthKeeping(diagnosis) ? [click('save-finding', 'Save as finding')] : []),
    // What is over does not hold anybody up.
    ...(isWorthKeeping(diagnosis) && !superseded ? [click('make-blocker', 'Make blocker')] : []),
    ...(share ? [click('share-diagnosis', share.text.text)] : []),
  ];
  return [actions(...elements)];
}

/** Whether it names a cause: what is well, or not known, is nothing found out. */
export function isWorthKeeping({ verdict }: Pick<Diagnosis, 'verdict'>): boolean {
  return verdict === 'confirmed' || verdict === 'likely';
}

/** The id that a button of a diagnosis carries, and whether it stands where all can see it. */
export function diagnosisOfButton(value: string): { readonly id: string; readonly posted: boolean } {
  const [id = '', mark] = value.split(' ');
  return { id, posted: mark === 'posted' };
}
