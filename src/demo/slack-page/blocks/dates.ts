const DAY_MS = 86_400_000;

type Style = Intl.DateTimeFormatOptions;

const TOKENS: Readonly<Record<string, Style>> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  day_divider_pretty: { weekday: 'long', month: 'long', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

/**
 * Slack's date format with its tokens filled in, in the reader's language and zone. Unknown tokens stay.
 * @see https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function formatDate(at: Date, format: string, now: Date): string {
  return format.replace(/\{(\w+)\}/g, (token, name: string) => {
    if (name === 'ago') return ago(at, now);
    if (name.endsWith('_pretty')) {
      const near = nearDay(at, now);
      if (near) return near;
    }
    const style = TOKENS[name] ?? TOKENS[name.replace(/_pretty$/, '')];
    return style ? new Intl.DateTimeFormat(undefined, style).format(at) : token;
  });
}

/** The hour and minute beside a message. */
export function clockTime(at: Date): string {
  return new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' }).format(at);
}

/** The day on the line between two days of messages. */
export function dayName(at: Date, now: Date): string {
  const name = formatDate(at, '{day_divider_pretty}', now);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Whether both fall on one day where the reader is. */
export function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}

/** When Slack's message id says the message was sent. */
export function sentAt(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

function nearDay(at: Date, now: Date): string | undefined {
  if (isSameDay(at, now)) return 'today';
  if (isSameDay(at, new Date(now.getTime() - DAY_MS))) return 'yesterday';
  return isSameDay(at, new Date(now.getTime() + DAY_MS)) ? 'tomorrow' : undefined;
}

function ago(at: Date, now: Date): string {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000);
  const words = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
  if (Math.abs(seconds) < 60) return words.format(seconds, 'second');
  if (Math.abs(seconds) < 3600) return words.format(Math.round(seconds / 60), 'minute');
  if (Math.abs(seconds) < 86_400) return words.format(Math.round(seconds / 3600), 'hour');
  return words.format(Math.round(seconds / 86_400), 'day');
}
