import { type FailingCheck, findFailingCheck } from './failing-check.ts';
import { assessHealth, type Health } from './health.ts';
import { type MemoryKills, memoryKills } from './memory-kills.ts';
import { type Rollout, rolloutOf } from './rollout.ts';
import { type Serves, servesNow } from './serving.ts';
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

/** A sighting judged: the word, and the judgements it rests on. */
export interface Verdict {
  readonly word: VerdictWord;
  readonly rollout: Rollout;
  readonly health: Health;
  readonly serves: Serves;
  /** The health check behind the trouble, where AWS says which. */
  readonly failing: FailingCheck | undefined;
  /** What does not change the word and must be known all the same; undefined also where it was not read. */
  readonly killed: MemoryKills | undefined;
}

/**
 * Judges one sighting. A rollout that went wrong names the trouble more exactly than the unhealthy tasks it
 * causes, as long as something demonstrably serves; where nothing does, unhealthy is the word.
 */
export function judge(sighting: Sighting, now: Date): Verdict {
  const { service, history } = sighting;
  const rollout: Rollout =
    service.kind === 'known'
      ? rolloutOf(service.value, history?.kind === 'known' ? history.value : undefined, now)
      : { kind: 'untracked', reason: 'the service could not be read' };
  const health = assessHealth(sighting, rollout, now);
  const serves = servesNow(sighting);
  const failing = findFailingCheck(sighting, rollout);
  const killed = memoryKills(sighting.stopped, now);
  return { word: verdictWord(rollout, health, serves), rollout, health, serves, failing, killed };
}

/** Sorts the worst first, equals by name. */
export function byUrgency(one: { verdict: Verdict; sighting: Sighting }, other: typeof one): number {
  const rank = ({ verdict }: typeof one) => VERDICTS.indexOf(verdict.word);
  const name = ({ sighting: { ref } }: typeof one) => `${ref.env}:${ref.cluster}/${ref.name}`;
  return rank(one) - rank(other) || name(one).localeCompare(name(other));
}

function verdictWord(rollout: Rollout, health: Health, serves: Serves): VerdictWord {
  if (health.kind === 'idle') return 'idle';
  const troubled = rollout.kind === 'failed' || rollout.kind === 'stalled' || rollout.kind === 'rolled-back';
  if (health.kind === 'unhealthy' && !(troubled && serves === 'yes')) return 'unhealthy';
  if (troubled) return rollout.kind;
  if (health.kind === 'unknown') return 'unknown';
  if (rollout.kind === 'in-progress') return 'rolling-out';
  return health.kind === 'unhealthy' ? 'unhealthy' : health.kind;
}
