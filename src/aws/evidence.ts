import { type Clock, inTime } from '../clock.ts';
import { type Fact, mapFact } from '../deployment/fact.ts';
import { type Deeper, NOTHING_DEEPER } from '../diagnosis/evidence.ts';
import type { Needs } from '../diagnosis/needs.ts';
import { allOf, asFact } from './as-fact.ts';
import { type Begun, begun, late } from './begun.ts';
import { ecrImageOf } from './ecr-image.ts';
import { frontOf, networkOf, securityGroupsOf } from './evidence-network.ts';
import type { EvidenceReads } from './evidence-reads.ts';
import type { Want } from './memory.ts';
import type { OnDemand } from './on-demand.ts';
import type { Reads } from './reads.ts';

interface Around {
  readonly reads: Reads;
  readonly deeper: EvidenceReads;
  readonly clock: Clock;
  readonly loaded: OnDemand['loaded'];
  /** How long all of it is waited for. */
  readonly ms: number;
}

/** Whoever waits for it has waited for a look before. */
const LONGEST_MS = 4000;

/** Everything that is needed beyond a look, all sources in parallel. One that fails or is late is an unknown fact. */
export async function gatherEvidence(around: Around, needs: Needs, want: Want): Promise<Deeper> {
  const { reads, deeper, clock, loaded, ms } = around;
  const untilAt = clock.now();
  const loadBalancers = asked(needs.loadBalancers, 'the load balancers', (arns) =>
    asFact(deeper.loadBalancers(arns, want)),
  );
  const clients = needs.clients ? needs.loadBalancers : [];
  const network =
    asked(needs.subnets, 'the network', (ids) =>
      networkOf(deeper, ids, { loadBalancers: loadBalancers?.done, want }),
    ) ??
    asked(clients, 'the load balancers’ subnets', () =>
      frontOf(deeper, { loadBalancers: loadBalancers?.done, want }),
    );
  const securityGroups = asked([...needs.securityGroups, ...clients], 'the security groups', () =>
    securityGroupsOf(
      deeper,
      { ids: needs.securityGroups, loadBalancers: loadBalancers?.done, network: network?.done },
      want,
    ),
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
    listeners: asked(clients, 'the listeners', async (arns) => {
      const read = await Promise.all(arns.map((arn) => asFact(deeper.listeners(arn, want))));
      return mapFact(allOf(read, 'elasticloadbalancing:DescribeListeners', clock), (all) => all.flat());
    }),
    idleTimeouts: asked(clients, 'the load balancers’ attributes', async (arns) => {
      const read = await Promise.all(arns.map((arn) => asFact(deeper.idleTimeout(arn, want))));
      const source = 'elasticloadbalancing:DescribeLoadBalancerAttributes';
      return mapFact(allOf(read, source, clock), (all) => all.flat());
    }),
    measures: asked(needs.measures, 'CloudWatch’s numbers', (refs) =>
      asFact(deeper.measures(refs, untilAt, want)),
    ),
    loadBalancers,
    network,
    securityGroups,
  };
  const done = Promise.all(Object.values(all).map((each) => each?.done));
  await loaded({ network: network !== undefined, numbers: needs.measures.length > 0 });
  await inTime(done, Math.min(ms, LONGEST_MS), clock, () => undefined);
  return {
    ...NOTHING_DEEPER,
    settings: all.settings?.soFar(late),
    serviceRevisions: all.serviceRevisions?.soFar(late),
    deployment: all.deployment?.soFar(late),
    image: all.image?.soFar(late),
    loadBalancers: loadBalancers?.soFar(late),
    listeners: all.listeners?.soFar(late),
    idleTimeouts: all.idleTimeouts?.soFar(late),
    measures: all.measures?.soFar(late),
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
