import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { failureOf, refusesBlocks, upstreamOf } from '../../src/slack/failures.ts';

function refusal(error: string, more: object = {}) {
  return new WebAPIPlatformError({ ok: false, error, ...more });
}

function connectionError(code: string) {
  return new WebAPIRequestError(
    new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) }),
  );
}

const TIMEOUT = new WebAPIRequestError(new DOMException('too long', 'TimeoutError'));

describe('a failed call', () => {
  it.each([
    ['a refused connection', connectionError('ECONNREFUSED'), 'not-done', 'unreachable', 'unreachable'],
    ['an unknown host', connectionError('ENOTFOUND'), 'not-done', 'unreachable', 'unreachable'],
    ['a reset connection', connectionError('ECONNRESET'), 'uncertain', 'unconfirmed', 'unreachable'],
    ['a closed socket', connectionError('UND_ERR_SOCKET'), 'uncertain', 'unconfirmed', 'unreachable'],
    ['a time-out', TIMEOUT, 'uncertain', 'unconfirmed', 'timeout'],
    ['an answer cut off', new TypeError('terminated'), 'uncertain', 'unconfirmed', 'unreachable'],
    ['HTTP 500', new WebAPIHTTPError(500, 'x', {}), 'not-done', 'unreachable', 'unreachable'],
    ['HTTP 503', new WebAPIHTTPError(503, 'x', {}), 'not-done', 'unreachable', 'unreachable'],
    ['HTTP 502', new WebAPIHTTPError(502, 'x', {}), 'uncertain', 'unconfirmed', 'unreachable'],
    ['HTTP 404', new WebAPIHTTPError(404, 'x', {}), 'refused', 'unsupported', 'unsupported'],
    ['HTTP 429', new WebAPIRateLimitedError(7), 'throttled', 'throttled', 'throttled'],
    ['ratelimited', refusal('ratelimited'), 'throttled', 'throttled', 'throttled'],
    ['a page of a proxy', refusal('<html>Sign in</html>'), 'uncertain', 'unconfirmed', 'unreachable'],
    ['fatal_error', refusal('fatal_error'), 'uncertain', 'unconfirmed', 'unreachable'],
    ['service_unavailable', refusal('service_unavailable'), 'not-done', 'unreachable', 'unreachable'],
    ['invalid_auth', refusal('invalid_auth'), 'refused', 'credentials', 'credentials'],
    ['token_revoked', refusal('token_revoked'), 'refused', 'credentials', 'credentials'],
    ['missing_scope', refusal('missing_scope', { needed: 'users:read' }), 'refused', 'denied', 'denied'],
    ['not_in_channel', refusal('not_in_channel'), 'refused', 'denied', 'denied'],
    ['channel_not_found', refusal('channel_not_found'), 'refused', 'not-found', 'not-found'],
    ['cant_update_message', refusal('cant_update_message'), 'refused', 'not-found', 'not-found'],
    ['edit_window_closed', refusal('edit_window_closed'), 'refused', 'not-found', 'not-found'],
    ['is_inactive', refusal('is_inactive'), 'refused', 'refused', 'refused'],
    ['unknown_method', refusal('unknown_method'), 'refused', 'unsupported', 'unsupported'],
    ['something new', refusal('something_new'), 'refused', 'refused', 'refused'],
  ])('%s is told apart', (_, error, kind, upstream, repeatable) => {
    const failure = failureOf(error);
    expect(failure.kind).toBe(kind);
    expect(upstreamOf('try', failure, error).kind).toBe(upstream);
    expect(upstreamOf('try', failure, error, true).kind).toBe(repeatable);
  });

  it('says how long to wait, and never nothing', () => {
    expect(failureOf(new WebAPIRateLimitedError(7))).toMatchObject({ retryAfterMs: 7000 });
    expect(failureOf(new WebAPIRateLimitedError(0))).toMatchObject({ retryAfterMs: 1000 });
  });

  it('keeps what Slack said about the blocks', () => {
    const failure = failureOf(refusal('invalid_blocks', { response_metadata: { messages: ['too long'] } }));
    expect(failure).toMatchObject({ messages: ['too long'] });
    expect(refusesBlocks(failure)).toBe(true);
    expect(refusesBlocks(failureOf(refusal('not_in_channel')))).toBe(false);
  });

  it('can be read again from the error that people get', () => {
    const cause = refusal('missing_scope', { needed: 'users:read' });
    const error = upstreamOf('ask', failureOf(cause), cause);
    expect(error.permission).toBe('users:read');
    expect(failureOf(error)).toMatchObject({ word: 'missing_scope' });
  });
});
