import { performance } from 'node:perf_hooks';
import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { createEstate } from '../../src/aws/estate.ts';
import { LIMITS } from '../../src/aws/limits.ts';
import { systemClock } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import { createRedactor } from '../../src/redaction/redact.ts';
import { groupEntries, type OpenTraces } from '../../src/tailing/group-entries.ts';
import { NO_PLACES, placesWith } from '../../src/tailing/place.ts';
import { clean } from '../../src/text.ts';
import { logLineMessages } from '../../src/views/log-lines.ts';
import { answerParent } from './parent.ts';

/** What a read came to. */
export interface LinesRead {
  readonly tookMs: number;
  readonly lines: number;
  readonly messages: number;
  readonly redacted: number;
}

const GROUP = '/ecs/web';
const SINCE = new Date('2026-03-04T03:00:00Z');
const REGION = 'eu-central-1';
const CREDENTIALS = { accessKeyId: 'AKIABENCH00000000000', secretAccessKey: 'bench' };

answerParent({
  /** The floor: the SDK's own pager, which reads and does nothing else. */
  async bare({ endpoint }: { readonly endpoint: string }): Promise<LinesRead> {
    const client = new CloudWatchLogsClient({ endpoint, region: REGION, credentials: CREDENTIALS });
    const beganAt = performance.now();
    let lines = 0;
    const input = { logGroupName: GROUP, startTime: SINCE.getTime() };
    for await (const { events = [] } of paginateFilterLogEvents({ client, pageSize: 10_000 }, input))
      lines += events.length;
    client.destroy();
    return { tookMs: performance.now() - beganAt, lines, messages: 0, redacted: 0 };
  },

  /** From the log API to messages that only have to be sent. The budget of calls is not what is measured. */
  async ready({ endpoint }: { readonly endpoint: string }): Promise<LinesRead> {
    const plenty = { calls: 1000, perMs: 1000 };
    const estate = createEstate({
      environments: [{ alias: 'bench', region: REGION }],
      clientConfig: { endpoint, credentials: CREDENTIALS },
      limits: { rates: { ...LIMITS.rates, logs: plenty }, logsIn: {} },
      clock: systemClock,
      log: createLog('silent'),
      metrics: { awsCall: () => undefined },
    });
    const redact = createRedactor([]);
    const source = { container: 'web', group: GROUP, region: undefined, streamPrefix: 'ecs/web/' };
    const beganAt = performance.now();
    const sum = { lines: 0, messages: 0, redacted: 0 };
    let open: OpenTraces = {};
    let places = NO_PLACES;
    const query = { source, sinceAt: SINCE, untilAt: undefined, pattern: undefined };
    for await (const page of estate.logs.pages('bench', query)) {
      const lines = page.lines.map((line) => {
        const { text, count } = redact(clean(line.text));
        sum.redacted += count;
        return { ...line, text };
      });
      const grouped = groupEntries(lines, { open });
      open = grouped.open;
      places = placesWith(places, grouped.entries);
      for (const message of logLineMessages(grouped.entries, { places })) {
        sum.messages += 1;
        sum.lines += message.lines;
      }
    }
    estate.stop();
    return { ...sum, tookMs: performance.now() - beganAt };
  },
});
