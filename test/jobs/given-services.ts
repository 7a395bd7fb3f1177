import type { Gap } from '../../src/deployment/fact.ts';
import type { Service, ServiceRef } from '../../src/deployment/service.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import { fakeEstate } from '../fakes.ts';
import { aRef, aService, aSighting, aTarget, aTargetGroup, aTask, denied, known } from '../given.ts';

/** How a service is: its targets pass or fail, ECS does not let it be read, or it was deleted. */
export type Condition = 'well' | 'failing' | 'denied' | 'gone' | Partial<Service>;

/** Services that change, as an estate that reads them anew at each look. */
export function aWorld(names: readonly string[], now: () => Date) {
  const conditions = new Map<string, Condition>(names.map((name) => [name, 'well']));
  const gaps: Gap[] = [];
  /** Of `web`. */
  let groupName = 'web-tg';
  const there = () => [...conditions].flatMap(([name, how]) => (how === 'gone' ? [] : [aRef(name)]));
  const sighting = (ref: ServiceRef) =>
    sightingOf(ref, conditions.get(ref.name) ?? 'gone', { now: now(), groupName });
  const listing = async () => ({ refs: gaps.length > 0 ? [] : there(), gaps, readAt: now() });
  const { estate, asked } = fakeEstate([], {
    environments: [{ alias: 'prod-eu', region: 'eu-central-1' }],
    list: listing,
    tagged: listing,
    look: async (ref) => sighting(ref),
    sweep: async (refs) => {
      asked.sweeps += 1;
      return { sightings: refs.map(sighting), gaps: [] };
    },
  });
  return {
    ...{ estate, asked },
    become: (name: string, how: Condition) => void conditions.set(name, how),
    /** The list of services cannot be read. */
    hide: () =>
      void gaps.push({ env: 'prod-eu', subject: 'services of prod', unknown: denied('ecs:ListServices') }),
    show: () => void gaps.splice(0),
    renameGroup: (name: string) => {
      groupName = name;
    },
  };
}

function sightingOf(
  ref: ServiceRef,
  how: Condition,
  { now, groupName }: { readonly now: Date; readonly groupName: string },
): Sighting {
  const base = aSighting({ ref });
  if (how === 'gone') {
    const unknown = {
      kind: 'unknown',
      why: 'not-found',
      detail: `could not find service ${ref.name}: it was deleted`,
    } as const;
    return { ...base, service: unknown, tasks: unknown };
  }
  if (how === 'denied') return { ...base, service: denied('ecs:DescribeServices') };
  const state = how === 'failing' ? 'unhealthy' : 'healthy';
  const ips = ['10.0.1.10', '10.0.2.10'];
  const targets = ips.map((id) =>
    aTarget({ id, state, description: state === 'healthy' ? undefined : 'Health checks failed' }),
  );
  const group = aTargetGroup(targets, { name: ref.name === 'web' ? groupName : `${ref.name}-tg` });
  const service = aService({ ref, ...(typeof how === 'object' ? how : {}) });
  return {
    ...base,
    service: known(service, 'ecs:DescribeServices', now),
    tasks: known(
      ips.map((privateIp) => aTask({ privateIp })),
      'ecs:DescribeTasks',
      now,
    ),
    targetGroups: [{ ...group, targets: known(targets, 'elasticloadbalancing:DescribeTargetHealth', now) }],
  };
}
