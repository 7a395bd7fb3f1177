import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { CallAws } from './caller.ts';

/** CloudWatch Logs in our words. Every method throws UpstreamError. */
export interface Logs {
  /** How many of a group's lines since a moment come on the first page: enough to know that lines can be read. */
  sample(group: string, sinceAt: Date): Promise<number>;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export function createLogs(client: CloudWatchLogsClient, call: CallAws): Logs {
  return {
    async sample(group, sinceAt) {
      const answer = await call('logs:FilterLogEvents', `read log group ${group}`, () =>
        client.send(
          new FilterLogEventsCommand({ logGroupName: group, startTime: sinceAt.getTime(), limit: 1 }),
        ),
      );
      return answer.events?.length ?? 0;
    },
  };
}
