/** Channels of the local Slack that log threads are opened in and digests are posted to. */
export const MOST_CHANNELS = 200;

/** Name of the n-th of them, from 0. */
export function logChannel(nth: number): string {
  return `logs-${nth}`;
}

/** Its id. */
export function logChannelId(nth: number): string {
  return `C0LOGS${String(nth).padStart(3, '0')}`;
}
