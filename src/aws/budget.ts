import pThrottle from 'p-throttle';
import type { Bucket } from './actions.ts';

/** At most `calls` in any stretch of `perMs`. */
interface Rate {
  readonly calls: number;
  readonly perMs: number;
}

/**
 * Our share of each bucket: half of AWS's refill for ECS, a quarter for load balancing, whose one bucket serves
 * the whole account. Consoles, pipelines and other bots draw on the same ones. CloudWatch Logs allows as few as
 * 5 calls a second in some Regions.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/throttling.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
export const RATES: Readonly<Record<Bucket, Rate>> = {
  'ecs-cluster': { calls: 25, perMs: 5000 },
  'ecs-service': { calls: 50, perMs: 5000 },
  'ecs-resource': { calls: 50, perMs: 5000 },
  'ecs-definition': { calls: 25, perMs: 5000 },
  'ecs-deployment': { calls: 25, perMs: 5000 },
  'ecs-revision': { calls: 25, perMs: 5000 },
  elb: { calls: 10, perMs: 4000 },
  logs: { calls: 5, perMs: 2000 },
  sts: { calls: 5, perMs: 1000 },
};

/** Holds calls back until the budget allows them, in the order they came. */
export interface Budget {
  run<T>(bucket: Bucket, work: () => Promise<T>): Promise<T>;
}

/** The budget of one account and Region. Aborting the signal rejects what still waits. */
export function createBudget(signal: AbortSignal): Budget {
  const queues = new Map<Bucket, <T>(work: () => Promise<T>) => Promise<T>>();
  const queueOf = (bucket: Bucket) => {
    const known = queues.get(bucket);
    if (known) return known;
    const { calls, perMs } = RATES[bucket];
    const queue = pThrottle({ limit: calls, interval: perMs, strict: true, signal })(
      <T>(work: () => Promise<T>) => work(),
    );
    queues.set(bucket, queue);
    return queue;
  };
  return { run: (bucket, work) => queueOf(bucket)(work) };
}
