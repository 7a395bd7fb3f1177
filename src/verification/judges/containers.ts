import { type ContainerTally, containerTally } from '../../deployment/container-health.ts';
import { type Opinion, proof, unseen, unverifiable } from '../outcome.ts';
import type { Verification } from '../verification.ts';
import { containerEvidence, type Looked } from './service-evidence.ts';

/**
 * Whether every running task passes its container health check. A check that has not decided, or that there is
 * none, is neither yes nor no. Fewer tasks listed than ECS counts are not all of them.
 */
export function judgeContainers(looked: Looked): Verification {
  const { name, sighting, service, now } = looked;
  const tally = containerTally(sighting);
  const evidence = containerEvidence(looked);
  if (tally.kind === 'unknown') return unseen(`container health of ${name}`, tally, now);
  const { healthy, unhealthy, total } = tally.value;
  const say = (kind: Opinion['kind'], reason: string) =>
    proof({ kind, reason, evidence }, [service, tally], now);
  if (unhealthy > 0) return say('refuted', `${unhealthy} of ${total} running tasks of ${name} are unhealthy`);
  if (service.value.runningCount === 0 && total === 0) return say('refuted', `no task of ${name} runs`);
  const listed = Math.max(total, service.value.runningCount);
  const unclear = healthy < listed ? unclearWords(tally.value, listed) : undefined;
  if (unclear === undefined) return say('verified', `all ${total} running tasks of ${name} are healthy`);
  const { definitions } = sighting;
  const needs =
    tally.value.unclear > 0 && definitions?.kind === 'unknown' ? definitions.permission : undefined;
  return unverifiable(`container health of ${name} is not known: ${unclear}`, now, {
    permission: needs,
    evidence,
  });
}

function unclearWords({ undecided, unchecked, unclear, total }: ContainerTally, listed: number): string {
  if (unchecked > 0) return 'its task definition has no container health check';
  if (unclear > 0) return `${unclear} of ${total} tasks have no result`;
  if (undecided > 0) return `${undecided} of ${total} tasks are not decided yet`;
  return `ECS counts ${listed} running tasks but lists ${total}`;
}
