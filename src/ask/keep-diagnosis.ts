import { randomUUID } from 'node:crypto';
import { inTime } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import {
  type DiagnosisRun,
  firstRun,
  type KeptDiagnosis,
  runAgain,
  type Superseded,
} from '../diagnosis/kept.ts';
import { sinceLast, supersededHow } from '../diagnosis/since-last.ts';
import { UpstreamError, UserError } from '../errors.ts';
import { diagnosisMessage } from '../views/diagnosis.ts';
import { verdictSentence, verdictWord } from '../views/diagnosis-words.ts';
import { supersededMessage } from '../views/superseded.ts';
import { defaultEnvironment } from './meant-service.ts';

/** What keeping a diagnosis needs. */
export type KeepDeps = Pick<Deps, 'estate' | 'diagnoses' | 'sleep'> & {
  readonly outbox: Pick<Deps['outbox'], 'update' | 'reply'>;
};

/** Nobody who waits for the newer one waits longer for the older ones to say so; the edits go on. */
const PATIENCE_MS = 2000;

/** Where it was asked for, and whether lines were left out there. */
export type AskedIn = Pick<KeptDiagnosis, 'channel' | 'withheld'>;

/**
 * Keeps a diagnosis and says what changed since the run before. What it overturns is marked so, in the store and
 * wherever all can see it. Where the database does not answer, it is as if there had been none before: the diagnosis
 * is worth having all the same.
 */
export async function keptRun(deps: KeepDeps, diagnosis: Diagnosis, asked: AskedIn): Promise<DiagnosisRun> {
  // That nothing could be read says nothing about the service.
  if (diagnosis.looked.length === 0) return firstRun(diagnosis);
  try {
    const all = await deps.diagnoses.list(diagnosis.ref);
    const kept = { id: randomUUID(), diagnosis, ...asked, posts: [], superseded: undefined };
    await deps.diagnoses.add(kept);
    const before = all.filter((each) => each.diagnosis.asOf <= diagnosis.asOf);
    const gone = await overturned(deps, kept, before);
    // Lines that must not be shown here may be in what was found where they may.
    const [last] = before.filter(({ withheld }) => withheld || !asked.withheld);
    const [believed] = gone.filter(({ id }) => id === last?.id);
    return {
      ...runAgain(kept),
      since: last && sinceLast(diagnosis, last.diagnosis),
      believed: believed?.diagnosis,
    };
  } catch (error) {
    if (error instanceof UpstreamError) return firstRun(diagnosis);
    throw error;
  }
}

async function overturned(
  deps: KeepDeps,
  { diagnosis }: KeptDiagnosis,
  before: readonly KeptDiagnosis[],
): Promise<readonly KeptDiagnosis[]> {
  const gone: Over[] = [];
  for (const each of before) {
    const how = each.superseded ? undefined : supersededHow(diagnosis, each.diagnosis);
    if (!how) continue;
    const now = each.withheld ? verdictWord(diagnosis) : verdictSentence(diagnosis);
    const superseded = { at: diagnosis.asOf, how, now };
    if ((await deps.diagnoses.supersede(each.id, superseded)) === 'marked')
      gone.push({ ...each, superseded });
  }
  const edits = gone.flatMap((each) => shownOver(deps, each));
  for (const edit of await inTime(Promise.allSettled(edits), PATIENCE_MS, deps, () => []))
    if (edit.status === 'rejected' && !isOfOutside(edit.reason)) throw edit.reason;
  return gone;
}

type Over = KeptDiagnosis & { readonly superseded: Superseded };

function shownOver({ outbox, estate }: KeepDeps, kept: Over): readonly Promise<unknown>[] {
  const { diagnosis, posts, superseded } = kept;
  const show = { defaultEnv: defaultEnvironment(estate), standing: { kind: 'posted' } } as const;
  return posts.map(({ channel, ts, form }) =>
    form === 'whole'
      ? outbox.update({ channel, ts }, diagnosisMessage(runAgain(kept), show))
      : outbox.reply({ channel, ts }, supersededMessage(diagnosis, superseded)),
  );
}

/** A message that is gone, or a terminal without Slack, does not keep anybody from the newer diagnosis. */
function isOfOutside(error: unknown): boolean {
  return error instanceof UpstreamError || error instanceof UserError;
}
