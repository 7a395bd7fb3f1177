import type { Deps } from '../deps.ts';
import { homeMessage } from '../views/home.ts';
import type { Answer } from './answer.ts';
import { ASK_AGAIN, overviewOf } from './judged-answer.ts';
import { openAlerts } from './open-alerts.ts';

const NAMES_MAX_AGE_MS = 60_000;

/** What the App Home tab shows: every service of every environment, and the open alerts of every channel. */
export async function homeAnswer({
  estate,
  clock,
  threads,
}: Pick<Deps, 'estate' | 'clock' | 'threads'>): Promise<Answer> {
  const [{ refs, gaps }, open] = await Promise.all([
    estate.list({ maxAgeMs: NAMES_MAX_AGE_MS }, undefined, ASK_AGAIN),
    openAlerts({ threads }, undefined),
  ]);
  const title = 'every service that can be listed';
  return overviewOf({ estate, clock }, refs, {
    freshness: ASK_AGAIN,
    title,
    value: '',
    place: { kind: 'direct', thread: undefined },
    gaps: [...open.gaps, ...gaps],
    alerts: open.alerts,
    show: homeMessage,
  });
}
