import { dropAnnounced, openAnnounced } from '../ask/announce-criterion.ts';
import { type CriteriaDeps, criteriaOf, type KnownCriteria } from '../ask/criteria-here.ts';
import { createProbeReader, type ProbeReaderDeps } from '../ask/probe-reader.ts';
import { type RecordDeps, recordLooks } from '../ask/record-looks.ts';
import { runProbes } from '../ask/run-probes.ts';
import type { Deps } from '../deps.ts';
import type { OperationRecord } from '../operation/record.ts';
import { servicesNamed } from '../verification/bound-probe.ts';
import type { CheckedCriterion } from '../verification/checked-criteria.ts';
import { nextLookAt, type Standing } from '../verification/standing.ts';
import type { Job } from './job.ts';
import { withLease } from './lease.ts';

/** What the last looks at alerts have read is good enough. */
const FRESH = { maxAgeMs: 15_000 } as const;
/** Of all operations in one round; what is left is due in the next, those that have waited longest first. */
const MOST_PROBES = 12;

type VerifyDeps = CriteriaDeps & ProbeReaderDeps & RecordDeps & Pick<Deps, 'leases' | 'sleep' | 'worker'>;

/** A criterion whose time has come, and since when it has. */
interface Due {
  readonly operation: string;
  readonly criterion: CheckedCriterion;
  readonly sinceMs: number;
}

/** An operation in which something is due. */
interface Worked extends KnownCriteria {
  readonly record: OperationRecord;
}

/**
 * Looks again at criteria whose probes are due, a few at a time: each some five minutes after the last look, at once
 * where its probe is new, and soon where something is no longer what it was. One process does it for all.
 */
export const verifyCriteria = {
  name: 'verify-criteria',
  cron: '*/15 * * * * *',
  overlaps: false,
  async run(deps: VerifyDeps, signal?: AbortSignal): Promise<void> {
    await withLease(deps, 'verify-criteria', async (lost) => {
      const failures: unknown[] = [];
      const { operations, unread } = await workedAt(deps, failures);
      const due = await dueIn(deps, operations);
      for (const worked of operations) {
        if (lost.aborted || signal?.aborted) return;
        const criteria = due.filter(({ operation }) => operation === worked.record.id);
        if (criteria.length === 0) continue;
        await verified(deps, worked, criteria).catch((error: unknown) => failures.push(error));
      }
      await forgotten(deps, operations, unread);
      if (failures.length > 0) throw new AggregateError(failures, 'criteria not verified');
    });
  },
} satisfies Job;

/** Those that are not archived. One whose tracker cannot be read is in no other's way: why goes to `failures`. */
async function workedAt(
  deps: VerifyDeps,
  failures: unknown[],
): Promise<{ readonly operations: readonly Worked[]; readonly unread: readonly string[] }> {
  const all = (await deps.operations.list()).filter(({ archivedAt }) => archivedAt === undefined);
  const unread: string[] = [];
  const read = await Promise.all(
    all.map(async ({ id }): Promise<Worked | undefined> => {
      const record = await deps.operations.get(id);
      try {
        return record && { record, ...(await criteriaOf(deps, record)) };
      } catch (error) {
        unread.push(id);
        failures.push(error);
        return undefined;
      }
    }),
  );
  return { operations: read.flatMap((worked) => worked ?? []), unread };
}

async function dueIn(deps: VerifyDeps, operations: readonly Worked[]): Promise<readonly Due[]> {
  const nowMs = deps.clock.now().getTime();
  const all = await Promise.all(
    operations.map(async ({ record, checked }) => {
      const usable = checked.filter(({ bound }) => bound?.kind === 'usable');
      const standings = usable.length === 0 ? [] : await deps.verifications.list(record.id);
      return usable.map((criterion) => ({
        operation: record.id,
        criterion,
        sinceMs: dueSinceMs(criterion, standings),
      }));
    }),
  );
  return all
    .flat()
    .filter(({ sinceMs }) => sinceMs <= nowMs)
    .sort((one, other) => one.sinceMs - other.sinceMs)
    .slice(0, MOST_PROBES);
}

/** A probe that was never run has waited longest. */
function dueSinceMs({ criterion, bound }: CheckedCriterion, standings: readonly Standing[]): number {
  const standing = standings.find((each) => each.criterion === criterion.id);
  return standing && standing.probe === bound?.text ? nextLookAt(standing).getTime() : 0;
}

async function verified(
  deps: VerifyDeps,
  { record, operation, checked }: Worked,
  due: readonly Due[],
): Promise<void> {
  const reader = createProbeReader(deps, { freshness: FRESH, services: servicesNamed(checked) });
  const criteria = due.map(({ criterion }) => criterion);
  const looks = await runProbes(deps, reader, { criteria, all: checked });
  await recordLooks(deps, { record, operation, looks });
}

/** What was known of criteria that have no probe any more, and what was announced of them; of what is unread, nothing. */
async function forgotten(
  deps: VerifyDeps,
  operations: readonly Worked[],
  unread: readonly string[],
): Promise<void> {
  const announced = new Set((await openAnnounced(deps)).map(({ about }) => about.operation.id));
  for (const { record, checked } of operations) {
    const bound = checked.filter((each) => each.bound).map(({ criterion }) => criterion);
    await deps.verifications.keep(
      record.id,
      bound.map(({ id }) => id),
    );
    if (announced.delete(record.id)) await dropAnnounced(deps, record.id, bound);
  }
  // Of operations that are archived or gone.
  for (const id of unread) announced.delete(id);
  for (const id of announced) await dropAnnounced(deps, id, []);
}
