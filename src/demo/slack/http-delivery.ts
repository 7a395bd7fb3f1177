import { createHmac, randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { type Carrier, type Delivery, HTTP_ERROR, TIMED_OUT, UNREACHABLE } from './delivery.ts';
import { type Json, parseJson, textOf } from './json.ts';

/**
 * Slack's end of HTTP delivery: every request is signed.
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function createHttpDelivery(options: {
  readonly url: string;
  readonly signingSecret: string;
  readonly clock: Clock;
}): Carrier & { verify(): Promise<void> } {
  const { url, signingSecret, clock } = options;

  function post(body: string, contentType: string, more: Record<string, string>, signal: AbortSignal) {
    const timestamp = String(Math.floor(clock.now().getTime() / 1000));
    const headers = {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signatureOf(signingSecret, timestamp, body),
      ...more,
    };
    return fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
  }

  return {
    async carry(_id, delivery, signal) {
      try {
        const response = await post(
          bodyOf(delivery),
          contentTypeOf(delivery),
          retryHeaders(delivery),
          signal,
        );
        const text = await response.text();
        return response.ok ? { kind: 'acked', body: answerOf(delivery, text) } : HTTP_ERROR;
      } catch {
        // The caller's receipt says what happened; fetch's own error adds only the socket's view of it.
        return signal.aborted ? TIMED_OUT : UNREACHABLE;
      }
    },
    async verify() {
      const challenge = randomUUID();
      const body = JSON.stringify({ type: 'url_verification', challenge, token: 'deprecated' });
      const response = await post(body, 'application/json', {}, AbortSignal.timeout(3000));
      const text = await response.text();
      const echoed = textOf(parseJson(text), 'challenge') || text;
      if (!response.ok || echoed !== challenge) {
        throw new Error(`${url} did not answer the challenge: HTTP ${response.status}`);
      }
    },
  };
}

/** `v0=` and the hex HMAC-SHA256 over `v0:<timestamp>:<body>`. */
export function signatureOf(signingSecret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

function bodyOf(delivery: Delivery): string {
  switch (delivery.type) {
    case 'slash_commands':
      return new URLSearchParams(textFields(delivery.payload)).toString();
    case 'interactive':
      return new URLSearchParams({ payload: JSON.stringify(delivery.payload) }).toString();
    case 'events_api':
      return JSON.stringify(delivery.payload);
  }
}

function contentTypeOf(delivery: Delivery): string {
  return delivery.type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded';
}

function textFields(payload: Json): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value)]));
}

function retryHeaders(delivery: Delivery): Record<string, string> {
  if (!delivery.retry) return {};
  const reason = delivery.retry.reason === 'timeout' ? 'http_timeout' : delivery.retry.reason;
  return { 'x-slack-retry-num': String(delivery.retry.attempt), 'x-slack-retry-reason': reason };
}

/** JSON is an answer as it stands; other text becomes a message, as Slack reads it. */
function answerOf(delivery: Delivery, text: string): unknown {
  if (!delivery.acceptsAnswer || text.trim() === '') return undefined;
  return parseJson(text) ?? { text };
}
