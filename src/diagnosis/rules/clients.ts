import type { Evidence } from '../evidence.ts';
import { coversPort, defaultRoute, type LoadBalancer, routeTableOf } from '../network.ts';
import { type Listener, routeName, routesTo, ruleName } from '../routing.ts';
import { NOTHING, notChecked, type Proof, type Rule, ruledOut, type Verdict } from '../rule.ts';

const TROUBLE =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html';

/** What stands between the clients and a service that is well. */
interface Front {
  readonly balancers: readonly LoadBalancer[];
  readonly listeners: readonly Listener[];
}

/** Rules about requests that do not get to a service that ECS calls well. */
export const clientRules: readonly Rule[] = [
  {
    id: 'listener-rule-misrouted',
    title: 'The listener’s rules send no request to the service',
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html',
    ofWell: true,
    examine: misrouted,
  },
  {
    id: 'alb-not-reachable',
    title: 'Clients cannot connect to the load balancer',
    source: TROUBLE,
    ofWell: true,
    examine: unreachable,
  },
];

function misrouted(evidence: Evidence): Verdict {
  const front = frontOf(evidence);
  if ('kind' in front) return front;
  const groups = evidence.sighting.targetGroups.filter(
    // The spare group of a pair has no targets while the other one serves.
    ({ targets }) => targets.kind === 'known' && targets.value.some(({ state }) => state === 'healthy'),
  );
  const routes = routesTo(
    groups.map(({ group }) => group.arn),
    front.listeners,
  );
  const open = routes.find(({ trouble }) => trouble === undefined);
  if (open) return ruledOut(`${routeName(open)} forwards to it`, ruleProof(open.listener, open.rule));
  const [first] = routes;
  if (!first?.trouble || groups.length === 0) return NOTHING;
  const { trouble, listener, rule } = first;
  const names = groups.map(({ group }) => group.name).join(', ');
  const why =
    trouble.kind === 'hidden'
      ? `${ruleName(trouble.behind)} of port ${listener.port} comes first and takes all that ${ruleName(rule)} is for`
      : `${routeName(first)} gives ${names} the weight 0`;
  return {
    kind: 'confirmed',
    says: `no request gets to ${names}: ${why}`,
    because: [
      ruleProof(listener, rule),
      ...(trouble.kind === 'hidden' ? [ruleProof(listener, trouble.behind)] : []),
    ],
    remedy:
      trouble.kind === 'hidden'
        ? `give ${ruleName(rule)} a smaller number than ${ruleName(trouble.behind)}, or narrow that one`
        : 'give the target group a weight again, or forward to it by a rule of its own',
    explains: Number.POSITIVE_INFINITY,
  };
}

function unreachable(evidence: Evidence): Verdict {
  const front = frontOf(evidence);
  if ('kind' in front) return front;
  const { securityGroups, network } = evidence;
  const ours = evidence.sighting.targetGroups.map(({ group }) => group.arn);
  const used = routesTo(ours, front.listeners).map(({ listener }) => listener);
  for (const balancer of front.balancers) {
    const ports = [...new Set(used.filter((each) => each.balancer === balancer.arn).map(({ port }) => port))];
    const shut = shutGroups(balancer, ports, evidence) ?? withoutGateway(balancer, evidence);
    if (shut) return { kind: 'confirmed', ...shut, explains: Number.POSITIVE_INFINITY };
  }
  // One of the two may be shut and the other not to be read.
  if (securityGroups?.kind === 'unknown')
    return notChecked('the load balancer’s security groups', securityGroups);
  if (network?.kind === 'unknown') return notChecked('the load balancer’s subnets', network);
  const [balancer] = front.balancers;
  if (!balancer) return NOTHING;
  return ruledOut(
    `${balancer.name} is ${balancer.scheme ?? 'a load balancer'}, and its security groups and subnets let clients in`,
  );
}

type Shut = { readonly says: string; readonly because: readonly Proof[]; readonly remedy: string };

/** Where not one of the ports that lead to the service is opened to anybody. A closed port beside an open one is usual. */
function shutGroups(
  balancer: LoadBalancer,
  ports: readonly number[],
  { securityGroups }: Evidence,
): Shut | undefined {
  const groups = (securityGroups?.kind === 'known' ? securityGroups.value : []).filter(({ id }) =>
    balancer.securityGroups.includes(id),
  );
  const opens = (port: number) =>
    groups.some(({ inbound }) => inbound.some((each) => coversPort(each, port)));
  if (groups.length === 0 || ports.length === 0 || ports.some(opens)) return undefined;
  const wanted = ports.join(', ');
  return {
    says: `nobody can connect to ${balancer.name}: ${groups.map(({ id }) => id).join(', ')} lets nothing in on port ${wanted}`,
    because: groups.map(({ id, inbound }) => ({
      source: 'ec2:DescribeSecurityGroups',
      what: `IpPermissions of ${id}, wanted port ${wanted}`,
      value:
        inbound.map(({ protocol, from, to }) => `${protocol} ${from ?? 'all'}–${to ?? 'all'}`).join('; ') ||
        'none',
      at: undefined,
    })),
    remedy: `allow port ${wanted} from the clients’ addresses in the load balancer’s security group`,
  };
}

/** Clients of the internet are answered in whichever zone they were told, so that one subnet without a way is enough. */
function withoutGateway(balancer: LoadBalancer, { network }: Evidence): Shut | undefined {
  if (balancer.scheme !== 'internet-facing' || network?.kind !== 'known') return undefined;
  const { subnets, routeTables } = network.value;
  const astray = balancer.zones.flatMap(({ subnet: id, zone }) => {
    const subnet = subnets.find((each) => each.id === id);
    const table = subnet && routeTableOf(subnet, routeTables);
    if (!table || defaultRoute(table)?.via.startsWith('igw-')) return [];
    return [{ id, zone, table }];
  });
  if (astray.length === 0) return undefined;
  const all = astray.length === balancer.zones.length;
  return {
    says: `${balancer.name} is internet-facing, and ${all ? 'its subnets have' : `${astray.map(({ id }) => id).join(', ')} has`} no route to an internet gateway, so that ${all ? 'no client gets an answer' : `clients that come in by ${astray.map(({ zone }) => zone).join(', ')} get no answer`}`,
    because: astray.map(({ id, table }) => ({
      source: 'ec2:DescribeRouteTables',
      what: `routes of ${table.id}, which ${id} has`,
      value: `0.0.0.0/0 → ${defaultRoute(table)?.via ?? 'nowhere'}`,
      at: undefined,
    })),
    remedy:
      'put the load balancer into public subnets, or route 0.0.0.0/0 of its subnets to an internet gateway',
  };
}

/** What stands in the way of judging it otherwise. */
function frontOf({ loadBalancers, listeners }: Evidence): Front | Verdict {
  if (loadBalancers === undefined || listeners === undefined) return NOTHING;
  if (loadBalancers.kind === 'unknown') return notChecked('the load balancer', loadBalancers);
  if (listeners.kind === 'unknown') return notChecked('the listeners and their rules', listeners);
  return { balancers: loadBalancers.value, listeners: listeners.value };
}

function ruleProof({ port }: Listener, rule: Listener['rules'][number]): Proof {
  const to = rule.forwards.map(({ group, weight }) => `${nameOf(group)} (weight ${weight})`).join(', ');
  return {
    source: 'elasticloadbalancing:DescribeRules',
    what: `${ruleName(rule)} of port ${port}`,
    value: `${rule.action} ${to}`.trim(),
    at: undefined,
  };
}

function nameOf(group: string): string {
  return /targetgroup\/([^/]+)/.exec(group)?.[1] ?? group;
}
