import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { CallAws } from './caller.ts';

/** CloudWatch Logs in our words. Every method throws UpstreamError. */
export interface Logs {
  /**
   * Reads a line of a group since a moment, if the first page holds any, to know that lines can be read.
   * Whether there was one says nothing: pages may be empty with lines on the next.
   */
  sample(group: string, sinceAt: Date): Promise<void>;
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export function createLogs(client: CloudWatchLogsClient, call: CallAws): Logs {
  return {
    async sample(group, sinceAt) {
      const question = { logGroupName: group, startTime: sinceAt.getTime(), limit: 1 };
      await call({
        action: 'logs:FilterLogEvents',
        attempt: `read log group ${group}`,
        send: (abortSignal) => client.send(new FilterLogEventsCommand(question), { abortSignal }),
      });
    },
  };
}
