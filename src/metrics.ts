import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the process counts about itself; read by Prometheus at `/metrics`. */
export interface Metrics {
  /** A typed command, a click or a job, by name and outcome. */
  trigger(name: string, outcome: string, durationMs: number): void;
  /** One AWS API call, by environment, action (`ecs:DescribeServices`) and outcome (`ok` or an UpstreamKind). */
  awsCall(env: string, action: string, outcome: string, durationMs: number): void;
  /** One Slack Web API call, by method and outcome (`ok` or Slack's error word). */
  slackCall(method: string, outcome: string): void;
  /** Messages that wait in the outbox. */
  outboxWaiting(count: number): void;
  /** Whether Slack can reach us now. */
  slackConnected(connected: boolean): void;
  readonly contentType: string;
  /** The exposition text. */
  text(): Promise<string>;
}

/** Metrics in a registry of their own, so that two apps in one process do not collide. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const triggers = new Histogram({
    name: 'snail_trigger_seconds',
    help: 'Commands, clicks and jobs, from acknowledgement to answer',
    labelNames: ['name', 'outcome'],
    registers,
  });
  const awsCalls = new Histogram({
    name: 'snail_aws_call_seconds',
    help: 'AWS API calls, waiting for the rate budget not included',
    labelNames: ['env', 'action', 'outcome'],
    registers,
  });
  const slackCalls = new Counter({
    name: 'snail_slack_calls_total',
    help: 'Slack Web API calls',
    labelNames: ['method', 'outcome'],
    registers,
  });
  const waiting = new Gauge({ name: 'snail_outbox_waiting', help: 'Messages waiting to be sent', registers });
  const connected = new Gauge({
    name: 'snail_slack_connected',
    help: '1 while Slack can reach us',
    registers,
  });
  return {
    trigger: (name, outcome, durationMs) => triggers.observe({ name, outcome }, durationMs / 1000),
    awsCall: (env, action, outcome, durationMs) =>
      awsCalls.observe({ env, action, outcome }, durationMs / 1000),
    slackCall: (method, outcome) => slackCalls.inc({ method, outcome }),
    outboxWaiting: (count) => waiting.set(count),
    slackConnected: (isConnected) => connected.set(isConnected ? 1 : 0),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
