import type { Alert, NewsStep } from './alert.ts';

const MOST_NEWS = 30;

/** The alert with something more to be said in its thread. */
export function tell(alert: Alert, step: NewsStep, now: Date): Alert {
  const seq = (alert.news.at(-1)?.seq ?? 0) + 1;
  return { ...alert, news: [...alert.news, { seq, at: now, step }].slice(-MOST_NEWS) };
}
