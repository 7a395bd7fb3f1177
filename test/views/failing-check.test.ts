import { expect, it } from 'vitest';
import type { FailingCheck } from '../../src/deployment/failing-check.ts';
import { failingCheckWords } from '../../src/views/failing-check.ts';
import { aRevision, minutesAgo, NOW } from '../given.ts';

const check = {
  arn: 'arn',
  protocol: 'HTTP',
  port: '5000',
  path: '/health',
  matcher: '200',
  intervalMs: undefined,
  timeoutMs: undefined,
  healthyThreshold: undefined,
  unhealthyThreshold: undefined,
  attached: true,
};
const failing: FailingCheck = {
  by: 'load-balancer',
  revision: aRevision(15),
  said: 'Health checks failed with these codes: [404]',
  check,
  source: { kind: 'target', code: 'Target.ResponseCodeMismatch' },
};
const event = { kind: 'event', at: minutesAgo(2) } as const;

it.each<[Partial<FailingCheck>, string]>([
  [
    {},
    "rev 15 fails the load balancer's check: GET /health answers 404, expected 200 [Target.ResponseCodeMismatch]",
  ],
  [
    { source: event, check: undefined },
    "rev 15 fails the load balancer's check: it answers 404 [service event 2 min ago]",
  ],
  [
    { source: event, revision: undefined, said: 'Request timed out' },
    "tasks fail the load balancer's check: GET /health: “Request timed out” [service event 2 min ago]",
  ],
  [
    { said: 'Request timed out', check: undefined },
    "rev 15 fails the load balancer's check: “Request timed out” [Target.ResponseCodeMismatch]",
  ],
  [
    {
      check: { ...check, protocol: 'GRPC', matcher: '0' },
      said: 'Health checks failed with these codes: [12]',
    },
    "rev 15 fails the load balancer's check: /health answers 12, expected 0 [Target.ResponseCodeMismatch]",
  ],
  [
    {
      by: 'container',
      said: 'Task failed container health checks',
      source: { kind: 'stopped-tasks', count: 6, newestAt: minutesAgo(1) },
    },
    'rev 15 fails its container health check [6× “Task failed container health checks”, last 1 min ago]',
  ],
])('says %j', (given, words) => {
  expect(failingCheckWords({ ...failing, ...given }, NOW)).toBe(words);
});
