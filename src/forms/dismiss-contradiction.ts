import type { Answer } from '../ask/answer.ts';
import type { ChangeDeps } from '../ask/change-operation.ts';
import { dismissed } from '../ask/dismiss-contradiction.ts';
import type { ListDeps } from '../ask/operation-list.ts';
import type { Filled, Form } from './form.ts';

/** Why statements can all be true. The state is the operation's id and the contradiction's key. */
export const dismissContradiction = {
  id: 'dismiss-contradiction',
  role: 'operator',
  complaints: ({ values }) =>
    (values.reason ?? '').trim() === '' ? { reason: 'Say why, for the next one who reads it.' } : {},
  run(deps: ListDeps & ChangeDeps, { state, values, person, place }: Filled): Promise<Answer> {
    const [id = '', key = ''] = state.split(' ');
    return dismissed(deps, { id, key, reason: values.reason ?? '' }, { options: {}, person, place });
  },
} satisfies Form;
