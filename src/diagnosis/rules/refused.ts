import { explained, lineClues, matching, proofOf } from '../clues.ts';
import type { Evidence } from '../evidence.ts';
import { answeredCodes, gotTo } from '../ladder.ts';
import { listeningOn } from '../listening.ts';
import { NOTHING, type Proof, type Rule, ruledOut, type Verdict } from '../rule.ts';
import { cluesIn, proofsOf } from '../saying.ts';
import type { FailingTarget } from '../suspect.ts';

const HEALTH =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html';
const TROUBLE =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html';
/** Refused, reset or malformed; ELB's answer for a stopped task names no reason. */
const REFUSED = /Target\.FailedHealthChecks|reason Health checks failed\)|Health checks failed$/i;
const NOT_HTTP =
  /TLS handshake(?! timeout)|SSL (?:routines|handshake|error|alert)|SSL_\w+|wrong version number|invalid HTTP (?:request|version|method)|Bad request version|HTTP response to HTTPS client|PRI \* HTTP\/2|malformed HTTP|plain HTTP request was sent to HTTPS port/i;

/** Rules about checks whose connection is refused, reset or not understood: something is at the address, and not what was asked for. */
export const refusedRules: readonly Rule[] = [
  {
    id: 'hc-port-mismatch',
    title: 'The health check asks another port than the one that takes the traffic',
    source: HEALTH,
    examine: otherCheckPort,
  },
  {
    id: 'app-binds-loopback',
    title: 'The program listens only inside its own container',
    source: TROUBLE,
    examine: (evidence) => {
      const reached = gotTo(evidence, 'reached');
      const wanted = trafficPort(evidence) ?? 0;
      const local = listeningOn(evidence).filter(
        ({ isLocal, port }) => isLocal && (wanted === 0 || port === wanted),
      );
      const open = listeningOn(evidence).some(({ isLocal }) => !isLocal);
      if (reached) return ruledOut(reached.says, ...reached.proof);
      const clues = refusals(evidence);
      if (clues.length === 0 || local.length === 0 || open) return NOTHING;
      return confirmed(evidence, {
        says: `the program listens on ${local[0]?.address}, which nothing outside the container reaches`,
        proof: local.map(({ clue }) => proofOf(clue)),
        remedy: 'let it listen on 0.0.0.0 (and ::)',
      });
    },
  },
  {
    id: 'app-port-mismatch',
    title: 'The program listens on another port than the load balancer uses',
    source: TROUBLE,
    examine: (evidence) => {
      const reached = gotTo(evidence, 'reached');
      if (reached) return ruledOut(reached.says, ...reached.proof);
      const wanted = trafficPort(evidence);
      const heard = listeningOn(evidence);
      if (refusals(evidence).length === 0 || wanted === undefined || heard.length === 0) return NOTHING;
      if (heard.some(({ port }) => port === wanted)) return NOTHING;
      return confirmed(evidence, {
        says: `the program listens on port ${heard[0]?.port}, and the load balancer asks port ${wanted}`,
        proof: heard.slice(0, 2).map(({ clue }) => proofOf(clue)),
        remedy: 'give the program’s port, containerPort and the service’s load balancer the same number',
      });
    },
  },
  {
    id: 'hc-protocol-mismatch',
    title: 'The health check speaks another protocol than the program',
    source: TROUBLE,
    examine: (evidence) => {
      const lines = matching(lineClues(evidence), NOT_HTTP);
      const answered = answeredCodes(evidence).some(({ code }) => code === 400);
      if ((refusals(evidence).length === 0 && !answered) || lines.length === 0) return NOTHING;
      return confirmed(evidence, {
        says: `the health check asks by ${protocolOf(evidence) ?? 'another protocol'}, and the program does not understand it`,
        proof: proofsOf(lines),
        remedy: 'give the target group’s health check the protocol (and version) that the program speaks',
      });
    },
  },
];

function otherCheckPort(evidence: Evidence): Verdict {
  const found = evidence.suspect.targets.find((each) => {
    const asked = checkPortOf(evidence, each);
    return asked !== undefined && each.target.port !== undefined && asked !== each.target.port;
  });
  const reached = gotTo(evidence, 'reached');
  if (!found) return reached ? ruledOut(reached.says, ...reached.proof) : NOTHING;
  const { target, group } = found;
  const asked = checkPortOf(evidence, found);
  if (reached) return ruledOut(reached.says, ...reached.proof);
  return {
    kind: 'confirmed',
    says: `the health check asks port ${asked}, and the traffic goes to port ${target.port}`,
    because: [
      {
        source: 'elasticloadbalancing:DescribeTargetHealth',
        what: `HealthCheckPort of ${target.id}:${target.port} in ${group.name}`,
        value: String(asked),
        at: undefined,
      },
      ...proofsOf(cluesIn(evidence, ['target'])),
    ],
    remedy: 'set the health check’s port to traffic-port',
    explains: evidence.suspect.targets.length,
  };
}

/** As the target tells, else as its group is set: not every answer tells it of targets. */
function checkPortOf({ sighting }: Evidence, { target, group }: FailingTarget): number | undefined {
  const check = sighting.targetGroups.find((seen) => seen.group.arn === group.arn)?.check;
  const ofGroup = Number(check?.kind === 'known' ? check.value.port : undefined);
  return target.checkPort ?? (Number.isInteger(ofGroup) ? ofGroup : undefined);
}

function confirmed(
  evidence: Evidence,
  {
    says,
    proof,
    remedy,
  }: { readonly says: string; readonly proof: readonly Proof[]; readonly remedy: string },
): Verdict {
  const clues = refusals(evidence);
  const stopped = evidence.suspect.failing.filter(({ stoppedReason = '' }) =>
    /ELB health checks/i.test(stoppedReason),
  );
  return {
    kind: 'confirmed',
    says,
    remedy,
    because: [...proof, ...proofsOf(clues)],
    explains: Math.max(explained(clues), stopped.length),
  };
}

function refusals(evidence: Evidence) {
  return matching(cluesIn(evidence, ['target', 'event']), REFUSED);
}

/** The port that ECS registers, whatever the target group's own default is. */
function trafficPort({ suspect, sighting }: Evidence): number | undefined {
  return suspect.targets[0]?.target.port ?? sighting.targetGroups[0]?.group.containerPort;
}

function protocolOf({ sighting }: Evidence): string | undefined {
  return sighting.targetGroups.flatMap(({ check }) =>
    check?.kind === 'known' ? (check.value.protocol ?? []) : [],
  )[0];
}
