import { type Fact, mapFact, type Unknown } from '../deployment/fact.ts';
import type { LoadBalancer, Network, SecurityGroup } from '../diagnosis/network.ts';
import { asFact } from './as-fact.ts';
import type { EvidenceReads } from './evidence-reads.ts';
import type { Want } from './memory.ts';

/** Undefined where they are not needed. */
type Balancers = Promise<Fact<readonly LoadBalancer[]>> | undefined;

const UNASKED: Unknown = {
  kind: 'unknown',
  why: 'not-found',
  detail: 'could not find a load balancer or a network of the service',
};

/** The subnets name the VPC in which the rest is looked for. The first part that cannot be read makes the whole unknown. */
export async function networkOf(
  deeper: EvidenceReads,
  own: readonly string[],
  { loadBalancers, want }: { readonly loadBalancers: Balancers; want: Want },
): Promise<Fact<Network>> {
  // They are asked about on the way in alone.
  const acls = loadBalancers && asFact(deeper.acls(own, want));
  const balancers = await loadBalancers;
  const theirs = balancers?.kind === 'known' ? balancers.value.flatMap(({ zones }) => zones) : [];
  const ids = [...new Set([...own, ...theirs.map(({ subnet }) => subnet)])];
  const subnets = await asFact(deeper.subnets(ids, want));
  if (subnets.kind === 'unknown') return subnets;
  const vpc = subnets.value[0]?.vpc ?? '';
  const [routeTables, endpoints, filters] = await Promise.all([
    asFact(deeper.routeTables(vpc, want)),
    asFact(deeper.endpoints(vpc, want)),
    acls,
  ]);
  if (routeTables.kind === 'unknown') return routeTables;
  if (endpoints.kind === 'unknown') return endpoints;
  if (filters?.kind === 'unknown') return filters;
  const value = {
    subnets: subnets.value,
    routeTables: routeTables.value,
    endpoints: endpoints.value,
    acls: filters?.value ?? [],
  };
  return { ...subnets, value };
}

/** The subnets of the load balancers alone, and where they lead to: what clients come through. */
export async function frontOf(
  deeper: EvidenceReads,
  { loadBalancers, want }: { readonly loadBalancers: Balancers; want: Want },
): Promise<Fact<Network>> {
  const balancers = await loadBalancers;
  if (balancers?.kind !== 'known') return balancers ?? UNASKED;
  const zones = balancers.value.flatMap((each) => each.zones);
  const subnets = await asFact(deeper.subnets([...new Set(zones.map(({ subnet }) => subnet))], want));
  if (subnets.kind === 'unknown') return subnets;
  const tables = await asFact(deeper.routeTables(subnets.value[0]?.vpc ?? '', want));
  if (tables.kind === 'unknown') return tables;
  return {
    ...subnets,
    value: { subnets: subnets.value, routeTables: tables.value, acls: [], endpoints: [] },
  };
}

/** Those of the tasks, of the load balancers and of the endpoints, in one call. */
export async function securityGroupsOf(
  deeper: EvidenceReads,
  found: {
    readonly ids: readonly string[];
    readonly loadBalancers: Balancers;
    readonly network: Promise<Fact<Network>> | undefined;
  },
  want: Want,
): Promise<Fact<readonly SecurityGroup[]>> {
  const [balancers, network] = await Promise.all([found.loadBalancers, found.network]);
  const theirs = [
    ...(balancers?.kind === 'known' ? balancers.value : []),
    ...(network?.kind === 'known' ? network.value.endpoints : []),
  ].flatMap(({ securityGroups }) => securityGroups);
  const ids = [...new Set([...found.ids, ...theirs])];
  // Asked for none, AWS tells all there are; a network load balancer may have none.
  if (ids.length > 0) return asFact(deeper.securityGroups(ids, want));
  return balancers?.kind === 'known' ? mapFact(balancers, () => []) : (balancers ?? UNASKED);
}
