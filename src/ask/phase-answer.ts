import { UserError } from '../errors.ts';
import { findPhase } from '../operation/find-entry.ts';
import type { Phase } from '../operation/operation.ts';
import { currentPhase } from '../operation/phase-state.ts';
import type { Touch } from '../operation/record.ts';
import type { Answer, Call } from './answer.ts';
import { type ChangeDeps, changeOperation } from './change-operation.ts';
import { changedAnswer } from './changed-answer.ts';
import type { EntryListDeps } from './entry-list.ts';
import { type Draft, stepSince, withChange, withExtra, withGiven } from './entry-steps.ts';
import type { Given } from './entry-wish.ts';
import { isFound } from './leading-name.ts';
import { needOperation } from './operation-here.ts';
import { withOwnerName } from './owner-names.ts';
import { onePhase, phaseList } from './phase-list.ts';
import { headerName, type PhaseWish, phaseWishOf } from './phase-wish.ts';

export type PhaseDeps = ChangeDeps & EntryListDeps;

/** Answers `phase …`. */
export async function phaseAnswer(deps: PhaseDeps, call: Call): Promise<Answer> {
  const record = await needOperation(deps, call);
  const { operation } = await deps.trackers.read(record.source);
  const isOne = (words: string) => isFound(() => findPhase(operation, words));
  const wish = phaseWishOf(call, { now: deps.clock.now(), isOne });
  if (wish.kind === 'list') return phaseList(deps, record, call);
  if (wish.kind === 'show') return onePhase(deps, record, wish.which);
  const given = wish.kind === 'extra' ? await withOwnerName(deps, wish.given) : {};
  const changed = await changeOperation(
    deps,
    { id: record.id, person: call.person },
    async (now, tracker, touch) => {
      const draft = await phaseChanged(deps, { wish, given }, { record: now, tracker, what: [] }, touch);
      return { record: draft.record, step: stepSince(now, draft, touch) };
    },
  );
  return changedAnswer(deps, changed, call.place);
}

interface Changing {
  readonly wish: Exclude<PhaseWish, { kind: 'list' | 'show' }>;
  /** What is said beside the words, with the owner's name. */
  readonly given: Pick<Given, 'owner' | 'due' | 'url'>;
}

async function phaseChanged(
  deps: Pick<ChangeDeps, 'trackers'>,
  { wish, given }: Changing,
  so: Draft,
  touch: Touch,
): Promise<Draft> {
  if (wish.kind === 'add') return withChange(deps, so, { kind: 'add-phase', title: wish.title }, touch);
  const phase = findPhase(so.tracker.operation, wish.which);
  if (wish.kind === 'extra') return withGiven(so, phase.id, given, touch);
  if (wish.kind === 'start') return started(deps, phase, so, touch);
  if (wish.kind === 'done') return completed(deps, phase, so, touch);
  return withChange(deps, so, { kind: 'phase', id: phase.id, field: wish.field, value: wish.value }, touch);
}

/** It becomes the current phase where it is not, and its time begins where it does not run. */
async function started(
  deps: Pick<ChangeDeps, 'trackers'>,
  phase: Phase,
  so: Draft,
  touch: Touch,
): Promise<Draft> {
  const { startedAt, endedAt } = so.record.extras[phase.id] ?? {};
  const isCurrent = currentPhase(so.tracker.operation)?.id === phase.id;
  const value = headerName(phase);
  const draft = isCurrent
    ? so
    : await withChange(deps, so, { kind: 'header', field: 'currentPhase', value }, touch);
  // Who comes back to a phase that never ended goes on with it.
  const begun =
    startedAt && !endedAt && !isCurrent ? draft : withExtra(draft, { kind: 'begin', id: phase.id }, touch);
  const marked = await markedAs(deps, begun, { id: phase.id, mark: 'running' }, touch);
  return marked ? { ...marked, what: begun.what } : begun;
}

/** Its percentage alone is set where the file has no other way to say that it is complete. */
async function completed(
  deps: Pick<ChangeDeps, 'trackers'>,
  { id }: Phase,
  so: Draft,
  touch: Touch,
): Promise<Draft> {
  const marked = await markedAs(deps, so, { id, mark: 'done' }, touch);
  return marked ?? withChange(deps, so, { kind: 'phase', id, field: 'claimed', value: '100' }, touch);
}

/** With the phase marked in the file's own manner; undefined where it has none, and where it says so already. */
async function markedAs(
  deps: Pick<ChangeDeps, 'trackers'>,
  so: Draft,
  of: { readonly id: string; readonly mark: 'done' | 'running' },
  touch: Touch,
): Promise<Draft | undefined> {
  try {
    return await withChange(deps, so, { kind: 'mark-phase', ...of }, touch);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
