import { type Clock, inTime } from '../clock.ts';
import type { Fact, Unknown } from '../deployment/fact.ts';
import { type Deeper, NOTHING_DEEPER } from '../diagnosis/evidence.ts';
import type { Needs } from '../diagnosis/needs.ts';
import type { LoadBalancer, Network, SecurityGroup } from '../diagnosis/network.ts';
import { asFact } from './as-fact.ts';
import { type Begun, begun } from './begun.ts';
import type { EvidenceReads } from './evidence-reads.ts';
import { ecrImageOf } from './images.ts';
import type { Want } from './memory.ts';
import type { Reads } from './reads.ts';

interface Around {
  readonly reads: Reads;
  readonly deeper: EvidenceReads;
  readonly clock: Clock;
  /** How long all of it is waited for. */
  readonly ms: number;
}

/** Whoever waits for it has waited for a look before. */
const LONGEST_MS = 4000;

/** Everything that is needed beyond a look, all sources in parallel. One that fails or is late is an unknown fact. */
export async function gatherEvidence(around: Around, needs: Needs, want: Want): Promise<Deeper> {
  const { reads, deeper, clock, ms } = around;
  const loadBalancers = asked(needs.loadBalancers, 'the load balancers', (arns) =>
    asFact(deeper.loadBalancers(arns, want)),
  );
  const network = asked(needs.subnets, 'the network', (ids) =>
    networkOf(deeper, ids, { loadBalancers, want }),
  );
  const securityGroups = asked(needs.securityGroups, 'the security groups', (ids) =>
    securityGroupsOf(deeper, { ids, loadBalancers, network }, want),
  );
  const all = {
    settings: asked(needs.settings, 'the task definitions', (some) => reads.settings(some, want)),
    serviceRevisions: asked(needs.serviceRevisions, 'the service revisions', (arns) =>
      reads.serviceRevisions(arns, want),
    ),
    deployment: asked(listOf(needs.deployment), 'the newest deployment', ([arn = '']) =>
      asFact(deeper.deployment(arn, want)),
    ),
    image: asked(
      listOf(needs.image).flatMap((image) => ecrImageOf(image) ?? []),
      'the image',
      ([image]) => (image ? asFact(deeper.image(image, want)) : Promise.resolve(late('the image'))),
    ),
    loadBalancers,
    network,
    securityGroups,
  };
  await inTime(
    Promise.all(Object.values(all).map((each) => each?.done)),
    Math.min(ms, LONGEST_MS),
    clock,
    () => undefined,
  );
  return {
    ...NOTHING_DEEPER,
    settings: all.settings?.soFar(late),
    serviceRevisions: all.serviceRevisions?.soFar(late),
    deployment: all.deployment?.soFar(late),
    image: all.image?.soFar(late),
    loadBalancers: loadBalancers?.soFar(late),
    network: network?.soFar(late),
    securityGroups: securityGroups?.soFar(late),
  };
}

/** Undefined where nothing of it is needed. */
function asked<N, T>(
  needed: readonly N[],
  subject: string,
  read: (needed: readonly N[]) => Promise<Fact<T>>,
): Begun<T> | undefined {
  return needed.length === 0 ? undefined : begun(subject, read(needed));
}

function listOf<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

/** The subnets name the VPC in which the rest is looked for. The first part that cannot be read makes the whole unknown. */
async function networkOf(
  deeper: EvidenceReads,
  own: readonly string[],
  { loadBalancers, want }: { readonly loadBalancers: Begun<readonly LoadBalancer[]> | undefined; want: Want },
): Promise<Fact<Network>> {
  // They are asked about on the way in alone.
  const acls = loadBalancers && asFact(deeper.acls(own, want));
  const balancers = await loadBalancers?.done;
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

/** Those of the tasks, of the load balancers and of the endpoints, in one call. */
async function securityGroupsOf(
  deeper: EvidenceReads,
  found: {
    readonly ids: readonly string[];
    readonly loadBalancers: Begun<readonly LoadBalancer[]> | undefined;
    readonly network: Begun<Network> | undefined;
  },
  want: Want,
): Promise<Fact<readonly SecurityGroup[]>> {
  const [balancers, network] = await Promise.all([found.loadBalancers?.done, found.network?.done]);
  const theirs = [
    ...(balancers?.kind === 'known' ? balancers.value : []),
    ...(network?.kind === 'known' ? network.value.endpoints : []),
  ].flatMap(({ securityGroups }) => securityGroups);
  return asFact(deeper.securityGroups([...new Set([...found.ids, ...theirs])], want));
}

function late(subject: string): Unknown {
  return { kind: 'unknown', why: 'timeout', detail: `could not read ${subject}: it took too long` };
}
