import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Log } from '../log.ts';
import { sdkLog } from './sdk-log.ts';

/** How long one Web API call may take, in milliseconds. */
const CALL_TIMEOUT_MS = 8000;

/**
 * A Web API client that neither waits nor repeats: `createCalls` decides that, for one method at a time,
 * whereas the SDK would pause all methods for one 429 and post again after a time-out.
 * @param apiUrl base of the Web API, for a stand-in; undefined: Slack's own
 */
export function createWebClient(token: string, apiUrl: string | undefined, log: Log): WebClient {
  return new WebClient(token, { ...clientOptions(apiUrl), logger: sdkLog(log, 'quiet') });
}

/** A new object for each reader, since the SDK writes into the options it is given. */
export function clientOptions(apiUrl: string | undefined): WebClientOptions {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    timeout: CALL_TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  };
}
