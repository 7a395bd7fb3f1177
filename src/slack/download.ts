import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { Call } from './calls.ts';

/** What came of reading a file's content. */
export type Download = { readonly kind: 'read'; readonly bytes: Uint8Array } | { readonly kind: 'too-long' };

/** Where a file's content is, and what may be done to get it. */
export interface FileSource {
  /** For "could not read …". */
  readonly name: string;
  readonly url: string;
  readonly token: string;
  /** In bytes; no more are read. */
  readonly most: number;
  /** Whether an address may be shown the token. */
  isTrusted(url: string): boolean;
}

/** One try, in milliseconds. */
const TIMEOUT_MS = 15_000;
const MOST_REDIRECTS = 3;

/**
 * The content of a file, with the bot's token. Slack sends whoever may not read it to its login page, which counts
 * as a missing scope here: nothing else says so. The token is never shown to an address that is not trusted.
 * @see https://docs.slack.dev/reference/objects/file-object#authentication
 */
export function downloadCall(source: FileSource): Call<Download> {
  return {
    method: 'files.download',
    attempt: `read ${source.name}`,
    repeatable: true,
    run: () => download(source),
  };
}

/**
 * Whether an address is Slack's own, or on the host that stands in for it.
 * @param apiUrl base of the Web API, where that is not Slack's own
 */
export function isSlacks(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/.test(hostname)) return true;
  if (apiUrl === undefined) return false;
  const standIn = new URL(apiUrl);
  return protocol === standIn.protocol && hostname === standIn.hostname;
}

async function download({ url, token, most, isTrusted }: FileSource): Promise<Download> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let address = url;
  for (let redirects = 0; redirects <= MOST_REDIRECTS && isTrusted(address); redirects += 1) {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(address, { headers, redirect: 'manual', signal });
    const next = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || next === null) return contentOf(response, most);
    await response.body?.cancel();
    address = URL.canParse(next, address) ? new URL(next, address).href : '';
  }
  throw notGiven();
}

/** Throws what the Web API client would throw, so that both are judged alike. */
async function contentOf(response: Response, most: number): Promise<Download> {
  if (response.ok) {
    const { bytes, isWhole } = await firstOf(response, most);
    if (isLoginPage(response, bytes)) throw notGiven();
    return isWhole ? { kind: 'read', bytes } : { kind: 'too-long' };
  }
  await response.body?.cancel();
  switch (response.status) {
    case 401:
    case 403:
      throw notGiven();
    case 404:
    case 410:
      throw new WebAPIPlatformError({ ok: false, error: 'file_not_found' });
    case 429:
      throw new WebAPIRateLimitedError(Number(response.headers.get('retry-after')) || 1);
    default:
      throw new WebAPIHTTPError(response.status, response.statusText, {});
  }
}

/** What a header says of the length is not believed: reading stops where it is too much. */
async function firstOf(response: Response, most: number): Promise<{ bytes: Uint8Array; isWhole: boolean }> {
  const reader = response.body?.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  while (reader && size <= most) {
    const { value } = await reader.read();
    if (!value) return { bytes: Buffer.concat(parts), isWhole: true };
    parts.push(value);
    size += value.byteLength;
  }
  await reader?.cancel();
  return { bytes: Buffer.concat(parts), isWhole: reader === undefined };
}

/** A file that is a page itself comes as an attachment. */
function isLoginPage({ headers }: Response, bytes: Uint8Array): boolean {
  if (!headers.get('content-type')?.startsWith('text/html')) return false;
  if (headers.get('content-disposition')?.startsWith('attachment')) return false;
  const beginning = new TextDecoder().decode(bytes.subarray(0, 200));
  return /^\s*<(?:!doctype|html)\b/i.test(beginning);
}

function notGiven(): WebAPIPlatformError {
  const refusal = { ok: false as const, error: 'missing_scope', needed: 'files:read' };
  return new WebAPIPlatformError(refusal);
}
