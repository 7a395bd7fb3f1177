import type { Freshness } from '../aws/estate.ts';
import { revisionText } from '../deployment/revisions.ts';
import type { Revision, Service, ServiceRef } from '../deployment/service.ts';
import type { Deps } from '../deps.ts';
import { differencesOf } from '../diagnosis/differences.ts';
import { NO_NEEDS } from '../diagnosis/needs.ts';
import { findSuspect } from '../diagnosis/suspect.ts';
import { UserError } from '../errors.ts';
import { clean, oneLine } from '../text.ts';
import { differencesMessage } from '../views/differences.ts';
import type { Answer } from './answer.ts';

export type DiffDeps = Pick<Deps, 'estate' | 'redact' | 'clock'>;

/** Two revisions as they were typed; undefined for the usual ones. */
export interface TypedRevisions {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/**
 * What a revision changed, as far as it bears on health. Without a number it is the one last asked for against the
 * last one that worked.
 * @throws UserError for what is no revision's number, and where there is nothing to compare
 */
export async function diffAnswer(
  { estate, redact, clock }: DiffDeps,
  ref: ServiceRef,
  { typed, freshness }: { readonly typed: TypedRevisions; readonly freshness: Freshness },
): Promise<Answer> {
  const sighting = await estate.look(ref, freshness);
  if (sighting.service.kind === 'unknown') throw new UserError(`${oneLine(sighting.service.detail)}.`);
  const service = sighting.service.value;
  const { worked, revision = service.revision } = findSuspect(sighting, clock.now());
  const to = typed.to === undefined ? revision : revisionTyped(service, typed.to);
  const from = typed.from === undefined ? worked?.revision : revisionTyped(service, typed.from);
  if (!from || !to || from.arn === to.arn)
    throw new UserError(
      'I know of no other revision that worked. Type two of them: `/snail diff web 14 15`.',
    );
  const { settings } = await estate.evidence(ref, { ...NO_NEEDS, settings: [from, to] }, freshness);
  if (settings?.kind !== 'known') throw new UserError(`${oneLine(settings?.detail ?? 'nothing was read')}.`);
  const [before, after] = [from, to].map(({ arn }) =>
    settings.value.find((each) => each.revision.arn === arn),
  );
  const groups = sighting.targetGroups.map(({ group }) => group);
  const safe = (text: string | undefined) => (text === undefined ? undefined : redact(clean(text)).text);
  const differences = (before && after ? differencesOf(before, after, groups) : []).map((each) => ({
    ...each,
    before: safe(each.before),
    after: safe(each.after),
  }));
  return {
    message: differencesMessage({ from, to, differences }),
    data: { service: ref, from: revisionText(from), to: revisionText(to), differences },
  };
}

/** `15`, `web:15`: a revision of the service's own family unless it names another. */
function revisionTyped({ revision, deployments }: Service, typed: string): Revision {
  const known = revision ?? deployments[0]?.revision;
  const [, family, number] = /^(?:([\w-]+):)?(\d+)$/.exec(typed) ?? [];
  if (number === undefined || !known)
    throw new UserError(
      `"${oneLine(typed, 40)}" is no revision. Type its number, as in \`/snail diff web 14 15\`.`,
    );
  const name = family ?? known.family;
  const arn = known.arn.replace(/[^/]+:\d+$/, `${name}:${number}`);
  return { arn, family: name, number: Number(number) };
}
