import { explained, lineClues, matching } from '../clues.ts';
import type { Evidence } from '../evidence.ts';
import { gotTo } from '../ladder.ts';
import { admits, type LoadBalancer } from '../network.ts';
import { NOTHING, type Rule, ruledOut, type Verdict } from '../rule.ts';
import { cluesIn, proofsOf } from '../saying.ts';
import {
  blockedAtBalancer,
  blockedAtTasks,
  blockedByAcl,
  groupProofs,
  namesOf,
  type Obstacle,
  type WayIn,
  wayIn,
} from '../way-in.ts';

const LOAD_BALANCERS =
  'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html';
const SILENT = /Target\.Timeout|Request timed out/i;
const CHECKER = /ELB-HealthChecker/;

interface Cause {
  readonly id: string;
  readonly title: string;
  readonly remedy: string;
  /** What is said instead where it is about another kind of load balancer, or what it looks at is not there. */
  readonly instead: (way: WayIn) => Verdict | undefined;
  readonly find: (way: WayIn) => Obstacle | undefined;
  /** What shows that it is not so; undefined where nothing does. */
  readonly well: (way: WayIn) => string | undefined;
}

const CAUSES: readonly Cause[] = [
  {
    id: 'nlb-client-ip-sg',
    title: 'The tasks’ security group does not let the network load balancer’s addresses in',
    remedy:
      'allow the targets’ port from the load balancer’s subnets, and from the clients’ addresses where those are kept',
    instead: ({ balancer }) => (balancer.kind === 'network' ? undefined : ofAnotherKind(balancer)),
    find: blockedAtTasks,
    well: letIn,
  },
  {
    id: 'sg-alb-to-task-blocked',
    title: 'The tasks’ security group does not let the load balancer in',
    remedy: 'allow the targets’ port from the load balancer’s security group in that of the tasks',
    instead: ({ balancer }) => (balancer.kind === 'network' ? ofAnotherKind(balancer) : undefined),
    find: blockedAtTasks,
    well: letIn,
  },
  {
    id: 'alb-sg-egress-blocked',
    title: 'The load balancer’s security group does not let it out to the tasks',
    remedy: 'allow the targets’ port outbound in the load balancer’s security group',
    instead: ({ balancerGroups }) => (balancerGroups.length === 0 ? NOTHING : undefined),
    find: blockedAtBalancer,
    well: ({ port, balancerGroups, tasks }) =>
      balancerGroups.some(({ outbound }) => admits(outbound, port, tasks))
        ? `${namesOf(balancerGroups)} lets port ${port} out`
        : undefined,
  },
  {
    id: 'nacl-blocked',
    title: 'A network ACL does not let the load balancer’s checks through',
    remedy: 'allow the targets’ port in, and ports 1024–65535 back out, in the network ACL',
    instead: ({ acls = [], peer }) => (acls.length === 0 || peer.cidrs.length === 0 ? NOTHING : undefined),
    find: blockedByAcl,
    well: ({ acls = [] }) => `${acls.map(({ id }) => id).join(', ')} lets it through`,
  },
];

/** Rules about checks that get no answer at all. */
export const silentRules: readonly Rule[] = [
  {
    id: 'hc-timeout-too-short',
    title: 'The health path answers, and later than the check waits',
    source: LOAD_BALANCERS,
    examine: tooShort,
  },
  ...CAUSES.map((cause) => ({
    id: cause.id,
    title: cause.title,
    source: LOAD_BALANCERS,
    examine: (evidence: Evidence) => examine(cause, evidence),
  })),
];

function examine({ remedy, instead, find, well }: Cause, evidence: Evidence): Verdict {
  const clues = matching(cluesIn(evidence, ['target', 'event']), silentIn(evidence));
  const reached = gotTo(evidence, 'reached');
  if (clues.length === 0) return reached ? ruledOut(reached.says, ...reached.proof) : NOTHING;
  const logged = matching(lineClues(evidence), CHECKER);
  if (logged.length > 0) return ruledOut('the check’s requests are in the tasks’ log', ...proofsOf(logged));
  const way = wayIn(evidence, clues);
  if ('kind' in way) return way;
  const other = instead(way);
  if (other) return other;
  const found = find(way);
  if (!found) {
    const excludes = well(way);
    const proofs = groupProofs([...way.taskGroups, ...way.balancerGroups], way.port);
    return excludes === undefined ? NOTHING : ruledOut(excludes, ...proofs);
  }
  const because = [...found.proof, ...proofsOf(clues)];
  return { kind: 'confirmed', says: found.says, remedy, because, explains: explained(clues) };
}

function ofAnotherKind({ name, kind }: LoadBalancer): Verdict {
  const source = 'elasticloadbalancing:DescribeLoadBalancers';
  const proof = { source, what: `Type of ${name}`, value: kind, at: undefined };
  return ruledOut(`${name} is a load balancer of type ${kind}`, proof);
}

function letIn({ port, taskGroups, peer }: WayIn): string | undefined {
  const isLet = taskGroups.some(({ inbound }) => admits(inbound, port, peer));
  return isLet ? `${namesOf(taskGroups)} takes port ${port} from the load balancer` : undefined;
}

/** A network load balancer calls everything that fails the same. */
function silentIn({ loadBalancers }: Evidence): RegExp {
  const network =
    loadBalancers?.kind === 'known' && loadBalancers.value.some(({ kind }) => kind === 'network');
  return network ? new RegExp(`${SILENT.source}|Target\\.FailedHealthChecks`, 'i') : SILENT;
}

function tooShort(evidence: Evidence): Verdict {
  const clues = matching(cluesIn(evidence, ['target', 'event']), SILENT);
  const check = evidence.sighting.targetGroups.flatMap((seen) =>
    seen.check?.kind === 'known' ? [seen.check.value] : [],
  )[0];
  const timeoutMs = check?.timeoutMs;
  if (clues.length === 0 || timeoutMs === undefined) return NOTHING;
  const slow = matching(lineClues(evidence), CHECKER).filter(
    ({ text }) => (latencyMs(text) ?? 0) > timeoutMs,
  );
  const [line] = slow;
  if (!line) return NOTHING;
  return {
    kind: 'confirmed',
    says: `the health path answers after ${latencyMs(line.text)} ms, and the check waits ${timeoutMs} ms`,
    because: [...proofsOf(slow), ...proofsOf(clues)],
    remedy: 'make the health path faster, or give the check a longer timeout',
    explains: explained(clues),
  };
}

/** How long the answer took, where the line tells it in milliseconds or seconds; of several times the last. */
function latencyMs(text: string): number | undefined {
  const last = [...text.matchAll(/\b(\d+(?:\.\d+)?) ?(ms|s|sec|seconds)\b/g)].at(-1);
  return last && Number(last[1]) * (last[2] === 'ms' ? 1 : 1000);
}
