/**
 * The only place where outside strings become Slack markup.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */

import type { Rung } from '../alerting/alert.ts';
import { clean, oneLine } from '../text.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Makes text inert in mrkdwn: no mention, no link, no entity. Slack wants these three replaced and no others. */
export function escapeText(text: string): string {
  return clean(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Outside text inside a sentence: escaped, and with Slack's formatting marks defused by a zero-width space. */
export function plain(text: string): string {
  return escapeText(oneLine(text)).replace(/[*_~`]/g, '\u200b$&');
}

/** A name or value in fixed width. Backticks cannot be escaped in Slack, so they become apostrophes. */
export function code(text: string): string {
  return `\`${escapeText(oneLine(text)).replace(/`/g, "'") || ' '}\``;
}

/**
 * Calls somebody: the only text that notifies. What is no id of Slack's is shown as a name and calls nobody.
 * @see https://docs.slack.dev/messaging/formatting-message-text#mentioning-users
 */
export function mention(rung: Rung): string {
  if (rung.kind === 'channel') return '<!channel>';
  if (rung.kind === 'person') return /^[UW][A-Z0-9]+$/.test(rung.id) ? `<@${rung.id}>` : plain(rung.id);
  return /^S[A-Z0-9]+$/.test(rung.id) ? `<!subteam^${rung.id}>` : plain(rung.id);
}

/** A link, where the address is one that a browser opens; else its label alone. */
export function link(address: string, label: string): string {
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) return plain(label);
  return `<${escapeText(new URL(address).href).replace(/\|/g, '%7C')}|${plain(label)}>`;
}

/**
 * A moment shown in the reader's own zone by Slack, with UTC for those who see the fallback.
 * @see https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function localTime(at: Date): string {
  return `<!date^${Math.floor(at.getTime() / 1000)}^{time_secs}|${utcTime(at)}>`;
}

/** The same with its day, in words such as "yesterday" where Slack has them. */
export function localDateTime(at: Date): string {
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time_secs}|${utcDateTime(at)}>`;
}

/** "2026-03-04 13:20:05 UTC" */
export function utcDateTime(at: Date): string {
  return `${at.toISOString().slice(0, 10)} ${utcTime(at)}`;
}

/** "13:20:05 UTC" */
export function utcTime(at: Date): string {
  return `${at.toISOString().slice(11, 19)} UTC`;
}

/** To the minute, for what is planned by the minute: "{time}" in the reader's zone. */
export function localMinute(at: Date): string {
  return `<!date^${Math.floor(at.getTime() / 1000)}^{time}|${utcMinute(at)}>`;
}

/** The same with its day. */
export function localDayMinute(at: Date): string {
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time}|${utcDayMinute(at)}>`;
}

/** "13:20 UTC" */
export function utcMinute(at: Date): string {
  return `${at.toISOString().slice(11, 16)} UTC`;
}

/** "4 Mar 13:20 UTC" */
export function utcDayMinute(at: Date): string {
  return `${utcDay(at)} ${utcMinute(at)}`;
}

/** "4 Mar" */
export function utcDay(at: Date): string {
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
}

/** "just now", "41 s", "12 min", "3 h 5 min", "2 d 4 h": from one moment to a later one. */
export function age(from: Date, to: Date): string {
  return ageOf(to.getTime() - from.getTime());
}

/** The same of a length of time in milliseconds. */
export function ageOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}
