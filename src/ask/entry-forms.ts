import type { Deps } from '../deps.ts';
import { KIND_WORDS } from '../operation/kind-words.ts';
import { type Entry, entriesOf } from '../operation/operation.ts';
import type { OperationRecord } from '../operation/record.ts';
import { isOpen } from '../operation/settled.ts';
import { numberedEntries } from '../views/entries.ts';
import { sayMessage } from '../views/failure.ts';
import { formOfferMessage } from '../views/form-offer.ts';
import { entryValue, formButton } from '../views/operation-buttons.ts';
import { addModal, chooseModal, editModal } from '../views/operation-modals.ts';
import type { Answer } from './answer.ts';
import { type Given, type Settled, settlingVerb, type TypedKind } from './entry-wish.ts';

/** A link that an entry is added with, and what it leads to. */
export interface ProofGiven {
  readonly url: string;
  readonly words: string;
}

/** Asks for a new entry; what was typed is filled in. */
export function addForm(
  { id, name }: Pick<OperationRecord, 'id' | 'name'>,
  kind: TypedKind | undefined,
  given: Given,
  proof?: ProofGiven,
): Answer {
  const what = kind === undefined ? 'entry' : KIND_WORDS[kind].one;
  const typed = `/snail ${kind ?? 'task'} add <words>`;
  return {
    message: formOfferMessage(
      `A new ${what} for "${name}": type \`${typed}\`, or fill in the form.`,
      formButton('Fill in…', 'add-entry', id, kind),
    ),
    data: { form: 'add-entry', operation: id, kind },
    modal: addModal(kind, typedOf(given), addState(id, kind, proof)),
  };
}

/** Asks what an entry is to say. */
export function editForm(record: OperationRecord, kind: TypedKind, number: number, entry: Entry): Answer {
  const value = entryValue({ number, entry });
  return {
    message: formOfferMessage(
      `What is ${KIND_WORDS[kind].one} ${number} to say? Type \`/snail ${kind} edit ${number} <words>\`, or fill in the form.`,
      formButton('Fill in…', 'edit-entry', record.id, value),
    ),
    data: { form: 'edit-entry', operation: record.id, kind, number },
    modal: editModal(entry, record.extras[entry.id] ?? {}, `${record.id} ${value}`),
  };
}

/** Asks which entry is meant; of those that can be ticked only the open ones. */
export async function chooseForm(
  { trackers }: Pick<Deps, 'trackers'>,
  record: OperationRecord,
  { kind, as }: { readonly kind: TypedKind; readonly as: Settled | 'remove' },
): Promise<Answer> {
  const { operation } = await trackers.read(record.source);
  const all = numberedEntries<Entry>(entriesOf(operation, kind));
  const fitting = all.filter(({ entry }) => as === 'remove' || !isSoAlready(entry, as));
  const verb = as === 'remove' ? as : settlingVerb(kind, as);
  const { one, many } = KIND_WORDS[kind];
  const data = { form: 'choose-entry', operation: record.id, kind, as };
  if (fitting.length === 0)
    return {
      message: sayMessage(`There is no ${one} to ${verb}. \`/snail ${kind}\` lists those that there are.`),
      data,
    };
  return {
    message: formOfferMessage(
      `Which ${one}? Type \`/snail ${kind} ${verb} <n>\`; \`/snail ${kind}\` lists the ${many} with their numbers.`,
      formButton('Choose…', 'choose-entry', record.id, `${kind} ${as}`),
    ),
    data,
    modal: chooseModal(kind, { verb, entries: fitting }, `${record.id} ${as}`),
  };
}

/** Settling it in that way would change nothing. */
function isSoAlready(entry: Entry, as: Settled): boolean {
  if (entry.kind === 'finding') return entry.verdict === as;
  return isOpen(entry) === (as === 'open');
}

/** "op-1 task https://… the words of the message": what the form for a new entry carries. */
function addState(operation: string, kind: TypedKind | undefined, proof: ProofGiven | undefined): string {
  return [operation, kind ?? '-', ...(proof ? [proof.url, proof.words] : [])].join(' ');
}

function typedOf({ title, detail, owner, due, impact }: Given) {
  const typed = { title, detail, owner: owner?.id, due: due?.day, impact };
  return Object.fromEntries(
    Object.entries(typed).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
