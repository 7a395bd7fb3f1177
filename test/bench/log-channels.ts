/** Channels of the local Slack that log threads are opened in. */
export const MOST_CHANNELS = 60;

/** Name of the n-th of them, from 0. */
export function logChannel(nth: number): string {
  return `logs-${nth}`;
}
