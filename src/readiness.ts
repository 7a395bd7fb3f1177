import type { Slack, SlackHealth } from './slack/slack.ts';
import type { Store } from './store/store.ts';
import type { Readiness } from './web/ops.ts';

/** Slack pings an open socket every few seconds; one that is silent for so long is open on our side only. */
const SILENT_MS = 5 * 60_000;

/**
 * Whether the process is of any use. Troubles that pass by themselves (Slack or the database away) are none of its
 * business: a restart would not mend them.
 * @param health undefined without Slack
 */
export function liveness(health: SlackHealth | undefined, now: Date): Readiness {
  if (health?.gaveUp)
    return { ok: false, reasons: ['the connection to Slack was given up; the log says why'] };
  if (health?.mode !== 'socket' || !health.connected) return { ok: true, reasons: [] };
  const heardAt = Math.max(health.since.getTime(), health.lastHeardAt?.getTime() ?? 0);
  if (now.getTime() - heardAt < SILENT_MS) return { ok: true, reasons: [] };
  const since = new Date(heardAt).toISOString();
  return { ok: false, reasons: [`the socket to Slack is open, but nothing was heard on it since ${since}`] };
}

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
