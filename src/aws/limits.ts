import type { Bucket } from './actions.ts';

/** A token bucket: `calls` at once, refilled evenly within `perMs`. */
export interface Rate {
  readonly calls: number;
  readonly perMs: number;
}

/** How old a list of services' names may be: they change seldom, but one made a minute ago should be found. */
export const NAMES = { maxAgeMs: 60_000 } as const;

/** How long the bot waits for AWS, and how much it asks. */
export interface Limits {
  /** For a connection to be made. */
  readonly connectMs: number;
  /** For one attempt to be answered. */
  readonly requestMs: number;
  /** Attempts per call, the first included. */
  readonly attempts: number;
  /** For one call with all its attempts, from the moment the budget lets it go. */
  readonly callMs: number;
  /** For everything that a question needs. What is late is a gap in the answer, or comes with its fuller form. */
  readonly askMs: number;
  /** For the target health that an overview would otherwise leave to its fuller form. */
  readonly targetsMs: number;
  /** For everything that a sweep or the tags of all services need: a hundred calls at five a second take twenty seconds. */
  readonly sweepMs: number;
  readonly rates: Readonly<Record<Bucket, Rate>>;
  /** In place of `rates.logs`, for Regions whose quota differs from the usual one. */
  readonly logsIn: Readonly<Record<string, Rate>>;
  /** How much of `rates` the bot's own rounds may use. */
  readonly routine: Readonly<Record<Bucket, Rate>>;
}

const SLOW_LOGS: Rate = { calls: 2, perMs: 800 };

/** A quarter of the twenty calls a second at which AWS refills each bucket of ECS. */
const ECS_ROUTINE: Rate = { calls: 5, perMs: 1000 };

/**
 * The rates are our share of each bucket: half of AWS's refill for ECS and EC2, a quarter for load balancing, whose one
 * bucket serves the whole account. Consoles, pipelines and other bots draw on the same ones. Of CloudWatch Logs
 * it is half of the quota of FilterLogEvents: 10 a second in most Regions, 25 in one, 5 in some. Of CloudWatch it is
 * less than half of the 9 calls of DescribeAlarms a second. What nobody waits
 * for has at most a quarter of AWS's refill, of CloudWatch Logs in its slowest Regions.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/throttling.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html
 */
export const LIMITS: Limits = {
  connectMs: 2000,
  requestMs: 5000,
  attempts: 3,
  callMs: 8000,
  askMs: 10_000,
  targetsMs: 1000,
  sweepMs: 45_000,
  rates: {
    'ecs-cluster': { calls: 25, perMs: 5000 },
    'ecs-service': { calls: 20, perMs: 2000 },
    'ecs-resource': { calls: 10, perMs: 1000 },
    'ecs-definition': { calls: 25, perMs: 5000 },
    'ecs-deployment': { calls: 20, perMs: 5000 },
    'ecs-revision': { calls: 20, perMs: 5000 },
    elb: { calls: 10, perMs: 4000 },
    ec2: { calls: 20, perMs: 2000 },
    ecr: { calls: 20, perMs: 2000 },
    logs: { calls: 4, perMs: 800 },
    cloudwatch: { calls: 4, perMs: 1000 },
    sts: { calls: 5, perMs: 1000 },
  },
  logsIn: {
    'us-east-1': { calls: 10, perMs: 800 },
    'ap-northeast-3': SLOW_LOGS,
    'ap-southeast-3': SLOW_LOGS,
    'ca-west-1': SLOW_LOGS,
    'eu-central-1': SLOW_LOGS,
    'il-central-1': SLOW_LOGS,
  },
  routine: {
    'ecs-cluster': ECS_ROUTINE,
    'ecs-service': ECS_ROUTINE,
    'ecs-resource': ECS_ROUTINE,
    'ecs-definition': ECS_ROUTINE,
    'ecs-deployment': ECS_ROUTINE,
    'ecs-revision': ECS_ROUTINE,
    elb: { calls: 5, perMs: 2000 },
    ec2: { calls: 5, perMs: 1000 },
    ecr: { calls: 5, perMs: 1000 },
    logs: { calls: 2, perMs: 1600 },
    cloudwatch: { calls: 2, perMs: 1000 },
    sts: { calls: 1, perMs: 1000 },
  },
};

/** The rates of one Region. */
export function ratesIn(
  region: string,
  { rates, logsIn }: Pick<Limits, 'rates' | 'logsIn'>,
): Limits['rates'] {
  return { ...rates, logs: logsIn[region] ?? rates.logs };
}
