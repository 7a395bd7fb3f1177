import pThrottle from 'p-throttle';

/** A place in the queue for a call. Both may change while it waits. */
export interface Ticket {
  /** Somebody waits for it: it goes before those that only fill in later. */
  urgent: boolean;
  /** Nobody wants it any more: it is passed over. */
  gone: boolean;
}

/** How many calls may be made together; every account and region has its own. */
export interface Budget {
  /** Runs the work once a call of this action (`ecs:ListTasks`) is within the budget. Rejects when stopped. */
  run<T>(action: string, ticket: Ticket, work: () => Promise<T>): Promise<T>;
}

/** Calls that AWS counts together. */
interface Quota {
  readonly actions: RegExp;
  readonly calls: number;
  readonly intervalMs: number;
}

/**
 * Everything below is half of what AWS allows or less: consoles, pipelines and other bots draw on the same
 * quotas. After a burst of `calls` the rest follows evenly at `calls` per interval.
 */
const QUOTAS: readonly Quota[] = [
  // AWS: bursts of 100 and 20 a second for the first two, of 50 and 20 a second for the others.
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html
  { actions: /^ecs:(DescribeServices|ListServices)$/, calls: 50, intervalMs: 5000 },
  { actions: /^ecs:(DescribeTasks|ListTasks)$/, calls: 50, intervalMs: 5000 },
  { actions: /^ecs:(DescribeClusters|ListClusters)$/, calls: 25, intervalMs: 5000 },
  { actions: /^ecs:\w*TaskDefinition/, calls: 25, intervalMs: 5000 },
  { actions: /^ecs:\w*ServiceDeployments$/, calls: 20, intervalMs: 5000 },
  { actions: /^ecs:\w*ServiceRevisions$/, calls: 20, intervalMs: 5000 },
  // AWS: bursts of 40 and 10 a second over all of Elastic Load Balancing.
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/throttling.html
  { actions: /^elasticloadbalancing:/, calls: 10, intervalMs: 4000 },
  // AWS: 5 a second in the regions that allow least.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
  { actions: /^logs:/, calls: 2, intervalMs: 1000 },
  { actions: /^/, calls: 5, intervalMs: 1000 },
];

/** Target groups that can be read at once before the budget makes the next ones wait. */
export const TARGET_BURST = 10;

/** The pace of ECS reads once a burst is used up. */
export const ECS_CALL_MS = 100;

/** A budget that lasts until the signal is aborted; calls still waiting are rejected then. */
export function createBudget(signal: AbortSignal): Budget {
  const queues = QUOTAS.map((quota) => ({ ...quota, enter: queueOf(quota, signal) }));
  return {
    run: (action, ticket, work) => {
      const queue = queues.find(({ actions }) => actions.test(action));
      return queue ? queue.enter(ticket, work) : work();
    },
  };
}

interface Waiting {
  readonly ticket: Ticket;
  readonly start: () => void;
}

function queueOf({ calls, intervalMs }: Quota, signal: AbortSignal) {
  const waiting: Waiting[] = [];
  const throttle = pThrottle({ limit: calls, interval: intervalMs, strict: true, signal });
  // Whose turn it is gets decided when a turn comes, so that urgent calls overtake.
  const turn = throttle(() => takeNext(waiting)?.start());
  return <T>(ticket: Ticket, work: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.push({ ticket, start: () => work().then(resolve, reject) });
      turn().catch(reject);
    });
}

function takeNext(waiting: Waiting[]): Waiting | undefined {
  const wanted = waiting.filter(({ ticket }) => !ticket.gone);
  const next = wanted.find(({ ticket }) => ticket.urgent) ?? wanted[0];
  waiting.splice(0, waiting.length, ...wanted.filter((each) => each !== next));
  return next;
}
