import type { Answer } from '../ask/answer.ts';
import { type ChangeDeps, changeOperation } from '../ask/change-operation.ts';
import { changedAnswer } from '../ask/changed-answer.ts';
import { editedByForm } from '../ask/entry-change.ts';
import { entryOfValue } from '../ask/entry-value.ts';
import { wordsMissing } from '../ask/filled-entry.ts';
import type { Filled, Form } from './form.ts';

/** Other words for an entry. The state is the operation's id and the entry, as buttons name it. */
export const editEntry = {
  id: 'edit-entry',
  role: 'operator',
  complaints: ({ values }) => wordsMissing(values),
  async run(deps: ChangeDeps, { state, values, person, place }: Filled): Promise<Answer> {
    const [id = '', ...value] = state.split(' ');
    const changed = await changeOperation(deps, { id, person }, (record, tracker, touch) => {
      const { entry } = entryOfValue(tracker.operation, value.join(' '));
      return editedByForm(deps, { entry, values }, { record, tracker, touch });
    });
    return changedAnswer(deps, changed, place);
  },
} satisfies Form;
