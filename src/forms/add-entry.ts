import type { Answer } from '../ask/answer.ts';
import type { ChangeDeps } from '../ask/change-operation.ts';
import { changedEntry } from '../ask/entry-answer.ts';
import { typedKindOf } from '../ask/entry-value.ts';
import { givenIn, wordsMissing } from '../ask/filled-entry.ts';
import { UserError } from '../errors.ts';
import type { Filled, Form } from './form.ts';

/** A new entry of an operation. The state is the operation's id, the kind or `-`, and what proves it. */
export const addEntry = {
  id: 'add-entry',
  role: 'operator',
  complaints: ({ values }) => wordsMissing(values),
  async run(deps: ChangeDeps, { state, values, person, place }: Filled): Promise<Answer> {
    const [, id = '', word, url, words] = /^(\S+) (\S+)(?: (\S+)(?: (.*))?)?$/s.exec(state) ?? [];
    const kind = typedKindOf(word === '-' ? (values.kind ?? 'task') : word);
    if (!kind) throw new UserError('That form is from another time. Type `/snail task add <words>`.');
    const given = { ...givenIn(values), url, urlWords: words };
    return changedEntry(deps, { id, kind, wish: { kind: 'add', given } }, { person, place });
  },
} satisfies Form;
