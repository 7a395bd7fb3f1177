import { describe, expect, it } from 'vitest';
import { createMetrics } from '../src/metrics.ts';

describe('metrics', () => {
  it('count triggers by name and outcome, in seconds', async () => {
    const metrics = createMetrics();
    metrics.trigger('status', 'done', 250);
    metrics.trigger('status', 'done', 750);
    metrics.trigger('status', 'bug', 10);
    const text = await metrics.text();
    expect(text).toContain('snail_trigger_seconds_count{name="status",outcome="done"} 2');
    expect(text).toContain('snail_trigger_seconds_sum{name="status",outcome="done"} 1\n');
    expect(text).toContain('snail_trigger_seconds_count{name="status",outcome="bug"} 1');
    expect(text).toContain('snail_trigger_seconds_bucket{le="0.25",name="status",outcome="done"} 1');
  });

  it('count AWS calls by environment, action and outcome', async () => {
    const metrics = createMetrics();
    metrics.awsCall('prod', 'ecs:DescribeServices', 'ok', 50);
    metrics.awsCall('eu', 'ecs:DescribeServices', 'throttled', 50);
    const text = await metrics.text();
    expect(text).toContain(
      'snail_aws_call_seconds_count{env="prod",action="ecs:DescribeServices",outcome="ok"} 1',
    );
    expect(text).toContain(
      'snail_aws_call_seconds_count{env="eu",action="ecs:DescribeServices",outcome="throttled"} 1',
    );
  });

  it('count Slack calls by method and outcome', async () => {
    const metrics = createMetrics();
    metrics.slackCall('chat.postMessage', 'ok');
    metrics.slackCall('chat.postMessage', 'invalid_blocks');
    metrics.slackCall('chat.postMessage', 'ok');
    const text = await metrics.text();
    expect(text).toContain('snail_slack_calls_total{method="chat.postMessage",outcome="ok"} 2');
    expect(text).toContain('snail_slack_calls_total{method="chat.postMessage",outcome="invalid_blocks"} 1');
  });

  it('show the present state of the outbox and of the connection', async () => {
    const metrics = createMetrics();
    expect(await metrics.text()).toMatch(/^snail_slack_connected 0$/m);
    metrics.outboxWaiting(7);
    metrics.outboxWaiting(3);
    metrics.slackConnected(true);
    expect(await metrics.text()).toMatch(/^snail_outbox_waiting 3$/m);
    expect(await metrics.text()).toMatch(/^snail_slack_connected 1$/m);
    metrics.slackConnected(false);
    expect(await metrics.text()).toMatch(/^snail_slack_connected 0$/m);
  });

  it('include the memory and the event loop of the process', async () => {
    const text = await createMetrics().text();
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  });

  it('are apart for two apps in one process', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.slackCall('auth.test', 'ok');
    expect(await other.text()).not.toContain('auth.test');
  });

  it('stay readable with quotes, line ends and backslashes in a label', async () => {
    const metrics = createMetrics();
    metrics.slackCall('a"b\\c\nd', 'ok');
    const text = await metrics.text();
    expect(text).toContain('snail_slack_calls_total{method="a\\"b\\\\c\\nd",outcome="ok"} 1');
    expect(metrics.contentType).toMatch(/^text\/plain; version=/);
  });
});
