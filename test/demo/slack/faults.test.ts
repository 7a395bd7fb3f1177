import { describe, expect, it } from 'vitest';
import { createFaults } from '../../../src/demo/slack/faults.ts';
import { clientOf, startedSlack } from './started.ts';

const message = { channel: 'C0OPS0001', text: 'x' };

describe('faults', () => {
  it('hit the method they name, so many times, after so many calls', () => {
    const faults = createFaults();
    faults.add({ on: 'chat.postMessage', after: 1, times: 2, effect: { kind: 'status', status: 500 } });
    const hits = ['auth.test', ...Array.from({ length: 4 }, () => 'chat.postMessage')].map(
      (on) => faults.take(on)?.kind,
    );
    expect(hits).toEqual([undefined, undefined, 'status', 'status', undefined]);
  });

  it('can hit every method, but nothing else', () => {
    const faults = createFaults();
    faults.add({ on: '*', effect: { kind: 'drop-before' } });
    expect(faults.take('response_url')).toBeUndefined();
    expect(faults.take('users.info')).toEqual({ kind: 'drop-before' });
  });

  it('are refused when they make no sense, and can be cleared', () => {
    const faults = createFaults();
    expect(() => faults.add({ on: 'x.y', effect: { kind: 'status', status: 200 } })).toThrow();
    faults.add({ on: 'x.y', effect: { kind: 'drop-before' } });
    faults.clear();
    expect(faults.take('x.y')).toBeUndefined();
  });

  it('limit a rate', async () => {
    const slack = await startedSlack();
    slack.faults.add({ on: 'chat.postMessage', effect: { kind: 'rate-limited', retryAfterSeconds: 7 } });
    const client = clientOf(slack);
    await expect(client.chat.postMessage(message)).rejects.toMatchObject({ retryAfter: 7 });
    expect(await client.chat.postMessage(message)).toMatchObject({ ok: true });
    expect(slack.calls.count('chat.postMessage')).toBe(2);
  });

  it.each([
    ['an HTTP status', { kind: 'status' as const, status: 503 }, { statusCode: 503 }, 0],
    ['an error word', { kind: 'error' as const, word: 'fatal_error' }, { data: { error: 'fatal_error' } }, 0],
    ['a connection cut before', { kind: 'drop-before' as const }, { code: 'slack_webapi_request_error' }, 0],
    ['a connection cut after', { kind: 'drop-after' as const }, { code: 'slack_webapi_request_error' }, 1],
  ])('answer with %s', async (_, effect, error, stored) => {
    const slack = await startedSlack();
    slack.faults.add({ on: 'chat.postMessage', effect });
    await expect(clientOf(slack).chat.postMessage(message)).rejects.toMatchObject(error);
    expect(slack.messages()).toHaveLength(stored);
  });

  it('delay an answer, or never give it though the message is there', async () => {
    const slack = await startedSlack();
    const client = clientOf(slack);
    slack.faults.add({ on: 'auth.test', effect: { kind: 'delay', ms: 50 } });
    const before = Date.now();
    await client.auth.test();
    expect(Date.now() - before).toBeGreaterThanOrEqual(49);
    slack.faults.add({ on: 'chat.postMessage', effect: { kind: 'hang-after' } });
    const signal = AbortSignal.timeout(200);
    const headers = { authorization: `Bearer ${slack.tokens.bot}`, 'content-type': 'application/json' };
    const call = fetch(`${slack.url}chat.postMessage`, {
      method: 'POST',
      headers,
      body: JSON.stringify(message),
      signal,
    });
    await expect(call).rejects.toThrow();
    expect(slack.messages()).toHaveLength(1);
  });

  it('come over HTTP, too', async () => {
    const slack = await startedSlack();
    const order = async (body: unknown) => {
      const response = await fetch(`${slack.pageUrl}_faults`, { method: 'POST', body: JSON.stringify(body) });
      return response.status;
    };
    expect(
      await order({ add: { on: 'auth.test', effect: { kind: 'error', word: 'account_inactive' } } }),
    ).toBe(200);
    await expect(clientOf(slack).auth.test()).rejects.toMatchObject({ data: { error: 'account_inactive' } });
    expect(
      await order({ add: { on: 'auth.test', effect: { kind: 'error', word: 'account_inactive' } } }),
    ).toBe(200);
    expect(await order({ clear: true })).toBe(200);
    expect(await clientOf(slack).auth.test()).toMatchObject({ ok: true });
    expect(await order({ disconnect: 'refresh_requested' })).toBe(200);
    expect(await order({ drop: true })).toBe(200);
    expect(await order({ add: { on: 'auth.test' } })).toBe(400);
    expect(await order({ anything: 1 })).toBe(400);
  });
});
