import type { Person, Place } from '../access/person.ts';
import type { Deps } from '../deps.ts';
import type { DiagnosisPost, DiagnosisRun } from '../diagnosis/kept.ts';
import { UpstreamError, UserError } from '../errors.ts';
import { diagnosisMessage } from '../views/diagnosis.ts';
import { sayMessage } from '../views/failure.ts';
import { sharedMessage } from '../views/shared.ts';
import type { Answer } from './answer.ts';
import { attachedFile } from './attached-file.ts';
import { defaultEnvironment } from './meant-service.ts';
import { runData } from './run-answer.ts';

/** What posting a diagnosis needs. */
export type PostDeps = Pick<Deps, 'estate' | 'diagnoses'> & {
  readonly outbox: Pick<Deps['outbox'], 'post' | 'reply' | 'file'>;
};

/** Where it goes, and how. */
export interface PostAsked {
  readonly place: Pick<Place, 'channel' | 'thread'>;
  /** Who shares it, by name; undefined where the thread says who asked. */
  readonly by?: string;
  readonly form?: 'whole' | 'news';
}

/** @throws UserError where there is nobody else to see it */
export function needSomebody({ kind }: Pick<Place, 'kind'>): void {
  if (kind !== 'channel') throw new UserError('There is nobody else here to share it with.');
}

/** Posts a diagnosis for all to see, and says so to the one who shared it. */
export async function sharedDiagnosis(
  deps: PostDeps,
  run: DiagnosisRun,
  { place, person }: { readonly place: Place; readonly person: Person },
): Promise<Answer> {
  const { lack } = await postDiagnosis(deps, run, { place, by: person.name ?? person.id });
  return { message: sayMessage(`Shared. Everybody here sees it now.${lack}`), data: runData(run) };
}

/**
 * Posts a diagnosis where all can see it, its raw evidence as a file in the thread, and remembers where, so that it
 * can be marked once it is not believed any more. `lack` says what of it failed.
 */
export async function postDiagnosis(
  deps: PostDeps,
  run: DiagnosisRun,
  { place: { channel, thread }, by, form = 'whole' }: PostAsked,
): Promise<{ readonly lack: string }> {
  const { estate, outbox } = deps;
  const show = { defaultEnv: defaultEnvironment(estate), standing: { kind: 'posted' }, form } as const;
  const own = diagnosisMessage(run, show);
  const message = by === undefined ? own : sharedMessage(own, by);
  const root = thread === undefined ? undefined : { channel, ts: thread };
  const posted = root
    ? await outbox.reply(root, message, { urgent: true })
    : await outbox.post(channel, message, { urgent: true });
  // What only says that nothing changed stands below what is marked once it is not believed any more.
  if (form === 'whole') await remembered(deps, run, { ...posted, thread, form });
  const lack = message.file ? await attachedFile({ outbox }, root ?? posted, message.file) : '';
  return { lack };
}

async function remembered({ diagnoses }: PostDeps, { id }: DiagnosisRun, post: DiagnosisPost): Promise<void> {
  if (id === undefined) return;
  try {
    await diagnoses.addPost(id, post);
  } catch (error) {
    // It is there, and worth more than its mark.
    if (!(error instanceof UpstreamError)) throw error;
  }
}
