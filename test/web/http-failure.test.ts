import { expect, it } from 'vitest';
import { httpFailure } from '../../src/web/http-failure.ts';

it.each([
  ['ECONNREFUSED', 'failed', 'connection refused'],
  ['ECONNRESET', 'failed', 'cut'],
  ['ETIMEDOUT', 'failed', 'no answer'],
  ['ENOTFOUND', 'failed', 'no such host name'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'failed', 'certificate'],
  ['CERT_HAS_EXPIRED', 'failed', 'certificate'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'failed', 'certificate'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'failed', 'certificate'],
  ['HPE_INVALID_CONSTANT', 'failed', 'no HTTP'],
  ['EPROTO', 'failed', 'TLS'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'failed', 'TLS'],
  ['EHOSTUNREACH', 'not-asked', 'no way to it'],
  ['ENETUNREACH', 'not-asked', 'no way to it'],
  ['EAI_AGAIN', 'not-asked', 'could not be looked up'],
  ['EMFILE', 'not-asked', 'asking it failed (EMFILE)'],
] as const)('%s is %s: %s', (code, kind, words) => {
  const failure = httpFailure(Object.assign(new Error('secret'), { code }));
  expect(failure.kind).toBe(kind);
  expect(failure.reason).toContain(words);
});

it('never repeats what an error says beyond its code', () => {
  const odd = [new Error('secret'), 'secret', undefined, { code: 'a secret text' }];
  for (const error of odd)
    expect(httpFailure(error)).toEqual({ kind: 'not-asked', reason: 'asking it failed (no code)' });
});
