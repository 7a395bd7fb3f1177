import type { Unknown } from '../deployment/fact.ts';
import { type Clue, NOT_REACHED } from './clues.ts';
import type { Evidence } from './evidence.ts';
import {
  admits,
  defaultRoute,
  type Endpoint,
  type RouteTable,
  routeTableOf,
  type SecurityGroup,
  type Subnet,
} from './network.ts';
import type { Proof } from './rule.ts';
import { cluesIn } from './saying.ts';

const HTTPS = 443;

/** What is known of the way out of a failing task’s subnet. */
export interface WayOut {
  readonly subnet: Subnet;
  readonly table: RouteTable | undefined;
  /** Those of the tasks. */
  readonly groups: readonly SecurityGroup[];
  readonly publicIp: boolean;
  /** Of the AWS services that the task tried to reach, each with what is wrong with it, if anything. */
  readonly endpoints: readonly { readonly endpoint: Endpoint; readonly trouble: string | undefined }[];
}

/** Texts in which a task says that it did not reach something before it could start. */
export function unreachedClues(evidence: Evidence): readonly Clue[] {
  return cluesIn(evidence, ['stop', 'event']).filter(
    ({ text }) => NOT_REACHED.test(text) && !/EFS utils|ELB health|container health/i.test(text),
  );
}

/** The way out as far as it was read; what stood in the way of reading it otherwise. */
export function wayOut(evidence: Evidence, clues: readonly Clue[]): WayOut | Unknown {
  const { network, securityGroups, sighting, suspect } = evidence;
  const unread: Unknown = {
    kind: 'unknown',
    why: 'not-found',
    detail: 'could not find the failing task’s subnet',
  };
  if (network?.kind !== 'known') return network ?? unread;
  if (securityGroups?.kind !== 'known') return securityGroups ?? unread;
  const own = sighting.service.kind === 'known' ? sighting.service.value.network : undefined;
  const id = suspect.failing.flatMap((task) => task.subnet ?? [])[0];
  const subnet = network.value.subnets.find((each) => id === undefined || each.id === id);
  if (!subnet) return unread;
  const table = routeTableOf(subnet, network.value.routeTables);
  const texts = clues.map(({ text }) => text).join(' ');
  const groups = securityGroups.value.filter((each) => own?.securityGroups.includes(each.id));
  const around = { subnet, table, groups, all: securityGroups.value };
  return {
    ...{ subnet, table, groups, publicIp: own?.publicIp ?? false },
    endpoints: network.value.endpoints
      .filter(({ service }) => isMeant(service, texts))
      .map((endpoint) => ({ endpoint, trouble: troubleOf(endpoint, around) })),
  };
}

/** "0.0.0.0/0 → nat-0f…" */
export function routeWords({ table }: Pick<WayOut, 'table'>): string {
  const route = table && defaultRoute(table);
  if (route) return `0.0.0.0/0 → ${route.via}`;
  const dead = table?.routes.find(({ to, blackhole }) => to === '0.0.0.0/0' && blackhole);
  return dead ? `0.0.0.0/0 → ${dead.via} (blackhole)` : 'no route for 0.0.0.0/0';
}

/** The route table as a proof. */
export function routeProof(way: Pick<WayOut, 'table'>): Proof {
  const what = `routes of ${way.table?.id ?? 'the subnet'}`;
  return { source: 'ec2:DescribeRouteTables', what, value: routeWords(way), at: undefined };
}

/** Which endpoint the words of a failed connection are about. */
function isMeant(service: string, texts: string): boolean {
  if (/\.ecr\.(?:api|dkr)$/.test(service))
    return /ecr|registry auth|CannotPull/i.test(texts) && !/docker\.io/i.test(texts);
  if (/\.secretsmanager$/.test(service)) return /secretsmanager|asm|pull secrets/i.test(texts);
  if (/\.ssm$/.test(service)) return /\bssm\b/i.test(texts);
  if (/\.logs$/.test(service)) return /logs\.|CloudWatch log/i.test(texts);
  return /\.s3$/.test(service) && /s3[.-]|layer/i.test(texts);
}

interface Around extends Pick<WayOut, 'subnet' | 'table' | 'groups'> {
  readonly all: readonly SecurityGroup[];
}

function troubleOf(endpoint: Endpoint, { subnet, table, groups, all }: Around): string | undefined {
  if (!endpoint.available) return 'is not available';
  if (endpoint.kind === 'gateway') {
    const named = table !== undefined && endpoint.routeTables.includes(table.id);
    return named ? undefined : `is not in the route table of ${subnet.id}`;
  }
  if (!endpoint.privateDns) return 'has private DNS turned off';
  const peer = { groups: groups.map(({ id }) => id), cidrs: [subnet.cidr] };
  const its = all.filter(({ id }) => endpoint.securityGroups.includes(id));
  if (its.length === 0 || its.some(({ inbound }) => admits(inbound, HTTPS, peer))) return undefined;
  return `does not let the tasks in: ${its.map(({ id }) => id).join(', ')} takes nothing from ${peer.groups.join(', ')} on port 443`;
}
