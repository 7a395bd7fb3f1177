import type { Deps } from '../deps.ts';
import type { DiagnosisRun } from '../diagnosis/kept.ts';
import { diagnosisMessage } from '../views/diagnosis.ts';
import type { Where } from '../views/place-words.ts';
import type { Answer } from './answer.ts';
import { diagnosisData } from './diagnosis-data.ts';
import { defaultEnvironment } from './meant-service.ts';

/** A diagnosis for the one who asked: words for people, the catalogue's ids for programs. */
export function runAnswer({ estate }: Pick<Deps, 'estate'>, run: DiagnosisRun, place: Where): Answer {
  const { diagnosis } = run;
  const nothingRead = diagnosis.looked.length === 0;
  return {
    message: diagnosisMessage(run, {
      defaultEnv: defaultEnvironment(estate),
      standing: { kind: 'private', place },
    }),
    data: runData(run),
    ...(nothingRead ? { nothingRead } : {}),
  };
}

/** What programs read, with what changed since the run before; `null` where there was none. */
export function runData({ diagnosis, since, believed }: DiagnosisRun): object {
  const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
  return {
    ...diagnosisData(diagnosis),
    sinceLast: since
      ? { at: since.lastAt, new: ids(since.fresh), gone: ids(since.gone), still: ids(since.still) }
      : null,
    superseded: believed ? { verdict: believed.verdict, rootCause: believed.rootCause ?? null } : null,
  };
}
