import type { Caller } from './caller.ts';
import type { AwsCall } from './request.ts';

/** A token bucket: so many calls at once, then so many a second. */
interface BucketSize {
  readonly capacity: number;
  readonly perSecond: number;
}

const SLOW: BucketSize = { capacity: 50, perSecond: 20 };
const FAST: BucketSize = { capacity: 100, perSecond: 20 };

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html */
const ECS_BUCKETS: readonly { name: string; size: BucketSize; operations: RegExp }[] = [
  { name: 'service', size: FAST, operations: /^(DescribeServices|ListServices)$/ },
  { name: 'resource', size: FAST, operations: /^(Describe|List)(Tasks|ContainerInstances)$/ },
  { name: 'cluster', size: SLOW, operations: /^(Describe|List)Clusters$/ },
  { name: 'definition', size: SLOW, operations: /TaskDefinition/ },
  { name: 'deployment', size: SLOW, operations: /ServiceDeployments$/ },
  { name: 'revision', size: SLOW, operations: /ServiceRevisions$/ },
];

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/throttling.html */
const ELB_BUCKET: BucketSize = { capacity: 40, perSecond: 10 };

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html (eu-central-1) */
const LOGS_PER_SECOND: Readonly<Record<string, number>> = {
  FilterLogEvents: 5,
  GetLogEvents: 10,
  DescribeLogStreams: 25,
  DescribeLogGroups: 10,
};

/** Counts calls against AWS's quotas. */
export interface RateLimits {
  /** False where AWS would throttle the call. */
  admits(call: AwsCall, caller: Caller, now: Date): boolean;
}

/** Buckets are full at first; every account and region has its own. */
export function createRateLimits(): RateLimits {
  const levels = new Map<string, { tokens: number; at: number }>();
  return {
    admits: (call, caller, now) => {
      const bucket = bucketOf(call);
      if (!bucket) return true;
      const key = `${caller.account}/${caller.region}/${bucket.name}`;
      const level = levels.get(key) ?? { tokens: bucket.size.capacity, at: now.getTime() };
      const gained = ((now.getTime() - level.at) / 1_000) * bucket.size.perSecond;
      const tokens = Math.min(bucket.size.capacity, level.tokens + Math.max(gained, 0));
      const admitted = tokens >= 1;
      levels.set(key, { tokens: admitted ? tokens - 1 : tokens, at: now.getTime() });
      return admitted;
    },
  };
}

function bucketOf({ api, operation }: AwsCall): { name: string; size: BucketSize } | undefined {
  if (api === 'elasticloadbalancing') return { name: 'elb', size: ELB_BUCKET };
  if (api === 'ecs') return ECS_BUCKETS.find((each) => each.operations.test(operation));
  const perSecond = api === 'logs' ? LOGS_PER_SECOND[operation] : undefined;
  return perSecond === undefined ? undefined : { name: operation, size: { capacity: perSecond, perSecond } };
}
