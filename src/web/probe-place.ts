import { isIP } from 'node:net';
import type { HttpFailure } from '../verification/reading.ts';
import { httpFailure } from './http-failure.ts';
import { whyNotPublic } from './public-address.ts';

/** All network addresses of a host name. Rejects with an error that carries the resolver's code. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** The one network address that is asked for a URL, or why none is. */
export type ProbePlace =
  | { readonly kind: 'usable'; readonly address: string }
  | Pick<HttpFailure, 'kind' | 'reason'>;

/** Below 1024 other protocols live, some of which do as a line of text tells them. */
const WEB_PORTS: readonly number[] = [80, 443];
const FIRST_FREE_PORT = 1024;

/**
 * Finds out where a URL leads, and whether to go there. A name is as good as the worst of its addresses: one that is
 * public now and private at the next look must not get through. Hosts that are allowed may lead anywhere.
 */
export async function probePlace(url: URL, allow: readonly string[], lookup: Lookup): Promise<ProbePlace> {
  const host = hostOf(url);
  const isAllowed = allow.some((each) => each.toLowerCase().replace(/\.$/, '') === host);
  const port = url.port === '' ? undefined : Number(url.port);
  if (!isAllowed && port !== undefined && port < FIRST_FREE_PORT && !WEB_PORTS.includes(port))
    return { kind: 'not-asked', reason: `port ${port} is not asked: it is none of the web's` };
  const found = isIP(host) ? [host] : await looked(host, lookup);
  if ('kind' in found) return found;
  for (const address of found) {
    const why = isAllowed ? undefined : whyNotPublic(address);
    if (why) return { kind: 'not-asked', reason: refusalWords(host, address, why) };
  }
  // Not every network has IPv6 that leads anywhere.
  const address = found.find((each) => isIP(each) === 4) ?? found[0];
  return address === undefined
    ? { kind: 'failed', reason: 'there is no such host name' }
    : { kind: 'usable', address };
}

/** The host without the brackets around an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

async function looked(
  host: string,
  lookup: Lookup,
): Promise<readonly string[] | Pick<HttpFailure, 'kind' | 'reason'>> {
  try {
    return await lookup(host);
  } catch (error) {
    return httpFailure(error);
  }
}

function refusalWords(host: string, address: string, why: string): string {
  const where = host === address ? `${address} is ${why}` : `${host} points at ${address}, ${why}`;
  return `${where}; such hosts are asked only where whoever runs me allows them`;
}
