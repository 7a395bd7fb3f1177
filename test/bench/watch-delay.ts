import type { CallMade } from './local-aws.ts';
import { msText, type Row } from './table.ts';

/** A service whose targets were made to fail, and when that was posted. Epoch milliseconds. */
export interface Told {
  readonly service: string;
  readonly failedAt: number;
  /** Undefined: not as long as anybody waited. */
  readonly postedAt: number | undefined;
}

/** Looks that have to be bad before an alert is opened, at the pace of the policy. */
const LOOKS = 3;
const LOOK_MS = 15_000;
/** Calls a second that load balancing may be asked: a quarter of what AWS refills. */
const PER_SECOND = 2.5;
const HEALTH = 'elasticloadbalancing:DescribeTargetHealth';

/** From the moment at which targets turn unhealthy until people can read it: the slowest of a few. */
export function toldRow(all: readonly Told[]): Row {
  const slowest = slowestOf(all);
  return {
    what: `unhealthy targets to post, ECS says so, slowest of ${all.length}`,
    floor: `${msText(LOOKS * LOOK_MS)} (${LOOKS} looks)`,
    measured: delayText(slowest),
    bound: '',
    holds: undefined,
  };
}

/** The same where only the rotation can find it; each has waited for those groups that were ahead of it. */
export function silentRows(all: readonly Told[], calls: readonly CallMade[], groups: number): readonly Row[] {
  const asks = calls.filter(({ name }) => name === HEALTH);
  const slowest = slowestOf(all);
  const foundAt = asks.find(({ at, about }) => isOf(slowest.service, about) && at >= slowest.failedAt)?.at;
  const before = asks.filter(
    ({ at }) => at >= slowest.failedAt && at < (foundAt ?? Number.POSITIVE_INFINITY),
  );
  const ahead = distinct(before);
  const floorMs = (ahead * 1000) / PER_SECOND + (LOOKS - 1) * LOOK_MS;
  return [
    {
      what: `the same without a word of ECS (${ahead} groups ahead), slowest of ${all.length}`,
      floor: `${msText(floorMs)} (rotation, and ${LOOKS - 1} looks more)`,
      measured: delayText(slowest),
      bound: '',
      holds: undefined,
    },
    {
      what: 'of it from the first look to the post',
      floor: msText((LOOKS - 1) * LOOK_MS),
      measured: foundAt === undefined ? 'not found' : delayText({ ...slowest, failedAt: foundAt }),
      bound: '',
      holds: undefined,
    },
    rotationRow(before, groups),
  ];
}

/** Every group once, at the pace of the time before trouble was found. */
function rotationRow(asks: readonly CallMade[], groups: number): Row {
  const ms = (asks.at(-1)?.at ?? 0) - (asks[0]?.at ?? 0);
  return {
    what: `all ${groups} target groups asked once`,
    floor: msText((groups * 1000) / PER_SECOND),
    measured: msText((ms * groups) / distinct(asks)),
    bound: '',
    holds: undefined,
  };
}

function distinct(asks: readonly CallMade[]): number {
  return new Set(asks.flatMap(({ about }) => about)).size;
}

function isOf(service: string, about: readonly string[]): boolean {
  return about.some((arn) => arn.includes(`targetgroup/${service}-tg/`));
}

function slowestOf(all: readonly Told[]): Told {
  const delay = ({ failedAt, postedAt }: Told) => (postedAt ?? Number.POSITIVE_INFINITY) - failedAt;
  const [slowest] = all.toSorted((one, other) => delay(other) - delay(one));
  if (!slowest) throw new Error('nothing was made to fail');
  return slowest;
}

function delayText({ failedAt, postedAt }: Told): string {
  return postedAt === undefined ? 'not posted' : msText(postedAt - failedAt);
}
