import type { ServerResponse } from 'node:http';
import type { LocalSlack } from './context.ts';
import type { FaultEffect } from './faults.ts';
import { send, sendJson } from './http.ts';
import { Refusal } from './refusal.ts';

/** What a fault does before the call is run; true when the call ends there. */
export async function strikeFirst(
  slack: LocalSlack,
  fault: FaultEffect | undefined,
  response: ServerResponse,
): Promise<boolean> {
  switch (fault?.kind) {
    case 'rate-limited':
      tooMany(response, fault.retryAfterSeconds);
      return true;
    case 'status':
      send(response, fault.status, 'text/html', fault.body);
      return true;
    case 'drop-before':
      response.destroy();
      return true;
    case 'error':
      throw new Refusal(fault.word, fault.needed ? { needed: fault.needed, provided: '' } : {});
    case 'delay':
      await slack.clock.sleep(fault.ms);
      return false;
    default:
      return false;
  }
}

/** HTTP 429. @see https://docs.slack.dev/apis/web-api/rate-limits */
export function tooMany(response: ServerResponse, retryAfterSeconds: number): void {
  sendJson(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(retryAfterSeconds) });
}

/** What a fault does once the call was run; true when nothing is to be answered any more. */
export function strikeAfter(fault: FaultEffect | undefined, response: ServerResponse): boolean {
  if (fault?.kind === 'drop-after') response.destroy();
  return fault?.kind === 'drop-after' || fault?.kind === 'hang-after';
}
