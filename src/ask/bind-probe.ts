import { UserError } from '../errors.ts';
import { type Criterion, entriesOf } from '../operation/operation.ts';
import type { Tracker } from '../operation/tracker/tracker.ts';
import { parseProbe } from '../verification/parse-probe.ts';
import { probeText } from '../verification/probe.ts';
import type { Answer, Call } from './answer.ts';
import { bindForm } from './bind-form.ts';
import { type ChangeDeps, changeOperation } from './change-operation.ts';
import { type ChangedDeps, changedAnswer } from './changed-answer.ts';
import { type CriteriaDeps, criteriaOf, meantCriterion } from './criteria-here.ts';
import { stepSince, withChange } from './entry-steps.ts';
import { entryOfValue } from './entry-value.ts';
import { needOperation } from './operation-here.ts';
import { readText } from './read-text.ts';
import { type SuggestDeps, suggestions } from './suggestions.ts';

export type BindDeps = ChangeDeps & ChangedDeps & CriteriaDeps & SuggestDeps;

/** Whether `criterion …` is about its probe. */
export function isBinding([verb = '']: readonly string[]): boolean {
  return /^(?:un)?bind$/i.test(verb);
}

/** `criterion bind <n> <probe>` and `criterion unbind <n>`; a form for what was left out. */
export async function bindAnswer(deps: BindDeps, call: Call): Promise<Answer> {
  const record = await needOperation(deps, call);
  const { verb, which, probe } = typedBinding(call);
  const known = await criteriaOf(deps, record);
  const meant = which === '' ? undefined : meantCriterion(known, which);
  if (verb === 'unbind') {
    if (!meant)
      throw new UserError('Which one? `/snail criterion unbind <n>`; `/snail criterion` lists them.');
    return bound(deps, { id: record.id, find: only(meant.criterion), probe: undefined }, call);
  }
  if (meant && probe !== '') return bound(deps, { id: record.id, find: only(meant.criterion), probe }, call);
  return bindForm(record, known.checked, {
    meant,
    suggested: await suggestions(deps, record, known.checked),
  });
}

/**
 * Binds what a form names: the criterion as menus carry it, and the probe as typed.
 * @throws UserError
 */
export function boundByForm(
  deps: ChangeDeps & ChangedDeps,
  { id, entry, probe }: { readonly id: string; readonly entry: string; readonly probe: string },
  call: Pick<Call, 'person' | 'place'>,
): Promise<Answer> {
  const find = ({ operation }: Pick<Tracker, 'operation'>) => entryOfValue(operation, entry).entry.id;
  return bound(deps, { id, find, probe }, call);
}

interface Binding {
  /** Of the operation. */
  readonly id: string;
  readonly find: (tracker: Pick<Tracker, 'operation'>) => string;
  /** Undefined takes it away. */
  readonly probe: string | undefined;
}

/** Writes the probe's comment behind the criterion, in the words in which the bot writes probes. */
async function bound(
  deps: ChangeDeps & ChangedDeps,
  { id, find, probe: typed }: Binding,
  { person, place }: Pick<Call, 'person' | 'place'>,
): Promise<Answer> {
  const probe = typed === undefined ? undefined : probeText(parseProbe(typed));
  const changed = await changeOperation(deps, { id, person }, async (record, tracker, touch) => {
    const change = { kind: 'bind', id: find(tracker), probe } as const;
    const draft = await withChange(deps, { record, tracker, what: [] }, change, touch);
    return { record: draft.record, step: stepSince(record, draft, touch) };
  });
  return changedAnswer(deps, changed, place);
}

/** The same criterion in the tracker as it is when the change is made. */
function only({ id }: Criterion): Binding['find'] {
  return ({ operation }) => {
    if (entriesOf(operation, 'criterion').some((each) => each.id === id)) return id;
    throw new UserError('That criterion is not in the tracker any more. `/snail criterion` lists them.');
  };
}

/**
 * Verb, criterion and probe as they were typed: a probe has quotes of its own, which words have lost. In a terminal it
 * may have come as one word, in quotes around it all.
 */
function typedBinding({ rest }: Pick<Call, 'rest'>) {
  const text = readText(rest)
    .trim()
    .replace(/\s+(?:--|—|–)op(?:=|\s+)(?:"[^"]*"|“[^”]*”|\S+)$/, '');
  const [, verb = '', quotedWhich, bareWhich = '', after = ''] =
    /^(\S+)\s*(?:["“]([^"”]*)["”]|(\S*))\s*([\s\S]*)$/.exec(text) ?? [];
  return {
    verb: verb.toLowerCase() === 'unbind' ? 'unbind' : 'bind',
    which: quotedWhich ?? bareWhich,
    probe: after.trim().replace(/^"(.*)"$/s, '$1'),
  } as const;
}
