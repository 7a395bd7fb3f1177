import type { Person, Place } from '../access/person.ts';
import type { Deps } from '../deps.ts';
import type { KeptDiagnosis } from '../diagnosis/kept.ts';
import { UserError } from '../errors.ts';
import { type Entry, entriesOf, type Operation } from '../operation/operation.ts';
import { oneLine } from '../text.ts';
import { isWorthKeeping } from '../views/diagnosis-buttons.ts';
import { type DiagnosisEntry, diagnosisEntry } from '../views/diagnosis-entry.ts';
import { utcTime } from '../views/mrkdwn.ts';
import type { Answer } from './answer.ts';
import { type ChangeDeps, changeOperation } from './change-operation.ts';
import { changedAnswer } from './changed-answer.ts';
import { diagnosisHere } from './diagnosis-here.ts';
import { entryChanged } from './entry-change.ts';
import { needOperation } from './operation-here.ts';

/** What keeping a diagnosis in the operation needs. */
export type SaveDeps = ChangeDeps &
  Pick<Deps, 'diagnoses'> & { readonly outbox: Pick<Deps['outbox'], 'permalink'> };

/** As what, and who wants it where. */
export interface SaveAsked {
  readonly kind: 'finding' | 'blocker';
  readonly id: string;
  readonly person: Person;
  readonly place: Place;
}

/**
 * Writes a diagnosis into the operation of the channel, with its verdict and evidence as text. Of two who click at
 * once one does; the other is told that it is there.
 * @throws UserError where it is there already, names no cause, or would block though it is over
 */
export async function savedDiagnosis(
  deps: SaveDeps,
  { kind, id, person, place }: SaveAsked,
): Promise<Answer> {
  const kept = await diagnosisHere(deps, id, place);
  const { superseded } = kept;
  if (!isWorthKeeping(kept.diagnosis)) throw new UserError('It names no cause: there is nothing to be kept.');
  if (kind === 'blocker' && superseded)
    throw new UserError(
      `That is not believed any more, since ${utcTime(superseded.at)}. *Run again* says what is.`,
    );
  const record = await needOperation(deps, { place, options: {} });
  const entry = diagnosisEntry(kept);
  const link = await linkTo(deps, kept, place);
  const changed = await changeOperation(deps, { id: record.id, person }, (now, tracker, touch) => {
    refuseTwice(tracker.operation, kind, entry);
    const { title, detail, verdict } = entry;
    const given = { title, detail, ...(kind === 'finding' ? { verdict } : {}), ...link };
    return entryChanged(deps, { kind, wish: { kind: 'add', given } }, { record: now, tracker, touch });
  });
  return changedAnswer(deps, changed, place);
}

/** It as it stands where all can see it. */
async function linkTo(
  { outbox }: SaveDeps,
  { posts }: KeptDiagnosis,
  { channel }: Pick<Place, 'channel'>,
): Promise<{ readonly url?: string; readonly urlWords?: string }> {
  const post = posts.filter((each) => each.channel === channel).at(-1);
  const url = post && (await outbox.permalink({ channel, ts: post.ts }));
  return url === undefined ? {} : { url, urlWords: 'the diagnosis' };
}

/** Known again by its mark, or by its words, wherever the tracker is read as ending the title at a colon of theirs. */
function refuseTwice(operation: Operation, kind: SaveAsked['kind'], { title, mark }: DiagnosisEntry): void {
  const all: readonly Entry[] = entriesOf(operation, kind);
  const at = all.findIndex((each) => {
    const isCleared = each.kind === 'blocker' && each.cleared;
    const says = [each.title, each.detail ?? ''].join(': ').startsWith(`${title}: `);
    return each.detail?.includes(mark) || (says && !isCleared);
  });
  if (at === -1) return;
  throw new UserError(
    `It is there already: ${kind} ${at + 1}, "${oneLine(title, 80)}". \`/snail ${kind} ${at + 1}\` shows it.`,
  );
}
