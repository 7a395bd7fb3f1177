import { lineClue, proofOf } from './clues.ts';
import type { Evidence } from './evidence.ts';
import type { Proof } from './rule.ts';

const GROUPS: readonly string[] = [
  'sg-alb-to-task-blocked',
  'alb-sg-egress-blocked',
  'egress-sg-blocked',
  'nlb-client-ip-sg',
];
/** With these no deployment ends well, and the one of the same revision did. */
const CHECK_SETTINGS: readonly string[] = ['hc-port-mismatch', 'hc-protocol-mismatch'];

/**
 * A change that ECS knows nothing of. The revision that fails worked before, and since then no deployment changed
 * anything, so that what it fails of was changed around it.
 */
export function editedOutside(
  mechanism: string,
  evidence: Evidence,
): { readonly id: string; readonly because: readonly Proof[] } | undefined {
  const { suspect, sighting } = evidence;
  const { worked, revision } = suspect;
  if (!worked || !revision || worked.revision.arn !== revision.arn || worked.at === 'now') return undefined;
  const service = sighting.service.kind === 'known' ? sighting.service.value : undefined;
  if (service?.deployments.some(({ rolloutState }) => rolloutState !== 'completed')) return undefined;
  const proof: Proof = {
    source: 'ecs:ListServiceDeployments',
    what: 'the last successful deployment, of the same revision',
    value: worked.at.toISOString(),
    at: worked.at,
  };
  if (GROUPS.includes(mechanism)) return { id: 'drift-security-group-edited', because: [proof] };
  if (CHECK_SETTINGS.includes(mechanism)) return { id: 'drift-target-group-edited', because: [proof] };
  const asked = otherPath(evidence);
  if (mechanism === 'hc-path-mismatch' && asked)
    return { id: 'drift-target-group-edited', because: [proof, asked] };
  return undefined;
}

/** The line in which the load balancer asked for another path than it does now, and was answered. */
function otherPath({ success, sighting }: Evidence): Proof | undefined {
  if (!success || !/ELB-HealthChecker/.test(success.text)) return undefined;
  const paths = sighting.targetGroups.flatMap(({ check }) =>
    check?.kind === 'known' ? (check.value.path ?? []) : [],
  );
  const asked = /(?:GET|HEAD) (\S+)/.exec(success.text)?.[1];
  return asked !== undefined && !paths.includes(asked) ? proofOf(lineClue(success)) : undefined;
}
