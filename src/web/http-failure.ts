import type { HttpFailure } from '../verification/reading.ts';

type Why = Pick<HttpFailure, 'kind' | 'reason'>;

/** What went wrong, by the code of the error. `failed` speaks of the other side; `not-asked` of ours. */
const SYMPTOMS: readonly (Why & { readonly codes: RegExp })[] = [
  { codes: /^ECONNREFUSED$/, kind: 'failed', reason: 'connection refused' },
  {
    codes: /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET)$/,
    kind: 'failed',
    reason: 'the connection was cut',
  },
  { codes: /^ETIMEDOUT$/, kind: 'failed', reason: 'no answer' },
  { codes: /^(ENOTFOUND|ENODATA)$/, kind: 'failed', reason: 'there is no such host name' },
  {
    codes: /CERT|ALTNAME|UNABLE_TO_(GET|VERIFY)|SELF_SIGNED/,
    kind: 'failed',
    reason: 'its certificate is not valid, or not for this name',
  },
  { codes: /^(HPE_|ERR_HTTP)/, kind: 'failed', reason: 'what it answers is no HTTP' },
  { codes: /^(EPROTO|ERR_SSL|ERR_TLS)/, kind: 'failed', reason: 'it does not speak TLS as it should' },
  {
    codes: /^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EAFNOSUPPORT)$/,
    kind: 'not-asked',
    reason: 'there is no way to it from where I run',
  },
  {
    codes: /^(EAI_|ESERVFAIL|ETIMEOUT|EREFUSED)/,
    kind: 'not-asked',
    reason: 'its name could not be looked up',
  },
];

/** Puts a failed lookup, connection or answer into words; what is not known speaks of nobody but us. */
export function httpFailure(error: unknown): Why {
  const code = codeOf(error);
  const known = SYMPTOMS.find(({ codes }) => codes.test(code));
  if (known) return { kind: known.kind, reason: known.reason };
  return { kind: 'not-asked', reason: `asking it failed (${code || 'no code'})` };
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : '';
}
