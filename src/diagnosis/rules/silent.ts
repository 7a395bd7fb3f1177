import { explained, lineClues, matching } from '../clues.ts';
import type { Evidence } from '../evidence.ts';
import { gotTo } from '../ladder.ts';
import {
  cidrContains,
  type LoadBalancer,
  mayAdmit,
  type NetworkAcl,
  type Peer,
  type SecurityGroup,
} from '../network.ts';
import { NOTHING, notChecked, type Proof, type Rule, ruledOut, type Verdict } from '../rule.ts';
import { cluesIn, proofsOf } from '../saying.ts';

const LOAD_BALANCERS =
  'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html';
const SILENT = /Target\.Timeout|Request timed out/i;
const CHECKER = /ELB-HealthChecker/;

/** The load balancer's way to the tasks, where its checks get no answer in time. */
interface WayIn {
  readonly clues: ReturnType<typeof cluesIn>;
  readonly port: number;
  readonly balancer: LoadBalancer;
  readonly taskGroups: readonly SecurityGroup[];
  readonly balancerGroups: readonly SecurityGroup[];
  readonly acls: readonly NetworkAcl[];
  /** The load balancer, by its groups and the ranges of its subnets. */
  readonly peer: Peer;
  readonly tasks: Peer;
}

interface Cause {
  readonly id: string;
  readonly title: string;
  readonly remedy: string;
  readonly find: (way: WayIn) => { readonly says: string; readonly proof: readonly Proof[] } | undefined;
  readonly well: (way: WayIn) => string;
}

