import { createHash, randomUUID } from 'node:crypto';
import type { Place } from '../access/person.ts';
import { serviceKey } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Deps } from '../deps.ts';
import type { DiagnosisRun } from '../diagnosis/kept.ts';
import { UserError } from '../errors.ts';
import { sayMessage } from '../views/failure.ts';
import type { Answer } from './answer.ts';
import { type PostDeps, postDiagnosis } from './post-diagnosis.ts';
import { runData } from './run-answer.ts';
import { type RunDeps, runDiagnosis } from './run-diagnosis.ts';

/** What a run in a thread needs. */
export type ThreadRunDeps = RunDeps & PostDeps & Pick<Deps, 'leases'>;

/** Who clicks within this time of somebody else is told to look into the thread. */
const ONCE_IN_MS = 10_000;
/** Anew, whatever is remembered; reads that are under way are shared all the same. */
const ANEW = { maxAgeMs: 0 } as const;

/** Makes a diagnosis anew. */
export function runAnew(
  deps: RunDeps,
  ref: ServiceRef,
  { channel }: Pick<Place, 'channel'>,
): Promise<DiagnosisRun> {
  return runDiagnosis(deps, ref, { freshness: ANEW, channel });
}

/**
 * Makes a diagnosis anew and replies with it in a thread where all can see it; where nothing changed, with that alone.
 * Of several who click at once one gets it done for all.
 * @throws UserError for the others
 */
export async function runInThread(
  deps: ThreadRunDeps,
  ref: ServiceRef,
  { place, root, whole }: { readonly place: Place; readonly root: string; readonly whole: boolean },
): Promise<Answer> {
  const now = deps.clock.now();
  const lease = { id: randomUUID(), until: new Date(now.getTime() + ONCE_IN_MS) };
  if (!(await deps.leases.take(leaseName(ref, root), lease, now)))
    throw new UserError('Somebody asked just now: what is found comes into the thread.');
  const run = await runAnew(deps, ref, place);
  const form = !whole && isUnchanged(run) ? 'news' : 'whole';
  const { lack } = await postDiagnosis(deps, run, { place: { ...place, thread: root }, form });
  return { message: sayMessage(`What I found is in the thread.${lack}`), data: runData(run) };
}

/** A digest, since names may be longer than a lease's. */
function leaseName(ref: ServiceRef, root: string): string {
  return `diagnose:${createHash('sha256')
    .update(`${serviceKey(ref)} ${root}`)
    .digest('hex')
    .slice(0, 32)}`;
}

function isUnchanged({ since, believed }: DiagnosisRun): boolean {
  return since !== undefined && since.fresh.length + since.gone.length === 0 && believed === undefined;
}
