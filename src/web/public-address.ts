import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Global unicast; whatever IPv6 has outside of it is for special uses, old spellings of IPv4 among them. */
const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3');

/** Public to look at, and answers every machine of its cloud about itself. @see https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16 */
const METADATA: readonly string[] = ['168.63.129.16'];

/** Ranges by the name that the library gives them. The rest are called special. */
const WORDS: Readonly<Record<string, string>> = {
  unspecified: 'an address of this machine',
  loopback: 'an address of this machine',
  private: 'a private address',
  uniqueLocal: 'a private address',
  deprecatedSiteLocal: 'a private address',
  carrierGradeNat: 'a private address of a provider',
  linkLocal: 'a link-local address, as those of cloud metadata',
  multicast: 'a multicast address',
  broadcast: 'a broadcast address',
  ipv4Mapped: 'an IPv4 address in the form of IPv6',
  rfc6145: 'an IPv4 address in the form of IPv6',
  rfc6052: 'an IPv4 address in the form of IPv6',
  '6to4': 'an IPv4 address in the form of IPv6',
  teredo: 'an IPv4 address in the form of IPv6',
};
const SPECIAL = 'an address for special uses';

/**
 * Why an address is none of the public internet, as "a private address"; undefined where it is one. Takes only what
 * is plainly written, as the URL standard or a resolver writes it; all else is not public.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export function whyNotPublic(address: string): string | undefined {
  if (isIP(address) === 0) return 'no network address';
  if (METADATA.includes(address)) return 'an address of cloud metadata';
  const parsed = ipaddr.parse(address);
  const range: string = parsed.range();
  if (range !== 'unicast') return WORDS[range] ?? SPECIAL;
  return parsed.kind() === 'ipv6' && !parsed.match(GLOBAL_V6) ? SPECIAL : undefined;
}
