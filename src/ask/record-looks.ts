import type { Person } from '../access/person.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { entriesOf, type Operation } from '../operation/operation.ts';
import type { OperationRecord } from '../operation/record.ts';
import { nextStanding, type Standing } from '../verification/standing.ts';
import { announceRefuted, endAnnounced } from './announce-criterion.ts';
import { type ChangeDeps, changeOperation } from './change-operation.ts';
import { stepSince, withChange } from './entry-steps.ts';
import type { LookAround } from './run-probes.ts';

/** What writing down looks needs. */
export type RecordDeps = ChangeDeps & Pick<Deps, 'verifications' | 'threads' | 'watches'>;

/** In whose name a criterion is reopened. */
const BOT: Person = { id: 'snail-trail', name: 'Snail Trail', team: undefined, kind: 'bot', groups: [] };

/** An operation and what probes saw of it. */
export interface LookedAt {
  readonly record: OperationRecord;
  readonly operation: Operation;
  readonly looks: readonly LookAround[];
}

/**
 * Writes down what probes saw, and tells those who work at the operation what is not as they believe. What is to be
 * told is written first and what was seen last: a process that ends in between is followed by one that comes to the
 * same, and finds the announcement there already.
 * @returns what is known of all its criteria by now
 */
export async function recordLooks(deps: RecordDeps, looked: LookedAt): Promise<readonly Standing[]> {
  const { record, operation, looks } = looked;
  const before = new Map((await deps.verifications.list(record.id)).map((each) => [each.criterion, each]));
  const next: Standing[] = [];
  for (const look of looks) {
    const { around, ...seen } = look;
    const { standing, news } = nextStanding(before.get(look.criterion), seen);
    next.push(standing);
    const criterion = entriesOf(operation, 'criterion').find(({ id }) => id === look.criterion);
    if (!criterion || news === undefined) continue;
    if (news === 'mended')
      await endAnnounced(deps, { operation: record.id, criterion: look.criterion }, 'mended');
    else {
      const reopens = news === 'regressed' && look.met;
      const known = before.get(look.criterion);
      await announceRefuted(deps, looked, { look, criterion, known, reopens });
      if (reopens) await reopened(deps, record.id, look);
    }
  }
  // Those lost to another writer are looked at again in time.
  await deps.verifications.save(record.id, next);
  return deps.verifications.list(record.id);
}

/** Takes the tick away as a step of the history of its own, so that it can be undone. */
async function reopened(
  deps: ChangeDeps,
  id: string,
  { criterion, outcome }: Pick<LookAround, 'criterion' | 'outcome'>,
): Promise<void> {
  try {
    await changeOperation(deps, { id, person: BOT }, async (record, tracker, touch) => {
      const found = entriesOf(tracker.operation, 'criterion').find((each) => each.id === criterion);
      if (!found?.met) return { record, step: undefined };
      const change = { kind: 'tick', id: criterion, done: false } as const;
      const draft = await withChange(deps, { record, tracker, what: [] }, change, touch);
      const step = stepSince(record, draft, touch);
      return {
        record: draft.record,
        step: { ...step, what: `${step.what}, refuted by its probe: ${outcome.reason}` },
      };
    });
  } catch (error) {
    // Archived meanwhile, or the tick stands where it cannot be taken away: the announcement says what was found.
    if (!(error instanceof UserError)) throw error;
  }
}
