import { unknownReason } from '../deployment/fact.ts';
import { judgeAlarm } from './judges/alarm.ts';
import { judgeContainers } from './judges/containers.ts';
import { judgeDefinition } from './judges/definition.ts';
import { judgeHttp } from './judges/http.ts';
import { judgeLines } from './judges/lines.ts';
import { judgeRollout } from './judges/rollout.ts';
import type { Looked } from './judges/service-evidence.ts';
import { judgeSteady } from './judges/steady.ts';
import { judgeTargets } from './judges/targets.ts';
import { unverifiable } from './outcome.ts';
import type {
  ContainersProbe,
  DefinitionProbe,
  Probe,
  RolloutProbe,
  SteadyProbe,
  TargetsProbe,
} from './probe.ts';
import type { ProbeReader } from './reading.ts';
import type { Verification } from './verification.ts';

/** Reads what one probe is about, through whoever reads for it, and judges it. Rejects for bugs alone. */
export async function verifyProbe(
  probe: Probe,
  reader: ProbeReader,
  clock: { now(): Date },
): Promise<Verification> {
  switch (probe.kind) {
    case 'alarm': {
      const alarm = await reader.alarm(probe.name);
      return judgeAlarm(probe, alarm, clock.now());
    }
    case 'log': {
      const lines = await reader.lines(probe);
      return judgeLines(probe, lines, clock.now());
    }
    case 'http': {
      const outcome = await reader.http(probe);
      return judgeHttp(probe, outcome);
    }
    default: {
      const sought = await reader.service(probe.service);
      const now = clock.now();
      if (sought.kind === 'lost') return unverifiable(sought.why, now);
      return judgeService(probe, sought.sighting, now);
    }
  }
}

type ServiceProbe = SteadyProbe | RolloutProbe | TargetsProbe | ContainersProbe | DefinitionProbe;

/**
 * Judges a probe that is about one service. That ECS knows no such service refutes every one of them; that it
 * could not be asked refutes none.
 */
function judgeService(probe: ServiceProbe, sighting: Looked['sighting'], now: Date): Verification {
  const { service } = sighting;
  if (service.kind === 'unknown') {
    const reason = unknownReason(probe.service, service);
    return service.why === 'not-found'
      ? { kind: 'refuted', reason, evidence: [], checkedAt: now }
      : unverifiable(reason, now, { permission: service.permission });
  }
  const looked: Looked = { name: sighting.ref.name, sighting, service, now };
  switch (probe.kind) {
    case 'service-steady':
      return judgeSteady(looked);
    case 'rollout-complete':
      return judgeRollout(probe, looked);
    case 'targets-healthy':
      return judgeTargets(probe, looked);
    case 'container-healthy':
      return judgeContainers(looked);
    case 'task-definition':
      return judgeDefinition(probe, looked);
  }
}
