import { type Clue, explained } from '../clues.ts';
import type { Evidence } from '../evidence.ts';
import { gotTo } from '../ladder.ts';
import { coversPort, defaultRoute, type SecurityGroup } from '../network.ts';
import { NOTHING, notChecked, type Proof, type Rule, ruledOut, type Verdict } from '../rule.ts';
import { proofsOf } from '../saying.ts';
import { routeProof, routeWords, unreachedClues, type WayOut, wayOut } from '../way-out.ts';

const CONNECTIVITY = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/verify-connectivity.html';
const HTTPS = 443;

interface Found {
  readonly says: string;
  readonly proof: readonly Proof[];
}

interface Cause {
  readonly id: string;
  readonly title: string;
  readonly remedy: string;
  readonly find: (way: WayOut) => Found | undefined;
}

/** Why a task did not reach what it must reach before it can start: its subnet’s routes, endpoints and groups tell. */
const CAUSES: readonly Cause[] = [
  {
    id: 'egress-sg-blocked',
    title: 'The tasks’ security group lets nothing out to port 443',
    remedy: 'allow TCP 443 outbound in the tasks’ security group',
    find: blockedByGroup,
  },
  {
    id: 'vpc-endpoint-blocked',
    title: 'The VPC endpoint does not take the tasks’ connections',
    remedy:
      'let the tasks’ security group in on 443 at the endpoint, turn on private DNS, give it the tasks’ zones',
    find: (way) => (blockedByGroup(way) ? undefined : blockedAtEndpoint(way)),
  },
  {
    id: 'no-public-ip',
    title: 'The tasks have no public IP in a subnet that gets out only with one',
    remedy: 'set assignPublicIp to ENABLED, or use private subnets with a NAT gateway or VPC endpoints',
    find: (way) => (blockedByGroup(way) || way.endpoints.length > 0 ? undefined : withoutPublicIp(way)),
  },
  {
    id: 'no-egress-route',
    title: 'The tasks’ subnet has no route out',
    remedy: 'add a route to a NAT gateway, or VPC endpoints (ecr.api, ecr.dkr, s3, logs, secretsmanager)',
    find: (way) => (blockedByGroup(way) || way.endpoints.length > 0 ? undefined : withoutRoute(way)),
  },
];

/** Rules about the way out. */
export const egressRules: readonly Rule[] = CAUSES.map(({ id, title, remedy, find }) => ({
  id,
  title,
  source: CONNECTIVITY,
  examine: (evidence) => {
    const clues = unreachedClues(evidence);
    return clues.length === 0 ? excluded(id, evidence) : judged(evidence, clues, { remedy, find });
  },
}));

function judged(
  evidence: Evidence,
  clues: readonly Clue[],
  { remedy, find }: Pick<Cause, 'remedy' | 'find'>,
): Verdict {
  const way = wayOut(evidence, clues);
  if ('kind' in way) return notChecked('the way out of the tasks’ subnet', way);
  const found = find(way);
  if (!found)
    return ruledOut(
      `${way.subnet.id} has ${routeWords(way)}, public IP ${way.publicIp ? 'on' : 'off'}`,
      routeProof(way),
    );
  const because = [...found.proof, ...proofsOf(clues)];
  return { kind: 'confirmed', says: found.says, remedy, because, explains: explained(clues) };
}

/** A task that started had reached all it needed; a public IP would change nothing for what comes in. */
function excluded(id: string, evidence: Evidence): Verdict {
  const { service } = evidence.sighting;
  const network = service.kind === 'known' ? service.value.network : undefined;
  const height = gotTo(evidence, 'started');
  if (!height || !network || (id === 'no-public-ip' && network.publicIp)) return NOTHING;
  const inbound = id === 'no-public-ip' ? '; load balancers reach tasks by their private addresses' : '';
  return ruledOut(`${height.says}${inbound}`, ...height.proof);
}

function blockedByGroup({ groups }: WayOut): Found | undefined {
  const lets = groups.some(({ outbound }) => outbound.some((each) => coversPort(each, HTTPS)));
  if (groups.length === 0 || lets) return undefined;
  return {
    says: `the tasks’ security group ${groups.map(({ id }) => id).join(', ')} lets nothing out to port 443`,
    proof: groups.map((group) => ({
      source: 'ec2:DescribeSecurityGroups',
      what: `IpPermissionsEgress of ${group.id}`,
      value: outboundWords(group),
      at: undefined,
    })),
  };
}

function blockedAtEndpoint({ endpoints }: WayOut): Found | undefined {
  const broken = endpoints.find(({ trouble }) => trouble !== undefined);
  if (!broken?.trouble) return undefined;
  const { endpoint, trouble } = broken;
  const what = `${endpoint.id} (${endpoint.service})`;
  return {
    says: `the VPC endpoint ${endpoint.id} for ${endpoint.service} ${trouble}`,
    proof: [{ source: 'ec2:DescribeVpcEndpoints', what, value: trouble, at: undefined }],
  };
}

function withoutPublicIp(way: WayOut): Found | undefined {
  const route = way.table && defaultRoute(way.table);
  if (!route?.via.startsWith('igw-') || way.publicIp) return undefined;
  const what = 'networkConfiguration.awsvpcConfiguration.assignPublicIp';
  return {
    says: `tasks in ${way.subnet.id} have no public IP, and its only way out is an internet gateway`,
    proof: [{ source: 'ecs:DescribeServices', what, value: 'DISABLED', at: undefined }, routeProof(way)],
  };
}

function withoutRoute(way: WayOut): Found | undefined {
  if (!way.table || defaultRoute(way.table)) return undefined;
  return {
    says: `${way.subnet.id} has no way out (${routeWords(way)}) and no VPC endpoint for what was to be reached`,
    proof: [routeProof(way)],
  };
}

function outboundWords({ outbound }: SecurityGroup): string {
  const all = outbound.map(({ protocol, from, to }) => `${protocol} ${from ?? 'all'} to ${to ?? 'all'}`);
  return all.length > 0 ? all.join(', ') : 'none';
}
