import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { OperationRecord } from '../operation/record.ts';
import { servicesNamed } from '../verification/bound-probe.ts';
import { checkedCriteria, verifiedTally } from '../verification/checked-criteria.ts';
import { verificationsMessage } from '../views/verifications.ts';
import type { Answer, Call } from './answer.ts';
import { type CriteriaDeps, criteriaOf, meantCriterion } from './criteria-here.ts';
import { pageIn } from './entry-wish.ts';
import { ASK_AGAIN } from './judged-answer.ts';
import { needOperation } from './operation-here.ts';
import { createProbeReader, type ProbeReaderDeps } from './probe-reader.ts';
import { type RecordDeps, recordLooks } from './record-looks.ts';
import { runProbes } from './run-probes.ts';
import { suggestions } from './suggestions.ts';

export type VerifyDeps = CriteriaDeps & ProbeReaderDeps & RecordDeps & Pick<Deps, 'estate'>;

/** More than a phase has criteria; the clock runs what is left. */
const MOST_PROBES = 60;

/** `verify` and `verify <n>`: runs the probes now, and shows what is known of every criterion. */
export async function verifyAnswer(deps: VerifyDeps, call: Call): Promise<Answer> {
  const record = await needOperation(deps, call);
  const known = await criteriaOf(deps, record);
  const which = call.words.join(' ');
  const only = which === '' ? undefined : meantCriterion(known, which);
  if (only && !only.bound)
    throw new UserError(
      `No probe is bound to criterion ${only.number}. \`/snail criterion bind ${only.number} <probe>\` binds one.`,
    );
  const reader = createProbeReader(deps, {
    freshness: ASK_AGAIN,
    services: servicesNamed(known.checked),
  });
  const bound = known.checked.filter((each) => each.bound?.kind === 'usable');
  const looks = await runProbes(deps, reader, {
    criteria: only ? [only] : bound.slice(0, MOST_PROBES),
    all: known.checked,
  });
  if (looks.length > 0) await recordLooks(deps, { record, operation: known.operation, looks });
  const left = only ? 0 : bound.length - looks.length;
  return shownCriteria(deps, record, { call, only: only?.criterion.id, ran: looks.length, left });
}

interface Shown {
  readonly call: Call;
  /** Id of the one criterion that is shown. */
  readonly only: string | undefined;
  readonly ran: number;
  readonly left: number;
}

/** The criteria as they are known after a round: one that regressed may have been reopened by it. */
async function shownCriteria(
  deps: VerifyDeps,
  { id }: OperationRecord,
  { call, only, ran, left }: Shown,
): Promise<Answer> {
  const record = await needRecord(deps, id);
  const { operation } = await deps.trackers.read(record.source);
  const now = deps.clock.now();
  const standings = await deps.verifications.list(id);
  const checked = checkedCriteria(operation, { record, standings, now });
  const shown = checked.filter(({ criterion }) => only === undefined || criterion.id === only);
  const message = verificationsMessage({
    operation: record,
    criteria: shown,
    verified: verifiedTally(checked),
    all: checked.length,
    suggested: await suggestions(deps, record, shown),
    ran,
    left,
    page: pageIn(call.options),
    place: call.place,
    now,
  });
  const data = shown.map(({ number, criterion: { title, met, probe }, verification, sinceAt, stale }) => ({
    ...{ number, title, met, probe, sinceAt, stale },
    ...verification,
  }));
  return { message, data: { operation: record.id, name: record.name, criteria: data } };
}

async function needRecord({ operations }: Pick<Deps, 'operations'>, id: string): Promise<OperationRecord> {
  const record = await operations.get(id);
  if (record) return record;
  throw new UserError('That operation is gone. `/snail op list` shows all.');
}
