import { withSuggestions } from '../views/suggested-probes.ts';
import type { Answer, Call } from './answer.ts';
import { type CriteriaDeps, criteriaOf } from './criteria-here.ts';
import { type EntryDeps, entryAnswer } from './entry-answer.ts';
import { pageIn } from './entry-wish.ts';
import { needOperation } from './operation-here.ts';
import { type SuggestDeps, suggestions } from './suggestions.ts';

/** `criterion …` but for its probe: as of any entry; a list also says what those without a probe could be bound to. */
export async function criterionAnswer(
  deps: EntryDeps & CriteriaDeps & SuggestDeps,
  call: Call,
): Promise<Answer> {
  const answer = await entryAnswer(deps, 'criterion', call);
  const [verb = 'list'] = call.words;
  if (verb.toLowerCase() !== 'list' || pageIn(call.options) > 1) return answer;
  const record = await needOperation(deps, call);
  const { checked } = await criteriaOf(deps, record);
  const suggested = await suggestions(deps, record, checked);
  return { ...answer, message: withSuggestions(answer.message, suggested, call.place) };
}
