import type { Alert } from '../alerting/alert.ts';
import type { Estate, Freshness } from '../aws/estate.ts';
import { breath } from '../clock.ts';
import type { Gap } from '../deployment/fact.ts';
import { serviceKey } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Overview } from '../deployment/sighting.ts';
import { byUrgency, judge, type Verdict } from '../deployment/verdict.ts';
import type { Deps } from '../deps.ts';
import { type Judged, type OverviewScope, overviewMessage } from '../views/overview.ts';
import type { Where } from '../views/place-words.ts';
import { statusMessage } from '../views/status.ts';
import type { Answer } from './answer.ts';
import { keptTasks } from './kept-tasks.ts';
import { defaultEnvironment } from './meant-service.ts';

/** A second ask within this time is answered from memory, with its age shown. */
export const ASK_AGAIN: Freshness = { maxAgeMs: 5000 };

/** Looks at one service, judges it and makes its card. */
export async function cardOf(
  { estate, clock, blackBox }: Pick<Deps, 'estate' | 'clock' | 'blackBox'>,
  ref: ServiceRef,
  { freshness, place }: { readonly freshness: Freshness; readonly place: Where },
): Promise<Answer> {
  const sighting = await estate.look(ref, freshness);
  const kept = await keptTasks({ blackBox, clock }, sighting);
  const now = clock.now();
  const verdict = judge(sighting, now);
  const message = statusMessage(sighting, verdict, {
    now,
    defaultEnv: defaultEnvironment(estate),
    place,
    kept,
  });
  return {
    message,
    nothingRead: sighting.service.kind === 'unknown',
    data: { ...judgedData(verdict), sighting, kept, asOf: now },
  };
}

/** What an overview was asked for. */
interface Asked {
  readonly title: string;
  /** Value of the buttons that repeat it. */
  readonly value: string;
  /** Where it is read. */
  readonly place: Where;
  /** What could not be read on the way to these services. */
  readonly gaps: readonly Gap[];
  /** Those that are open there. */
  readonly alerts: readonly Alert[];
  /** Aliases of those whose services were listed; undefined where the services were known before. */
  readonly environments?: readonly string[];
  /** The view; a message with buttons unless given. */
  readonly show?: typeof overviewMessage;
}

/** Looks at many services, judges each and makes one line of it, worst first. */
export async function overviewOf(
  deps: Pick<Deps, 'estate' | 'clock'>,
  refs: readonly ServiceRef[],
  ask: Asked & { readonly freshness: Freshness },
): Promise<Answer> {
  const { first, complete } = await deps.estate.overview(refs, ask.freshness);
  const answerOf = (overview: Overview) => overviewAnswer(deps, overview, ask);
  const answer = await answerOf(first);
  return complete ? { ...answer, later: complete.then(answerOf) } : answer;
}

/** Judged in one go: a few milliseconds' work. */
const JUDGED_PER_BREATH = 100;

/** The judged data of an overview, worst first. Among a thousand services others are answered, too. */
export async function judgeAll({ sightings }: Overview, now: Date): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  for (const sighting of sightings) {
    if (judged.length > 0 && judged.length % JUDGED_PER_BREATH === 0) await breath();
    judged.push({ sighting, verdict: judge(sighting, now) });
  }
  if (judged.length > JUDGED_PER_BREATH) await breath();
  return judged.sort(byUrgency);
}

async function overviewAnswer(
  { estate, clock }: Pick<Deps, 'estate' | 'clock'>,
  overview: Overview,
  ask: Asked,
): Promise<Answer> {
  const now = clock.now();
  const judged = await judgeAll(overview, now);
  const gaps = [...ask.gaps, ...overview.gaps];
  const scope: OverviewScope = {
    title: ask.title,
    environments: ask.environments ?? environmentsOf(estate, judged, gaps),
    defaultEnv: defaultEnvironment(estate),
    value: ask.value,
    now,
    place: ask.place,
    alerts: ask.alerts,
  };
  const services = judged.map(({ sighting, verdict }) => ({
    service: serviceKey(sighting.ref),
    ...judgedData(verdict),
    sighting,
  }));
  const { show = overviewMessage } = ask;
  return {
    message: show(judged, gaps, scope),
    nothingRead: isNothing(overview, gaps),
    data: { services, gaps, alerts: ask.alerts, asOf: now },
  };
}

/** A verdict as programs read it. */
function judgedData({ word, rollout, health, failing, killed }: Verdict): object {
  return { verdict: word, rollout, health, failing, killed };
}

/** An estate without services was read; one whose services or list could not be was not. */
function isNothing({ sightings }: Overview, gaps: readonly Gap[]): boolean {
  if (sightings.length === 0) return gaps.some(({ env }) => env !== undefined);
  return sightings.every(({ service }) => service.kind === 'unknown');
}

function environmentsOf(estate: Estate, judged: readonly Judged[], gaps: readonly Gap[]): readonly string[] {
  const seen = new Set([...judged.map(({ sighting }) => sighting.ref.env), ...gaps.map(({ env }) => env)]);
  const aliases = estate.environments.map(({ alias }) => alias);
  return seen.size === 0 ? aliases : aliases.filter((alias) => seen.has(alias));
}
