import { expect, it } from 'vitest';
import { judgeHttp } from '../../../src/verification/judges/http.ts';
import type { HttpProbe } from '../../../src/verification/probe.ts';
import type { HttpAnswer } from '../../../src/verification/reading.ts';
import { NOW } from '../../given.ts';

const answer = (given: Partial<HttpAnswer> = {}): HttpAnswer => ({
  kind: 'answered',
  status: 200,
  latencyMs: 120,
  bytes: 512,
  excerpt: 'not-asked',
  redirects: [],
  address: '192.0.2.7',
  at: NOW,
  ...given,
});
const fails = (kind: 'failed' | 'not-asked', reason: string) => ({ kind, reason, at: NOW }) as const;
const probe = (given: Partial<HttpProbe> = {}): HttpProbe => ({
  kind: 'http',
  status: 200,
  url: 'https://x.test/health?token=abc',
  withinMs: undefined,
  contains: undefined,
  ...given,
});

it.each([
  ['as it should', probe(), answer(), 'verified', 'https://x.test/health answered 200 in 120 ms'],
  ['with another status', probe(), answer({ status: 503 }), 'refuted', 'answered 503, not 200'],
  ['in time', probe({ withinMs: 120 }), answer(), 'verified', 'answered 200'],
  ['too late', probe({ withinMs: 119 }), answer(), 'refuted', 'took 120 ms, not 119 or less'],
  ['with the text', probe({ contains: 'ok' }), answer({ excerpt: 'found' }), 'verified', 'answered 200'],
  [
    'without the text',
    probe({ contains: 'ok' }),
    answer({ excerpt: 'absent' }),
    'refuted',
    'does not contain the text',
  ],
  [
    'too long',
    probe({ contains: 'ok' }),
    answer({ excerpt: 'cut-off' }),
    'unverifiable',
    'longer than what is read',
  ],
  ['compressed', probe({ contains: 'ok' }), answer({ excerpt: 'encoded' }), 'unverifiable', 'compressed'],
  ['too long and wrongly', probe(), answer({ excerpt: 'cut-off', status: 500 }), 'refuted', 'answered 500'],
  [
    'not at all',
    probe(),
    fails('failed', 'connection refused'),
    'refuted',
    'was not answered: connection refused',
  ],
  [
    'unasked',
    probe(),
    fails('not-asked', 'a private address'),
    'unverifiable',
    'was not asked: a private address',
  ],
] as const)('an address that answers %s', (_, asked, outcome, kind, reason) => {
  const verification = judgeHttp(asked, outcome);
  expect(verification.kind).toBe(kind);
  expect(verification.reason).toContain(reason);
});

it('shows status, latency, network address and every redirect, and no query', () => {
  const { evidence, reason } = judgeHttp(probe(), answer({ redirects: ['https://y.test/login'] }));
  expect(evidence.map(({ source, subject, value }) => `${source} ${subject}: ${value}`)).toEqual([
    'GET https://x.test/health status: 200',
    'GET https://x.test/health latency: 120 ms',
    'GET https://x.test/health body: 512 bytes read',
    'GET https://x.test/health address: 192.0.2.7',
    'GET https://x.test/health redirect: https://y.test/login',
  ]);
  expect(reason).not.toContain('abc');
});
