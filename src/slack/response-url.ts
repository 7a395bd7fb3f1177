import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { Call } from './calls.ts';
import type { Wire } from './wire.ts';

/** A response URL answers quickly or not at all. Milliseconds. */
const TIMEOUT_MS = 5000;

/**
 * One post to a response URL: visible to the one who typed or clicked, at most five in 30 minutes. With `replace`
 * it takes the place of the clicked message; after a slash command Slack shows a new one all the same.
 * Bolt's own `respond` has neither a time limit nor a second try.
 * @see https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export function responseUrlCall(
  url: string,
  wire: Wire,
  options: { readonly replace: boolean; readonly thread: string | undefined },
): Call<void> {
  const thread = options.thread === undefined ? {} : { thread_ts: options.thread };
  const body = { ...wire, response_type: 'ephemeral', replace_original: options.replace, ...thread };
  return {
    method: 'response_url',
    attempt: 'answer in Slack',
    repeatable: options.replace,
    run: () => send(url, JSON.stringify(body)),
  };
}

/** Throws what the Web API client would throw, so that both are judged alike. */
async function send(url: string, body: string): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (response.status === 429) {
    throw new WebAPIRateLimitedError(Number(response.headers.get('retry-after')) || 1);
  }
  const refusal = refusalIn(text);
  if (refusal) throw new WebAPIPlatformError(refusal);
  if (!response.ok) throw new WebAPIHTTPError(response.status, response.statusText, {});
}

/** Slack refuses with JSON (`{"ok":false,"error":"invalid_blocks"}`) or with the bare word (`expired_url`). */
function refusalIn(
  text: string,
): { ok: false; error: string; response_metadata?: { messages: string[] } } | undefined {
  if (text.startsWith('{')) return jsonRefusal(text);
  return /^[a-z]+(_[a-z]+)+$/.test(text) ? { ok: false, error: text } : undefined;
}

function jsonRefusal(text: string) {
  const answer: unknown = JSON.parse(text);
  if (typeof answer !== 'object' || answer === null) return undefined;
  if (!('ok' in answer) || answer.ok !== false) return undefined;
  const error = 'error' in answer && typeof answer.error === 'string' ? answer.error : 'unknown_error';
  return { ok: false as const, error, response_metadata: { messages: messagesOf(answer) } };
}

function messagesOf(answer: object): string[] {
  const metadata = 'response_metadata' in answer ? answer.response_metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null || !('messages' in metadata)) return [];
  const { messages } = metadata;
  return Array.isArray(messages) ? messages.filter((message) => typeof message === 'string') : [];
}
