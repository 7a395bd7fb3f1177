import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { HeaderField } from '../operation/change.ts';
import { findPhase } from '../operation/find-entry.ts';
import type { OperationRecord } from '../operation/record.ts';
import { composeTracker } from '../operation/tracker/compose.ts';
import { undo } from '../operation/undo.ts';
import { oneLine } from '../text.ts';
import { sayMessage } from '../views/failure.ts';
import type { Answer, Call } from './answer.ts';
import { type ChangeDeps, changeOperation } from './change-operation.ts';
import { changedAnswer } from './changed-answer.ts';
import { whoOf } from './clicked-alert.ts';
import { stepSince, withChange } from './entry-steps.ts';
import { needOperation, operationNamed } from './operation-here.ts';
import { headerName } from './phase-wish.ts';

/** As far back as undoing reaches. */
const MOST_STEPS = 200;
const LONGEST_NAME = 120;

/** Begins an operation that has no file yet; the channel works at it from then on. */
export async function newOperation(deps: ChangeDeps, call: Call): Promise<Answer> {
  const name = nameOf(call);
  const at = deps.clock.now();
  const by = whoOf(call.person);
  const record: OperationRecord = {
    id: randomUUID(),
    name,
    source: composeTracker({ title: name, now: at }),
    base: '',
    fileName: undefined,
    takenIn: undefined,
    extras: {},
    dismissed: [],
    conflicts: [],
    createdBy: by,
    createdAt: at,
    changedAt: at,
    archivedAt: undefined,
    version: 0,
  };
  const step = { by, at, what: `began "${name}"`, splice: undefined, before: {}, undoes: undefined, seq: 1 };
  if ((await deps.operations.save(record, step)) === 'taken')
    throw new UserError(
      `There is an operation "${name}" already. \`/snail op use "${name}"\` works at it here.`,
    );
  await deps.operations.use(call.place.channel, record.id, by, at);
  return {
    message: sayMessage(
      `"${name}" is the operation here now. Go on with \`/snail phase add <title>\`, \`/snail task add <words>\`, \`/snail criterion add <words>\`; \`/snail op export\` gives it as a markdown file.`,
    ),
    data: { id: record.id, name },
  };
}

/** Makes the channel work at another operation. */
export async function useOperation(
  { operations, clock }: Pick<Deps, 'operations' | 'clock'>,
  record: Pick<OperationRecord, 'id' | 'name'>,
  { person, place }: Pick<Call, 'person' | 'place'>,
): Promise<Answer> {
  await operations.use(place.channel, record.id, whoOf(person), clock.now());
  return {
    message: sayMessage(`"${record.name}" is the operation here now. \`/snail status\` shows it.`),
    data: { id: record.id, name: record.name },
  };
}

/** Takes back the last step that was not taken back yet. */
export async function undone(
  deps: ChangeDeps,
  { id, seq, person, place }: { readonly id: string; readonly seq?: number } & Pick<Call, 'person' | 'place'>,
): Promise<Answer> {
  const changed = await changeOperation(deps, { id, person }, async (record, _, touch) => {
    const history = await deps.operations.history(id, MOST_STEPS);
    if (seq !== undefined && history.some(({ undoes }) => undoes === seq))
      throw new UserError('That was taken back already. `/snail op history` shows by whom.');
    const back = undo(record, history, touch);
    if (seq !== undefined && back.of.seq !== seq)
      throw new UserError(
        `That was not the last step: ${back.of.by.name} ${back.of.what} after it. \`/snail op undo\` takes that back first.`,
      );
    return back;
  });
  return changedAnswer(deps, changed, place);
}

/** Puts an operation away: no channel works at it any more, and its name is free. */
export async function archived(deps: ChangeDeps, call: Call): Promise<Answer> {
  const record = await namedOrHere(deps, call);
  await changeOperation(deps, { id: record.id, person: call.person }, (now, _, touch) => ({
    record: { ...now, archivedAt: touch.at, changedAt: touch.at },
    step: { ...touch, what: 'archived it', splice: undefined, before: {} },
  }));
  return {
    message: sayMessage(`"${record.name}" is archived, with its history. \`/snail op list\` still shows it.`),
    data: { id: record.id, name: record.name },
  };
}

/** Gives the operation another name; the tracker's title stays as it is. */
export async function renamed(deps: ChangeDeps, call: Call): Promise<Answer> {
  const { id, name: before } = await needOperation(deps, call);
  const name = nameOf(call);
  await changeOperation(deps, { id, person: call.person }, (record, _, touch) => ({
    record: { ...record, name, changedAt: touch.at },
    step: { ...touch, what: `renamed it from "${before}"`, splice: undefined, before: {} },
  }));
  return { message: sayMessage(`It is called "${name}" now.`), data: { id, name } };
}

/** Changes what is said about the operation as a whole. */
export async function headerChanged(deps: ChangeDeps, field: HeaderField, call: Call): Promise<Answer> {
  const { id } = await needOperation(deps, call);
  const typed = call.words.slice(1).join(' ');
  if (typed === '') throw new UserError(`To what? \`/snail op ${call.words[0]} <words>\``);
  const changed = await changeOperation(deps, { id, person: call.person }, async (record, tracker, touch) => {
    const value = field === 'currentPhase' ? headerName(findPhase(tracker.operation, typed)) : typed;
    const so = { record, tracker, what: [] };
    const draft = await withChange(deps, so, { kind: 'header', field, value }, touch);
    return { record: draft.record, step: stepSince(record, draft, touch) };
  });
  return changedAnswer(deps, changed, call.place);
}

/** @throws UserError where none was typed, or a longer one than is kept */
function nameOf({ words }: Call): string {
  const name = oneLine(words.slice(1).join(' '), Number.POSITIVE_INFINITY);
  if (name === '') throw new UserError(`What is it called? \`/snail op ${words[0]} <name>\``);
  if (name.length > LONGEST_NAME)
    throw new UserError(`A name has at most ${LONGEST_NAME} characters; that one has ${name.length}.`);
  return name;
}

async function namedOrHere(deps: ChangeDeps, call: Call): Promise<OperationRecord> {
  const name = call.words.slice(1).join(' ');
  return name === '' ? needOperation(deps, call) : operationNamed(deps.operations, name);
}
