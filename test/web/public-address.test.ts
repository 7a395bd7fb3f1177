import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whyNotPublic } from '../../src/web/public-address.ts';

describe('an address', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a05:d018::1',
  ])('%s is public', (address) => {
    expect(whyNotPublic(address)).toBeUndefined();
  });

  it.each([
    ['127.0.0.1', 'this machine'],
    ['127.255.255.254', 'this machine'],
    ['0.0.0.0', 'this machine'],
    ['0.1.2.3', 'this machine'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'a provider'],
    ['100.100.100.200', 'a provider'],
    ['169.254.169.254', 'link-local'],
    ['169.254.170.2', 'link-local'],
    ['168.63.129.16', 'cloud metadata'],
    ['192.0.0.192', 'special uses'],
    ['192.0.2.1', 'special uses'],
    ['198.18.0.1', 'special uses'],
    ['198.51.100.1', 'special uses'],
    ['203.0.113.1', 'special uses'],
    ['240.0.0.1', 'special uses'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'this machine'],
    ['::1', 'this machine'],
    ['fc00::1', 'private'],
    ['fd00:ec2::254', 'private'],
    ['fec0::1', 'private'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['ff02::1', 'multicast'],
    ['::ffff:127.0.0.1', 'in the form of IPv6'],
    ['::ffff:a9fe:a9fe', 'in the form of IPv6'],
    ['::ffff:8.8.8.8', 'in the form of IPv6'],
    ['::127.0.0.1', 'in the form of IPv6'],
    ['::7f00:1', 'special uses'],
    ['::ffff:0:127.0.0.1', 'in the form of IPv6'],
    ['64:ff9b::7f00:1', 'in the form of IPv6'],
    ['64:ff9b:1::7f00:1', 'in the form of IPv6'],
    ['2002:7f00:1::', 'in the form of IPv6'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'in the form of IPv6'],
    ['2001:db8::1', 'special uses'],
    ['3fff::1', 'special uses'],
    ['100::1', 'special uses'],
    ['4000::1', 'special uses'],
    ['localhost', 'no network address'],
    ['0x7f.1', 'no network address'],
    ['2130706433', 'no network address'],
    ['127.1', 'no network address'],
    ['', 'no network address'],
  ])('%s is %s', (address, words) => {
    expect(whyNotPublic(address)).toContain(words);
  });

  it('of a private range is never public, in whatever form of IPv6 it hides', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const hidden = fc.constantFrom(
      (v4: string) => v4,
      (v4: string) => `::ffff:${v4}`,
      (v4: string) => `::${v4}`,
      (v4: string) => `64:ff9b::${v4}`,
      (v4: string) => `64:ff9b:1::${v4}`,
      (v4: string) => `2002:${hex(v4)}::1`,
    );
    const start = fc.constantFrom(
      '10',
      '127',
      '0',
      '192.168',
      '169.254',
      '172.16',
      '172.31',
      '100.64',
      '100.127',
      '224',
      '255',
    );
    fc.assert(
      fc.property(start, fc.tuple(octet, octet, octet), hidden, (prefix, rest, hide) => {
        const v4 = [...prefix.split('.'), ...rest].slice(0, 4).join('.');
        expect(whyNotPublic(hide(v4))).toBeDefined();
      }),
    );
  });
});

/** `7f00:1` for 127.0.0.1. */
function hex(v4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = v4.split('.').map(Number);
  return [a * 256 + b, c * 256 + d].map((part) => part.toString(16)).join(':');
}
