import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { entriesOf } from '../operation/operation.ts';
import type { OperationRecord } from '../operation/record.ts';
import { formOfferMessage } from '../views/form-offer.ts';
import { formButton, NO_OPERATION } from '../views/operation-buttons.ts';
import { dismissModal } from '../views/operation-modals.ts';
import type { Answer, Call } from './answer.ts';
import { bindForm } from './bind-form.ts';
import { type CriteriaDeps, criteriaOf } from './criteria-here.ts';
import { addForm, chooseForm, editForm } from './entry-forms.ts';
import { entryOfValue, typedKindOf } from './entry-value.ts';
import { settledOf } from './entry-wish.ts';
import { importForm } from './op-import.ts';
import { needOperation, recordOf } from './operation-here.ts';
import { type SuggestDeps, suggestions } from './suggestions.ts';

export type FormDeps = Pick<Deps, 'operations'> & CriteriaDeps & SuggestDeps;

/**
 * The form that a button names: "add-entry op-1 task", "edit-entry op-1 task 12 1k2f9zq".
 * @throws UserError for one from another time, or about what is gone
 */
export async function formFor(deps: FormDeps, value: string, place: Call['place']): Promise<Answer> {
  const [form, id = NO_OPERATION, ...about] = value.split(' ');
  if (form === 'import-operation') return importForm(undefined);
  const record =
    id === NO_OPERATION ? await needOperation(deps, { place, options: {} }) : await recordOf(deps, id);
  const { operation } = await deps.trackers.read(record.source);
  const kind = typedKindOf(about[0]);
  switch (form) {
    case 'add-entry':
      return addForm(record, kind, {});
    case 'edit-entry': {
      const found = entryOfValue(operation, about.join(' '));
      const number = entriesOf(operation, found.kind).findIndex((each) => each.id === found.entry.id) + 1;
      return editForm(record, found.kind, number, found.entry);
    }
    case 'choose-entry':
      if (kind)
        return chooseForm(deps, record, { kind, as: about[1] === 'remove' ? 'remove' : settledOf(about[1]) });
      break;
    case 'bind-probe':
      return bindFormFor(deps, record, about.join(' '));
    case 'dismiss-contradiction':
      return dismissForm(deps, record, about.join(' '));
  }
  throw new UserError('That button is from another time. `/snail op` shows the operation.');
}

async function bindFormFor(deps: FormDeps, record: OperationRecord, value: string): Promise<Answer> {
  const known = await criteriaOf(deps, record);
  const id = value === '' ? undefined : entryOfValue(known.operation, value).entry.id;
  const meant = known.checked.find(({ criterion }) => criterion.id === id);
  return bindForm(record, known.checked, {
    meant,
    suggested: await suggestions(deps, record, known.checked),
  });
}

async function dismissForm(
  { trackers }: FormDeps,
  { id, source }: { readonly id: string; readonly source: string },
  key: string,
): Promise<Answer> {
  const all = await trackers.contradictions(source);
  const found = all.find((each) => each.key === key);
  if (!found) throw new UserError('That contradiction is gone: one of its statements was changed.');
  return {
    message: formOfferMessage(
      `Why can both be true? Type \`/snail contradictions dismiss ${all.indexOf(found) + 1} <reason>\`, or fill in the form.`,
      formButton('Dismiss…', 'dismiss-contradiction', id, key),
    ),
    data: { form: 'dismiss-contradiction', operation: id, key },
    modal: dismissModal(found, `${id} ${key}`),
  };
}
