import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { Change } from '../operation/change.ts';
import { applyExtra, changedExtras, type ExtraChange, type Step } from '../operation/extras.ts';
import type { OperationRecord, Touch } from '../operation/record.ts';
import { spliceOf } from '../operation/splice.ts';
import type { Tracker } from '../operation/tracker/tracker.ts';
import type { Given } from './entry-wish.ts';

/** An operation in the middle of several changes that are one step for people. */
export interface Draft {
  readonly record: OperationRecord;
  readonly tracker: Tracker;
  /** What was done so far, in words. */
  readonly what: readonly string[];
  /** Under which id what was changed last is known now; undefined where it has none, or is gone. */
  readonly id?: string | undefined;
}

/** The draft with one more change of the text. */
export async function withChange(
  { trackers }: Pick<Deps, 'trackers'>,
  draft: Draft,
  change: Change,
  touch: Touch,
): Promise<Draft> {
  const { record, tracker, step, id } = await trackers.apply(draft.record, change, touch);
  return { record, tracker, what: [...draft.what, step.what], id };
}

/** The draft with what was said beside the words: owner, due day, a link that proves it. */
export function withGiven(
  draft: Draft,
  id: string,
  { owner, due, url, urlWords }: Pick<Given, 'owner' | 'due' | 'url' | 'urlWords'>,
  touch: Touch,
): Draft {
  const changes: readonly ExtraChange[] = [
    ...(owner ? [{ kind: 'owner', id, owner: owner.id, name: owner.name } as const] : []),
    ...(due ? [{ kind: 'due', id, dueOn: due.day } as const] : []),
    ...(url === undefined ? [] : [{ kind: 'proof', id, url, words: urlWords } as const]),
  ];
  let so = draft;
  for (const change of changes) so = withExtra(so, change, touch);
  return so;
}

/** The draft with one more change of what is kept beside the text. */
export function withExtra(draft: Draft, change: ExtraChange, touch: Touch): Draft {
  const { record, step } = applyExtra(draft.record, draft.tracker.operation, change, touch);
  const what = draft.what.length === 0 ? step.what : besideWords(change);
  return { ...draft, record, what: [...draft.what, what] };
}

/** What is said of a change that comes with another: of what it is, that other has said. */
function besideWords(change: ExtraChange): string {
  if (change.kind === 'owner')
    return change.owner === undefined ? 'for nobody any more' : `for ${change.name ?? change.owner}`;
  if (change.kind === 'due') return change.dueOn === undefined ? 'without a due day' : `due ${change.dueOn}`;
  return change.kind === 'begin' ? 'begun' : 'with a link';
}

/**
 * All that was done since `before` as one step.
 * @throws UserError where nothing was
 */
export function stepSince(before: OperationRecord, { record, what }: Draft, touch: Touch): Step {
  if (what.length === 0) throw new UserError('Nothing to change was said.');
  return {
    ...touch,
    what: what.join(', '),
    splice: spliceOf(before.source, record.source),
    before: changedExtras(before.extras, record.extras),
  };
}
