import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../../src/clock.ts';
import { accessKeyOf } from '../../src/demo/aws/caller.ts';

/** Real SDK clients that ask a simulated AWS, without retries so that every fault is seen. */
export function clientsOf(
  endpoint: string,
  options: { region?: string; account?: string; accessKeyId?: string } = {},
) {
  const config = {
    endpoint,
    region: options.region ?? 'eu-central-1',
    maxAttempts: 1,
    credentials: {
      accessKeyId: options.accessKeyId ?? (options.account ? accessKeyOf(options.account) : 'AKIATEST'),
      secretAccessKey: 'secret',
    },
  };
  return {
    ecs: new ECSClient(config),
    logs: new CloudWatchLogsClient(config),
    elb: new ElasticLoadBalancingV2Client(config),
    sts: new STSClient(config),
  };
}

/** A clock that stands still until it is set; its timers are real. */
export function standingClock(at: string): Clock & { set(to: Date): void; forward(ms: number): void } {
  let now = new Date(at);
  return {
    now: () => now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    set: (to) => {
      now = to;
    },
    forward: (ms) => {
      now = new Date(now.getTime() + ms);
    },
  };
}
