import type { UpstreamError } from '../errors.ts';

/** Whether Slack will say the same again until somebody mends it: the channel is gone or archived, or the bot may not write there. */
export function isLasting({ kind }: UpstreamError): boolean {
  return kind === 'denied' || kind === 'not-found' || kind === 'refused' || kind === 'credentials';
}
