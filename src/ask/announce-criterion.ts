import { createHash, randomUUID } from 'node:crypto';
import { criterionKey } from '../alerting/alert-key.ts';
import type { RefutedCriterion } from '../alerting/refuted-criterion.ts';
import { type CriterionThread, isCriterionThread, type ThreadChange } from '../alerting/thread.ts';
import type { Deps } from '../deps.ts';
import { type Criterion, entriesOf } from '../operation/operation.ts';
import { changesSince } from '../verification/footing.ts';
import type { Standing } from '../verification/standing.ts';
import { channelsOf } from './operation-channels.ts';
import type { LookedAt, RecordDeps } from './record-looks.ts';
import type { LookAround } from './run-probes.ts';

/** A criterion that is to be announced. */
interface Announced {
  readonly look: LookAround;
  readonly criterion: Criterion;
  /** What was known of it before. */
  readonly known: Standing | undefined;
  /** Whether its tick is taken away. */
  readonly reopens: boolean;
}

/** Writes down for every channel that works at the operation what is to be said there, once; whoever delivers threads says it. */
export async function announceRefuted(
  deps: Pick<RecordDeps, 'threads' | 'operations' | 'watches' | 'clock'>,
  { record, operation }: Pick<LookedAt, 'record' | 'operation'>,
  announced: Announced,
): Promise<void> {
  const number = entriesOf(operation, 'criterion').indexOf(announced.criterion) + 1;
  const about = aboutOf(record, number, announced);
  const key = keyOf({ operation: record.id, criterion: announced.criterion.id });
  const channels = await channelsOf(deps, record.id);
  const changes = channels.map(
    (channel): ThreadChange => ({
      thread: { id: randomUUID(), channel, key, about, open: true, version: 0 },
    }),
  );
  // Where one of that key is open it is said already.
  if (changes.length > 0) await deps.threads.save(changes, deps.clock.now());
}

/** Ends what was announced of a criterion, in every channel. */
export async function endAnnounced(
  { threads, clock }: Pick<Deps, 'threads' | 'clock'>,
  of: { readonly operation: string; readonly criterion: string },
  state: 'mended' | 'dropped',
): Promise<void> {
  const key = keyOf(of);
  const open = (await openAnnounced({ threads })).filter((each) => each.key === key);
  await ended({ threads, clock }, open, state);
}

/** Ends those whose criterion is not looked at any more: it was removed or unbound, or its operation is archived. */
export async function dropAnnounced(
  { threads, clock }: Pick<Deps, 'threads' | 'clock'>,
  operation: string,
  bound: readonly { readonly id: string; readonly probe: string | undefined }[],
): Promise<void> {
  const kept = new Map(bound.map(({ id, probe }) => [keyOf({ operation, criterion: id }), probe]));
  const open = (await openAnnounced({ threads })).filter(
    ({ key, about }) => about.operation.id === operation && kept.get(key) !== about.probe,
  );
  await ended({ threads, clock }, open, 'dropped');
}

/** What is announced of criteria and not over. */
export async function openAnnounced({ threads }: Pick<Deps, 'threads'>): Promise<readonly CriterionThread[]> {
  return (await threads.list({ topic: 'criterion' })).filter(isCriterionThread);
}

async function ended(
  { threads, clock }: Pick<Deps, 'threads' | 'clock'>,
  open: readonly CriterionThread[],
  state: 'mended' | 'dropped',
): Promise<void> {
  if (open.length === 0) return;
  const endedAt = clock.now();
  const changes = open.map((thread) => ({
    thread: { ...thread, open: false, about: { ...thread.about, state, endedAt } },
  }));
  await threads.save(changes, endedAt);
}

function aboutOf(
  { id, name }: LookedAt['record'],
  number: number,
  { look, criterion, known, reopens }: Announced,
): RefutedCriterion {
  const { outcome, probe, around } = look;
  const verifiedAt = known?.probe === probe ? known.verifiedAt : undefined;
  const before = { before: known?.footings ?? [], sinceAt: verifiedAt };
  return {
    topic: 'criterion',
    state: 'refuted',
    operation: { id, name },
    number,
    title: criterion.title,
    line: criterion.at.line,
    probe,
    reason: outcome.reason,
    sources: [...new Set(outcome.evidence.map(({ source }) => source))],
    verifiedAt,
    sinceAt: known?.outcome.kind === 'refuted' ? known.sinceAt : look.lookedAt,
    reopened: reopens,
    changes: around.flatMap((sighting) => changesSince(before, sighting)),
    endedAt: undefined,
  };
}

/** Ids of criteria are made of their words, and as long as those. */
function keyOf({ operation, criterion }: { readonly operation: string; readonly criterion: string }): string {
  return criterionKey(operation, createHash('sha256').update(criterion).digest('hex').slice(0, 32));
}
