import type { Slack } from './slack/slack.ts';
import type { Store } from './store/store.ts';
import type { Readiness } from './web/ops.ts';

/**
 * Whether requests should be sent here: the database and Slack answer, and no stop has begun.
 * @throws UpstreamError when the database does not answer
 */
export async function readiness(
  store: Pick<Store, 'ping'>,
  slack: Pick<Slack, 'health'> | undefined,
  stopping: boolean,
): Promise<Readiness> {
  if (stopping) return { ok: false, reasons: ['stopping'] };
  await store.ping();
  const health = slack?.health();
  if (health?.connected) return { ok: true, reasons: [] };
  return {
    ok: false,
    reasons: [`Slack cannot reach us${health ? ` since ${health.since.toISOString()}` : ''}`],
  };
}
