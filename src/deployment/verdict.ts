import { assessHealth, type Health } from './health.ts';
import { type Rollout, rolloutOf } from './rollout.ts';
import type { Sighting } from './sighting.ts';

/** One word for a whole service, the worst first. */
export const VERDICTS = [
  'unhealthy',
  'failed',
  'stalled',
  'rolled-back',
  'unknown',
  'rolling-out',
  'settling',
  'healthy',
  'idle',
] as const;
export type VerdictWord = (typeof VERDICTS)[number];

/** A sighting judged: the word, and the two judgements it rests on. */
export interface Verdict {
  readonly word: VerdictWord;
  readonly rollout: Rollout;
  readonly health: Health;
}

/**
 * Judges one sighting. A rollout that went wrong names the trouble more exactly than the unhealthy tasks it
 * causes, as long as something older still serves; where nothing serves, unhealthy is the word.
 */
export function judge(sighting: Sighting, now: Date): Verdict {
  const { service, history } = sighting;
  const rollout: Rollout =
    service.kind === 'known'
      ? rolloutOf(service.value, history?.kind === 'known' ? history.value : undefined, now)
      : { kind: 'untracked', reason: 'the service could not be read' };
  const moving =
    rollout.kind === 'in-progress' ||
    rollout.kind === 'stalled' ||
    (rollout.kind === 'rolled-back' && !rollout.done);
  const health = assessHealth(sighting, moving);
  return { word: verdictWord(rollout, health, servesStill(sighting)), rollout, health };
}

/** Sorts the worst first, equals by name. */
export function byUrgency(one: { verdict: Verdict; sighting: Sighting }, other: typeof one): number {
  const rank = ({ verdict }: typeof one) => VERDICTS.indexOf(verdict.word);
  const name = ({ sighting: { ref } }: typeof one) => `${ref.env}:${ref.cluster}/${ref.name}`;
  return rank(one) - rank(other) || name(one).localeCompare(name(other));
}

function verdictWord(rollout: Rollout, health: Health, serves: boolean): VerdictWord {
  if (health.kind === 'idle') return 'idle';
  const troubled = rollout.kind === 'failed' || rollout.kind === 'stalled' || rollout.kind === 'rolled-back';
  if (health.kind === 'unhealthy' && !(troubled && serves)) return 'unhealthy';
  if (troubled) return rollout.kind;
  if (health.kind === 'unknown') return 'unknown';
  if (rollout.kind === 'in-progress') return 'rolling-out';
  return health.kind === 'unhealthy' ? 'unhealthy' : health.kind;
}

/** Whether something demonstrably takes traffic: healthy targets in every group in use, or running tasks where there is no group. */
function servesStill(sighting: Sighting): boolean {
  const { service, targetGroups } = sighting;
  if (service.kind === 'unknown' || service.value.runningCount === 0) return false;
  const known = targetGroups.flatMap(({ targets }) =>
    targets.kind === 'known' && targets.value.length > 0 ? [targets.value] : [],
  );
  return known.every((targets) => targets.some((target) => target.state === 'healthy'));
}
