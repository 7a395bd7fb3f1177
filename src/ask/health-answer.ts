import type { Freshness } from '../aws/estate.ts';
import { NAMES } from '../aws/limits.ts';
import { checkedTasks, looseTargets } from '../deployment/both-checks.ts';
import { contrastOf } from '../deployment/check-contrast.ts';
import type { Fact, Unknown } from '../deployment/fact.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { judge } from '../deployment/verdict.ts';
import type { Deps } from '../deps.ts';
import type { Line } from '../diagnosis/evidence.ts';
import { type Lint, lintChecks } from '../diagnosis/lint.ts';
import { findSuspect } from '../diagnosis/suspect.ts';
import { clean } from '../text.ts';
import { healthMessage } from '../views/health.ts';
import { healthOverviewMessage } from '../views/health-overview.ts';
import type { Answer, Call } from './answer.ts';
import { diagnosisLines } from './diagnose-lines.ts';
import { overviewOf } from './judged-answer.ts';
import { defaultEnvironment } from './meant-service.ts';

export type HealthDeps = Pick<Deps, 'estate' | 'redact' | 'clock' | 'sleep' | 'linesWithheld'>;

/** Lines tell of routes and of the time it takes to start; a service that passes its checks needs neither. */
const NOT_NEEDED: Unknown = { kind: 'unknown', why: 'pending', detail: 'log lines were not needed' };

/** Both checks of one service, both results of every task, and the lint. What fails to be read is said in it. */
export async function healthAnswer(
  deps: HealthDeps,
  ref: ServiceRef,
  { freshness, place }: { readonly freshness: Freshness; readonly place: Call['place'] },
): Promise<Answer> {
  const { estate, clock, redact } = deps;
  const sighting = await estate.look(ref, freshness);
  const now = clock.now();
  const verdict = judge(sighting, now);
  const lines = await linesOf(deps, sighting, place);
  const safe = (text: string) => redact(clean(text)).text;
  const seen = redactedChecks(sighting, safe);
  const lints = lintChecks(sighting, lines).map((each) =>
    redactedLint(each, safe, commandsOf(sighting, seen)),
  );
  const defaultEnv = defaultEnvironment(estate);
  const tasks = checkedTasks(seen);
  return {
    message: healthMessage({ sighting: seen, verdict, lints, lines, now, defaultEnv }),
    nothingRead: sighting.service.kind === 'unknown',
    data: {
      service: ref,
      verdict: verdict.word,
      contrast: contrastOf(tasks, verdict.failing) ?? null,
      checks: {
        gracePeriodMs: seen.service.kind === 'known' ? seen.service.value.gracePeriodMs : undefined,
        containers: seen.definitions,
        targetGroups: seen.targetGroups.map(({ group, check }) => ({ group, check })),
      },
      tasks,
      looseTargets: looseTargets(seen),
      lints,
      notRead: lines.kind === 'unknown' && lines.why !== 'pending' ? [{ what: 'log lines', ...lines }] : [],
      asOf: now,
    },
  };
}

/** Every service of an environment in a line, the unwell first. */
export async function healthOverview(
  { estate, clock }: Pick<HealthDeps, 'estate' | 'clock'>,
  {
    env,
    freshness,
    place,
  }: { readonly env: string; readonly freshness: Freshness; readonly place: Call['place'] },
): Promise<Answer> {
  const { refs, gaps } = await estate.list(NAMES, env, freshness);
  return overviewOf({ estate, clock }, refs, {
    ...{ freshness, place, gaps },
    title: 'containers’ and load balancers’ checks',
    value: `health --env ${env}`,
    alerts: [],
    environments: [env],
    show: healthOverviewMessage,
  });
}

async function linesOf(
  deps: HealthDeps,
  sighting: Sighting,
  place: Call['place'],
): Promise<Fact<readonly Line[]>> {
  const suspect = findSuspect(sighting, deps.clock.now());
  if (suspect.failing.length === 0) return NOT_NEEDED;
  const withheld = place.kind === 'terminal' ? undefined : await deps.linesWithheld(place.channel);
  if (withheld !== undefined) return { kind: 'unknown', why: 'denied', detail: withheld };
  const { lines } = await diagnosisLines(deps, { sighting, suspect, records: [] });
  return lines;
}

/** Commands as the lint quotes them, with what may be shown instead. */
function commandsOf(...[before, after]: readonly [Sighting, Sighting]): ReadonlyMap<string, string> {
  const quoted = ({ definitions }: Sighting) =>
    (definitions?.kind === 'known' ? definitions.value : []).flatMap(({ containers }) =>
      containers.map(({ healthCheck }) => JSON.stringify(healthCheck?.command ?? [])),
    );
  const shown = quoted(after);
  return new Map(quoted(before).map((each, at) => [each, shown[at] ?? '']));
}

function redactedLint(
  lint: Lint,
  safe: (text: string) => string,
  commands: ReadonlyMap<string, string>,
): Lint {
  const because = lint.because.map((each) => ({
    ...each,
    what: safe(each.what),
    value: safe(commands.get(each.value) ?? each.value),
  }));
  return { ...lint, says: safe(lint.says), because };
}

/** Commands of health checks are written by people and may hold a secret. */
function redactedChecks(sighting: Sighting, safe: (text: string) => string): Sighting {
  const { definitions } = sighting;
  if (definitions?.kind !== 'known') return sighting;
  const value = definitions.value.map((definition) => ({
    ...definition,
    containers: definition.containers.map((container) => ({
      ...container,
      healthCheck: container.healthCheck && {
        ...container.healthCheck,
        command: safeCommand(container.healthCheck.command, safe),
      },
    })),
  }));
  return { ...sighting, definitions: { ...definitions, value } };
}

/** A secret may stand in a word of its own behind the one that names it, so that words are read together. */
function safeCommand(command: readonly string[], safe: (text: string) => string): readonly string[] {
  const [kind = '', ...rest] = command;
  const words = rest.join(' ');
  const redacted = safe(words);
  return redacted === words ? [safe(kind), ...rest] : [safe(kind), redacted];
}
