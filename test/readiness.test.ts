import { describe, expect, it } from 'vitest';
import { liveness, readiness } from '../src/readiness.ts';
import type { SlackHealth } from '../src/slack/slack.ts';
import { NOW } from './given.ts';

const FINE = { ok: true, reasons: [] };
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const MINUTE = 60_000;

function someHealth(given: Partial<SlackHealth> = {}): SlackHealth {
  const since = ago(60 * MINUTE);
  return { mode: 'socket', connected: true, since, lastHeardAt: ago(1000), gaveUp: false, ...given };
}

describe('liveness', () => {
  it.each<[string, SlackHealth | undefined]>([
    ['a socket that was heard', someHealth()],
    ['one that was not heard for four minutes', someHealth({ lastHeardAt: ago(4 * MINUTE) })],
    ['one that was opened just now', someHealth({ since: ago(MINUTE), lastHeardAt: ago(90 * MINUTE) })],
    ['an outage of Slack', someHealth({ connected: false, lastHeardAt: ago(90 * MINUTE) })],
    ['HTTP mode on a quiet day', someHealth({ mode: 'http', lastHeardAt: undefined })],
    ['no Slack at all', undefined],
  ])('has nothing to say about %s', (_, health) => {
    expect(liveness(health, NOW)).toEqual(FINE);
  });

  it.each([
    ['heard nothing for five minutes', ago(5 * MINUTE), ago(5 * MINUTE)],
    ['never heard anything', undefined, ago(60 * MINUTE)],
  ])('says since when an open socket %s', (_, lastHeardAt, since) => {
    expect(liveness(someHealth({ lastHeardAt }), NOW)).toEqual({
      ok: false,
      reasons: [`the socket to Slack is open, but nothing was heard on it since ${since.toISOString()}`],
    });
  });

  it('says that the connection was given up', () => {
    expect(liveness(someHealth({ gaveUp: true, connected: false }), NOW)).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining('given up')],
    });
  });
});

describe('readiness', () => {
  const store = { ping: async () => {} };

  it.each([
    ['connected', someHealth(), false, FINE],
    [
      'not connected',
      someHealth({ connected: false, since: NOW }),
      false,
      { ok: false, reasons: [`Slack cannot reach us since ${NOW.toISOString()}`] },
    ],
    ['stopping', someHealth(), true, { ok: false, reasons: ['stopping'] }],
  ])('when %s', async (_, health, stopping, expected) => {
    expect(await readiness(store, { health: () => health }, stopping)).toEqual(expected);
  });

  it('fails with the database', async () => {
    const gone = { ping: () => Promise.reject(new Error('gone')) };
    await expect(readiness(gone, { health: () => someHealth() }, false)).rejects.toThrow('gone');
  });
});
