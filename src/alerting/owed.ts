import type { Alert, News, NewsStep } from './alert.ts';

/** What came of an alert in between is told for this long, and later only if nothing came after it. */
const FRESH_MS = 10 * 60_000;

/** Steps that show how it stands in between: of several only the newest is worth saying. */
const IN_BETWEEN: readonly NewsStep['kind'][] = [
  'acknowledged',
  'unacknowledged',
  'snoozed',
  'woken',
  'changed',
];

/** Steps that say that it is there again. */
const AGAIN: readonly NewsStep['kind'][] = ['reopened', 'flapping'];

/** Steps after which nobody waits for the answer that an escalation or a reminder asks for. */
const ANSWERS: readonly NewsStep['kind'][] = [
  ...AGAIN,
  'acknowledged',
  'unacknowledged',
  'snoozed',
  'woken',
  'resolved',
];

/**
 * What was not said yet, later than `said`, and still matters, oldest first: how it stands now and how that came
 * to be, not all that happened meanwhile. Nothing of what is not to be seen.
 */
export function owedNews(alert: Alert, said: number, now: Date): readonly News[] {
  if (alert.state === 'counting' || alert.state === 'muted') return [];
  const isNewToAll = alert.news.some(({ seq, step }) => seq > said && step.kind === 'opened');
  // Whoever hears of it for the first time and finds it open needs not know that it came and went before.
  const [over, again] = alert.state === 'resolved' ? [true, false] : [!isNewToAll, !isNewToAll];
  return alert.news.filter(
    (news) => news.seq > said && stillMatters(news, { alert, now, matters: { over, again } }),
  );
}

interface Present {
  readonly alert: Alert;
  readonly now: Date;
  /** Whether it matters that it was over, and that it is there again. */
  readonly matters: { readonly over: boolean; readonly again: boolean };
}

function stillMatters(news: News, { alert, now, matters }: Present): boolean {
  const later = alert.news.filter(({ seq }) => seq > news.seq).map(({ step }) => step.kind);
  const isNewest = (kinds: readonly NewsStep['kind'][]) => !later.some((each) => kinds.includes(each));
  switch (news.step.kind) {
    case 'opened':
      return alert.state !== 'resolved';
    case 'resolved':
      return matters.over && isNewest(['resolved']);
    case 'reopened':
    case 'flapping':
      return matters.again && isNewest(AGAIN);
    case 'escalated':
      return alert.state === 'firing' && isNewest(ANSWERS);
    case 'reminder':
      return alert.state === 'acknowledged' && isNewest(ANSWERS);
    default: {
      const isFresh = now.getTime() - news.at.getTime() < FRESH_MS;
      return isNewest(IN_BETWEEN) && (later.length === 0 || isFresh);
    }
  }
}
