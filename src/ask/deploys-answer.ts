import type { Freshness } from '../aws/estate.ts';
import type { DeployReads } from '../deployment/deployment-record.ts';
import { composeDeploys, type Deploys } from '../deployment/deploys.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { clean, oneLine } from '../text.ts';
import { deploysMessage } from '../views/deploys.ts';
import { factSources } from '../views/source-words.ts';
import type { Answer } from './answer.ts';
import { defaultEnvironment } from './meant-service.ts';

export type DeploysDeps = Pick<Deps, 'estate' | 'redact' | 'clock'>;

/** What was typed behind `--page`, from 1. @throws UserError for what is no page's number */
export function pageTyped(typed: string | undefined): number {
  if (typed === undefined) return 1;
  if (/^[1-9]\d{0,3}$/.test(typed)) return Number(typed);
  throw new UserError(`"${oneLine(typed, 40)}" is no page. Type its number, as in \`--page 2\`.`);
}

/** A page of a service's deployment history, newest first. @throws UserError where the service cannot be read at all */
export async function deploysAnswer(
  { estate, redact, clock }: DeploysDeps,
  ref: ServiceRef,
  { page, freshness }: { readonly page: number; readonly freshness: Freshness },
): Promise<Answer> {
  const reads = await estate.deploys(ref, page, freshness);
  const now = clock.now();
  const safe = (text: string | undefined) => (text === undefined ? undefined : redact(clean(text)).text);
  const deploys = redactedDeploys(composeDeploys(reads, page), safe);
  const shown = { now, defaultEnv: defaultEnvironment(estate), sources: sourcesOf(reads, now) };
  const { service, ...rest } = deploys;
  return {
    message: deploysMessage(deploys, shown),
    nothingRead: service === undefined && deploys.deploys.length === 0,
    data: { service: ref, controller: service?.controller, strategy: service?.strategy, ...rest, asOf: now },
  };
}

/** Reasons come from outside, and a hook's name too. */
function redactedDeploys(deploys: Deploys, safe: (text: string | undefined) => string | undefined): Deploys {
  return {
    ...deploys,
    deploys: deploys.deploys.map((each) => ({
      ...each,
      outcome:
        'reason' in each.outcome ? { ...each.outcome, reason: safe(each.outcome.reason) } : each.outcome,
    })),
  };
}

function sourcesOf(reads: DeployReads, now: Date): readonly string[] {
  return factSources(
    [
      ['service', reads.service],
      ['history', reads.listed],
      ['outcomes', reads.records],
      ['revisions, images', reads.revisions],
      ['registrations', reads.registrations],
    ],
    now,
  );
}
