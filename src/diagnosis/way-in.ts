import type { TargetGroupSighting } from '../deployment/sighting.ts';
import type { Clue } from './clues.ts';
import type { Evidence } from './evidence.ts';
import {
  cidrContains,
  type LoadBalancer,
  mayAdmit,
  type NetworkAcl,
  type Peer,
  type SecurityGroup,
} from './network.ts';
import { NOTHING, notChecked, type Proof, type Verdict } from './rule.ts';

/** The load balancer's way to the tasks, where its checks get no answer in time. */
export interface WayIn {
  readonly clues: readonly Clue[];
  readonly port: number;
  readonly balancer: LoadBalancer;
  readonly taskGroups: readonly SecurityGroup[];
  readonly balancerGroups: readonly SecurityGroup[];
  /** Of the tasks’ subnets; undefined where they were not read. */
  readonly acls: readonly NetworkAcl[] | undefined;
  /** The load balancer, by its groups and the ranges of its subnets. */
  readonly peer: Peer;
  readonly tasks: Peer;
}

/** What stands in the way, with its proof. */
export interface Obstacle {
  readonly says: string;
  readonly proof: readonly Proof[];
}

/** Whether the load balancer's checks get as far as the tasks; undefined where that cannot be told. */
export function isWayInOpen(evidence: Evidence): boolean | undefined {
  const way = wayIn(evidence, []);
  if ('kind' in way) return undefined;
  if (blockedAtTasks(way) ?? blockedAtBalancer(way) ?? blockedByAcl(way)) return false;
  return way.acls === undefined ? undefined : true;
}

/** The way in as far as it was read; what stands in the way of judging it otherwise. */
export function wayIn(evidence: Evidence, clues: WayIn['clues']): WayIn | Verdict {
  const { securityGroups, loadBalancers, network, sighting, suspect } = evidence;
  for (const [what, read] of [
    ['the load balancer', loadBalancers],
    ['the security groups', securityGroups],
  ] as const)
    if (read?.kind === 'unknown') return notChecked(what, read);
  const own = sighting.service.kind === 'known' ? sighting.service.value.network : undefined;
  const failing = failingGroup(evidence, clues);
  const balancer = balancerOf(failing, loadBalancers?.kind === 'known' ? loadBalancers.value : []);
  const port = suspect.targets[0]?.target.port ?? failing?.group.containerPort;
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
    acls: read?.acls.filter(({ subnets }) => subnets.some((id) => own.subnets.includes(id))),
    peer: { groups: balancer.securityGroups, cidrs: cidrsOf(balancer.zones.map(({ subnet }) => subnet)) },
    tasks: { groups: own.securityGroups, cidrs: cidrsOf(own.subnets) },
  };
}

/** The group whose targets do not pass; by name where only events tell of it. */
function failingGroup(
  { suspect, sighting }: Evidence,
  clues: readonly Clue[],
): TargetGroupSighting | undefined {
  const arn = suspect.targets[0]?.group.arn;
  const all = sighting.targetGroups;
  return (
    all.find(({ group }) => group.arn === arn) ??
    all.find(({ group }) => clues.some(({ text }) => text.includes(group.name))) ??
    all[0]
  );
}

/** One that serves another group is asked by other clients on another port. */
function balancerOf(
  failing: TargetGroupSighting | undefined,
  all: readonly LoadBalancer[],
): LoadBalancer | undefined {
  const arns = failing?.check?.kind === 'known' ? (failing.check.value.loadBalancers ?? []) : [];
  const [only, ...others] = all;
  return all.find(({ arn }) => arns.includes(arn)) ?? (others.length === 0 ? only : undefined);
}

/** By the tasks’ security groups. */
export function blockedAtTasks({ taskGroups, port, peer, balancer }: WayIn): Obstacle | undefined {
  if (taskGroups.length === 0 || taskGroups.some(({ inbound }) => mayAdmit(inbound, port, peer)))
    return undefined;
  return {
    says: `${namesOf(taskGroups)} takes nothing on port ${port} from ${balancer.name} (${peer.groups.join(', ')})`,
    proof: groupProofs(taskGroups, port),
  };
}

/** By those of the load balancer. */
export function blockedAtBalancer({ balancerGroups, tasks, port }: WayIn): Obstacle | undefined {
  if (balancerGroups.length === 0 || balancerGroups.some(({ outbound }) => mayAdmit(outbound, port, tasks)))
    return undefined;
  return {
    says: `${namesOf(balancerGroups)} of the load balancer lets nothing out to port ${port}`,
    proof: groupProofs(balancerGroups, port, 'outbound'),
  };
}

/** By a network ACL of the tasks’ subnets, which has to let answers out as well. */
export function blockedByAcl({ acls, port, peer }: WayIn): Obstacle | undefined {
  const [from] = peer.cidrs;
  if (from === undefined || acls === undefined) return undefined;
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

/** What the groups let through. */
export function groupProofs(
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

/** "sg-0a1b, sg-0c2d" */
export function namesOf(groups: readonly SecurityGroup[]): string {
  return groups.map(({ id }) => id).join(', ') || 'the security group';
}
