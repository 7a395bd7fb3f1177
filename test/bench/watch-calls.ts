import type { CallMade } from './local-aws.ts';
import { msText, quantile, type Row } from './table.ts';

/** What is watched. */
export interface Watched {
  readonly services: number;
  readonly clusters: number;
  readonly tasksPerService: number;
}

/** What a sweep costs, each API with the least number of calls that its batches allow. */
const SWEEP = ['ecs:DescribeServices', 'ecs:ListTasks', 'ecs:DescribeTasks'] as const;
/** By API. */
export type Least = Readonly<Record<(typeof SWEEP)[number], number>>;
/** Asked once a minute at most, however many sweeps there are. */
const NAMES = ['ecs:ListClusters', 'ecs:ListServices'];
/** Between two sweeps ECS is left alone for longer than between two calls. */
const SILENCE_MS = 1500;
const BUSIEST_MS = 10_000;
const LONGEST_MS = 30_000;

/**
 * Calls a second that may be drawn: a quarter of what AWS refills.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/throttling.html
 */
const QUARTERS = [
  { what: 'service reads', names: ['ecs:DescribeServices', 'ecs:ListServices'], perSecond: 5 },
  { what: 'cluster resources', names: ['ecs:ListTasks', 'ecs:DescribeTasks'], perSecond: 5 },
  {
    what: 'load balancing',
    names: ['elasticloadbalancing:DescribeTargetHealth', 'elasticloadbalancing:DescribeTargetGroups'],
    perSecond: 2.5,
  },
];

/** What undisturbed sweeps ask of AWS, and how fast. */
export function sweepCallRows(calls: readonly CallMade[], watched: Watched): readonly Row[] {
  const sweeps = wholeSweeps(calls);
  const least = leastOf(watched);
  const beginsAt = sweeps[0]?.[0]?.at ?? 0;
  const endsAt = calls.findLast(({ name }) => isOfSweep(name))?.at ?? 0;
  const during = calls.filter(({ at }) => at >= beginsAt && at <= endsAt);
  return [
    ...SWEEP.map((name): Row => {
      const most = Math.max(...sweeps.map((all) => count(all, name)));
      return {
        what: `calls of a sweep, the most of ${sweeps.length}: ${name}`,
        floor: String(least[name]),
        measured: String(most),
        bound: 'the least the batch sizes allow',
        holds: most === least[name],
      };
    }),
    otherCallsRow(during),
    namesRow(during, watched, endsAt - beginsAt),
    ...QUARTERS.map((quarter) => rateRow(quarter, during, { ms: endsAt - beginsAt, least })),
  ];
}

/** Time between two looks at the same service, as AWS saw them. */
export function lookRows(calls: readonly CallMade[], watched: Watched): readonly Row[] {
  const gaps = gapsOf(calls);
  const longest = Math.max(...gaps);
  const leastMs = (leastOf(watched)['ecs:DescribeServices'] * 1000) / 5;
  return [
    {
      what: `time between two looks at a service, p50 and longest of ${gaps.length}`,
      floor: `${msText(Math.max(15_000, leastMs))} (5 calls/s)`,
      measured: `${msText(quantile(gaps, 0.5))}, ${msText(longest)}`,
      bound: msText(LONGEST_MS),
      holds: longest <= LONGEST_MS,
    },
  ];
}

/** From one look to the next, the usual time. Milliseconds. */
export function usualGapMs(calls: readonly CallMade[]): number {
  return quantile(gapsOf(calls), 0.5);
}

/** The least calls of one look at all that is watched: batches of ten services, pages of a hundred tasks. */
export function leastOf({ services, clusters, tasksPerService }: Watched): Least {
  const here = services / clusters;
  const pages = Math.ceil((here * tasksPerService) / 100);
  return {
    'ecs:DescribeServices': clusters * Math.ceil(here / 10),
    'ecs:ListTasks': clusters * (pages + 1),
    'ecs:DescribeTasks': clusters * pages,
  };
}

/** Calls of the sweeps that were seen from beginning to end. */
function wholeSweeps(calls: readonly CallMade[]): readonly (readonly CallMade[])[] {
  const sweeps: CallMade[][] = [[]];
  let beforeAt: number | undefined;
  for (const call of calls.filter(({ name }) => isOfSweep(name))) {
    if (beforeAt !== undefined && call.at - beforeAt > SILENCE_MS) sweeps.push([]);
    sweeps.at(-1)?.push(call);
    beforeAt = call.at;
  }
  return sweeps.slice(1, -1);
}

function otherCallsRow(calls: readonly CallMade[]): Row {
  const others = calls.filter(
    ({ name }) => name.startsWith('ecs:') && !isOfSweep(name) && !NAMES.includes(name),
  );
  return {
    what: 'other calls to ECS (task definitions, history)',
    floor: '0',
    measured: String(others.length),
    bound: '0',
    holds: others.length === 0,
  };
}

function namesRow(calls: readonly CallMade[], { clusters, services }: Watched, ms: number): Row {
  const made = calls.filter(({ name }) => NAMES.includes(name)).length;
  const least = 1 + clusters * Math.ceil(services / clusters / 100);
  return {
    what: `lists of names in ${msText(ms)}`,
    floor: `${least} a minute`,
    measured: String(made),
    bound: 'once a minute',
    holds: made <= least * Math.ceil(ms / 60_000),
  };
}

/** The floor is a look in every thirty seconds, and nothing else. */
function rateRow(
  { what, names, perSecond }: (typeof QUARTERS)[number],
  calls: readonly CallMade[],
  { ms, least }: { readonly ms: number; readonly least: Least },
): Row {
  const times = calls.filter(({ name }) => names.includes(name)).map(({ at }) => at);
  const average = (times.length * 1000) / ms;
  const busiest = Math.max(
    0,
    ...times.map((from) => times.filter((at) => at >= from && at < from + BUSIEST_MS).length),
  );
  const looks = SWEEP.filter((name) => names.includes(name)).map((name) => least[name]);
  const floor = (looks.reduce((sum, each) => sum + each, 0) * 1000) / LONGEST_MS;
  return {
    what: `calls a second: ${what}, and in the busiest ten seconds`,
    floor: looks.length > 0 ? floor.toFixed(2) : '',
    measured: `${average.toFixed(2)}, ${((busiest * 1000) / BUSIEST_MS).toFixed(1)}`,
    bound: `${perSecond} on average, a quarter of the refill`,
    holds: average <= perSecond,
  };
}

function gapsOf(calls: readonly CallMade[]): readonly number[] {
  const lastAt = new Map<string, number>();
  const gaps: number[] = [];
  for (const { name, at, about } of calls) {
    if (name !== 'ecs:DescribeServices') continue;
    for (const service of about) {
      const before = lastAt.get(service);
      if (before !== undefined) gaps.push(at - before);
      lastAt.set(service, at);
    }
  }
  return gaps;
}

function isOfSweep(name: string): boolean {
  return SWEEP.some((each) => each === name);
}

function count(calls: readonly CallMade[], wanted: string): number {
  return calls.filter(({ name }) => name === wanted).length;
}
