import { UserError } from '../errors.ts';
import { NO_OPERATION } from '../views/operation-buttons.ts';
import type { Answer, Call } from './answer.ts';
import { entryList } from './entry-list.ts';
import { typedKindOf } from './entry-value.ts';
import { ENTRY_OPTIONS, filterOf } from './entry-wish.ts';
import { parseWords } from './grammar.ts';
import { recordOf } from './operation-here.ts';
import { type ListDeps, listed } from './operation-list.ts';
import { phaseList } from './phase-list.ts';

/** What the buttons of lists carry: those of the commands. */
const LIST_OPTIONS = { ...ENTRY_OPTIONS, all: 'flag' } as const;

/**
 * The list that a button names: "op-1 task --open --page 3".
 * @throws UserError for one from another time
 */
export async function listAgain(
  deps: ListDeps,
  value: string,
  call: Pick<Call, 'person' | 'place'>,
): Promise<Answer> {
  const { words, options } = parseWords(value, LIST_OPTIONS);
  const [id = NO_OPERATION, list] = words;
  const asked = { ...call, options };
  if (list === 'operations') return listed(deps, { list, record: undefined, call: asked });
  const record = await recordOf(deps, id);
  if (list === 'phase') return phaseList(deps, record, asked);
  if (list === 'contradictions' || list === 'conflicts' || list === 'history')
    return listed(deps, { list, record, call: asked });
  const kind = typedKindOf(list);
  if (kind) return entryList(deps, { record, kind, only: filterOf(options), call });
  throw new UserError('That button is from another time. `/snail op` shows the operation.');
}
