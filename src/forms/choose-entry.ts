import type { Answer } from '../ask/answer.ts';
import type { ChangeDeps } from '../ask/change-operation.ts';
import { settledEntry } from '../ask/settle-entry.ts';
import type { Filled, Form } from './form.ts';

/** Which entry is done, reopened, judged or removed. The state is the operation's id and what becomes of it. */
export const chooseEntry = {
  id: 'choose-entry',
  role: 'operator',
  complaints: ({ values }) => (values.entry === undefined ? { entry: 'Pick one.' } : {}),
  run(deps: ChangeDeps, { state, values, person, place }: Filled): Promise<Answer> {
    const [id = '', as] = state.split(' ');
    return settledEntry(deps, { id, as, value: values.entry ?? '' }, { person, place });
  },
} satisfies Form;