const CAUSES: readonly Cause[] = [
  {
    id: 'nlb-client-ip-sg',
    title: 'The tasks’ security group does not let the network load balancer’s addresses in',
    remedy:
      'allow the targets’ port from the load balancer’s subnets, and from the clients’ addresses where those are kept',
    find: (way) => (way.balancer.kind === 'network' ? blockedAtTasks(way) : undefined),
    well: ({ port, taskGroups }) => `${namesOf(taskGroups)} takes port ${port} from the load balancer`,
  },
  {
    id: 'sg-alb-to-task-blocked',
    title: 'The tasks’ security group does not let the load balancer in',
    remedy: 'allow the targets’ port from the load balancer’s security group in that of the tasks',
    find: (way) => (way.balancer.kind === 'network' ? undefined : blockedAtTasks(way)),
    well: ({ port, taskGroups }) => `${namesOf(taskGroups)} takes port ${port} from the load balancer`,
  },
  {
    id: 'alb-sg-egress-blocked',
    title: 'The load balancer’s security group does not let it out to the tasks',
    remedy: 'allow the targets’ port outbound in the load balancer’s security group',
    find: (way) => (blockedAtTasks(way) ? undefined : blockedAtBalancer(way)),
    well: ({ port, balancerGroups }) => `${namesOf(balancerGroups)} lets port ${port} out`,
  },
  {
    id: 'nacl-blocked',
    title: 'A network ACL does not let the load balancer’s checks through',
    remedy: 'allow the targets’ port in, and ports 1024–65535 back out, in the network ACL',
    find: (way) => (blockedAtTasks(way) || blockedAtBalancer(way) ? undefined : blockedByAcl(way)),
    well: ({ acls }) => `${acls.map(({ id }) => id).join(', ') || 'the network ACL'} lets it through`,
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

/** Whether the load balancer's checks get as far as the tasks; undefined where that cannot be told. */
export function isWayInOpen(evidence: Evidence): boolean | undefined {
  const way = wayIn(evidence, []);
  return 'kind' in way ? undefined : !CAUSES.some(({ find }) => find(way));
}

function examine({ remedy, find, well }: Cause, evidence: Evidence): Verdict {
  const clues = matching(cluesIn(evidence, ['target', 'event']), silentIn(evidence));
  const reached = gotTo(evidence, 'reached');
  if (clues.length === 0) return reached ? ruledOut(reached.says, ...reached.proof) : NOTHING;
  const logged = matching(lineClues(evidence), CHECKER);
  if (logged.length > 0) return ruledOut('the check’s requests are in the tasks’ log', ...proofsOf(logged));
  const way = wayIn(evidence, clues);
  if ('kind' in way) return way;
  const found = find(way);
  if (!found)
    return ruledOut(well(way), ...groupProofs([...way.taskGroups, ...way.balancerGroups], way.port));
  const because = [...found.proof, ...proofsOf(clues)];
  return { kind: 'confirmed', says: found.says, remedy, because, explains: explained(clues) };
}

/** A network load balancer calls everything that fails the same. */
function silentIn({ loadBalancers }: Evidence): RegExp {
  const network =
    loadBalancers?.kind === 'known' && loadBalancers.value.some(({ kind }) => kind === 'network');
  return network ? new RegExp(`${SILENT.source}|Target\\.FailedHealthChecks`, 'i') : SILENT;
}

function wayIn(evidence: Evidence, clues: WayIn['clues']): WayIn | Verdict {
  const { securityGroups, loadBalancers, network, sighting, suspect } = evidence;
  for (const [what, read] of [
    ['the load balancer', loadBalancers],
    ['the security groups', securityGroups],
  ] as const)
    if (read?.kind === 'unknown') return notChecked(what, read);
  const own = sighting.service.kind === 'known' ? sighting.service.value.network : undefined;
  const [balancer] = loadBalancers?.kind === 'known' ? loadBalancers.value : [];
  const port = suspect.targets[0]?.target.port ?? sighting.targetGroups[0]?.group.containerPort;
  if (!balancer || !own || securityGroups?.kind !== 'known' || port === undefined) return NOTHING;
  const those = (ids: readonly string[]) => securityGroups.value.filter(({ id }) => ids.includes(id));
  const read = network?.kind === 'known' ? network.value : undefined;
  const cidrsOf = (ids: readonly string[]) =>
    (read?.subnets ?? []).filter(({ id }) => ids.includes(id)).map(({ cidr }) => cidr);
  return {
    clues,
    port,
    balancer,
    taskGroups: those(own.securityGroups),
    balancerGroups: those(balancer.securityGroups),
    acls: (read?.acls ?? []).filter(({ subnets }) => subnets.some((id) => own.subnets.includes(id))),
    peer: { groups: balancer.securityGroups, cidrs: cidrsOf(balancer.zones.map(({ subnet }) => subnet)) },
    tasks: { groups: own.securityGroups, cidrs: cidrsOf(own.subnets) },
  };
}

function blockedAtTasks({ taskGroups, port, peer, balancer }: WayIn) {
  if (taskGroups.length === 0 || taskGroups.some(({ inbound }) => mayAdmit(inbound, port, peer)))
    return undefined;
  return {
    says: `${namesOf(taskGroups)} takes nothing on port ${port} from ${balancer.name} (${peer.groups.join(', ')})`,
    proof: groupProofs(taskGroups, port),
  };
}

function blockedAtBalancer({ balancerGroups, tasks, port }: WayIn) {
  if (balancerGroups.length === 0 || balancerGroups.some(({ outbound }) => mayAdmit(outbound, port, tasks)))
    return undefined;
  return {
    says: `${namesOf(balancerGroups)} of the load balancer lets nothing out to port ${port}`,
    proof: groupProofs(balancerGroups, port, 'outbound'),
  };
}

function blockedByAcl({ acls, port, peer }: WayIn) {
  const from = peer.cidrs[0] ?? '10.0.0.0/16';
  const shut = acls.find(
    (acl) =>
      !lets(acl, { outbound: false, port, cidr: from }) ||
      !lets(acl, { outbound: true, port: 32_768, cidr: from }),
  );
  if (!shut) return undefined;
  const way = lets(shut, { outbound: false, port, cidr: from })
    ? 'answers out (ports 1024–65535)'
    : `port ${port} in`;
  return {
    says: `${shut.id} of the tasks’ subnet does not let ${way}`,
    proof: [
      {
        source: 'ec2:DescribeNetworkAcls',
        what: `entries of ${shut.id}`,
        value: aclWords(shut),
        at: undefined,
      },
    ],
  };
}

/** The first entry that matches decides; without any it is denied. */
function lets(
  { entries }: NetworkAcl,
  asked: { readonly outbound: boolean; readonly port: number; readonly cidr: string },
): boolean {
  const first = entries.find(
    ({ outbound, protocol, from, to, cidr }) =>
      outbound === asked.outbound &&
      (protocol === '-1' || protocol === '6' || protocol === 'tcp') &&
      (from ?? 0) <= asked.port &&
      asked.port <= (to ?? 65_535) &&
      cidrContains(cidr, asked.cidr),
  );
  return first?.allow ?? false;
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

/** How long the answer took, where the line tells it in milliseconds or seconds. */
function latencyMs(text: string): number | undefined {
  const [, amount, unit] =
    /\b(\d+(?:\.\d+)?) ?(ms|s|sec|seconds)\b(?!.*\b\d+(?:\.\d+)? ?(?:ms|s|sec|seconds)\b)/.exec(text) ?? [];
  if (amount === undefined) return undefined;
  return Number(amount) * (unit === 'ms' ? 1 : 1000);
}

function groupProofs(
  groups: readonly SecurityGroup[],
  port: number,
  way: 'inbound' | 'outbound' = 'inbound',
): readonly Proof[] {
  const field = way === 'inbound' ? 'IpPermissions' : 'IpPermissionsEgress';
  return groups.map((group) => {
    const all = group[way].map(
      ({ protocol, from, to, groups: ids, cidrs }) =>
        `${protocol} ${from ?? 'all'}–${to ?? 'all'} ${[...ids, ...cidrs].join(' ') || 'nobody'}`,
    );
    return {
      source: 'ec2:DescribeSecurityGroups',
      what: `${field} of ${group.id}, wanted port ${port}`,
      value: all.join('; ') || 'none',
      at: undefined,
    };
  });
}

function aclWords({ entries }: NetworkAcl): string {
  return entries
    .map(
      ({ outbound, allow, protocol, from, to, cidr }) =>
        `${outbound ? 'out' : 'in'} ${allow ? 'allow' : 'deny'} ${protocol} ${from ?? 'all'}–${to ?? 'all'} ${cidr}`,
    )
    .join('; ');
}

function namesOf(groups: readonly SecurityGroup[]): string {
  return groups.map(({ id }) => id).join(', ') || 'the security group';
}
