import { describe, expect, it } from 'vitest';
import { type Lookup, probePlace } from '../../src/web/probe-place.ts';

/** A resolver with a few names in it, that counts what it is asked. */
function names(known: Readonly<Record<string, readonly string[]>>) {
  const asked: string[] = [];
  const lookup: Lookup = async (host) => {
    asked.push(host);
    const found = known[host];
    if (!found) throw Object.assign(new Error(), { code: 'ENOTFOUND' });
    return found;
  };
  return { asked, lookup };
}

const KNOWN = {
  'x.test': ['93.184.216.34'],
  'both.test': ['2606:4700::1111', '93.184.216.34'],
  'six.test': ['2606:4700::1111'],
  'inside.test': ['10.0.0.5'],
  'mixed.test': ['93.184.216.34', '127.0.0.1'],
  'mapped.test': ['::ffff:10.0.0.5'],
  'none.test': [],
};

function place(url: string, allow: readonly string[] = []) {
  return probePlace(new URL(url), allow, names(KNOWN).lookup);
}

describe('a public host is asked at', () => {
  it.each([
    ['http://x.test/', '93.184.216.34'],
    ['https://x.test:8443/', '93.184.216.34'],
    ['http://both.test/', '93.184.216.34'],
    ['http://six.test/', '2606:4700::1111'],
    ['http://93.184.216.34/', '93.184.216.34'],
    ['http://[2606:4700::1111]/', '2606:4700::1111'],
  ])('%s: %s', async (url, address) => {
    expect(await place(url)).toEqual({ kind: 'usable', address });
  });
});

describe('what is not public is not asked', () => {
  it.each([
    ['http://inside.test/', 'inside.test points at 10.0.0.5, a private address'],
    ['http://mixed.test/', 'mixed.test points at 127.0.0.1, an address of this machine'],
    ['http://mapped.test/', 'an IPv4 address in the form of IPv6'],
    ['http://127.0.0.1/', '127.0.0.1 is an address of this machine'],
    ['http://2130706433/', '127.0.0.1 is an address of this machine'],
    ['http://0177.0.0.1/', '127.0.0.1 is an address of this machine'],
    ['http://0x7f000001/', '127.0.0.1 is an address of this machine'],
    ['http://127.1/', '127.0.0.1 is an address of this machine'],
    ['http://169.254.169.254/latest/meta-data/', 'link-local'],
    ['http://[::1]/', '::1 is an address of this machine'],
    ['http://[::ffff:169.254.169.254]/', 'in the form of IPv6'],
    ['http://x.test:22/', 'port 22 is not asked'],
    ['http://x.test:25/', 'port 25 is not asked'],
  ])('%s: %s', async (url, reason) => {
    const found = await place(url);
    expect(found).toMatchObject({ kind: 'not-asked' });
    expect('reason' in found && found.reason).toContain(reason);
  });

  it.each([
    ['http://inside.test/', ['inside.test'], '10.0.0.5'],
    ['http://inside.test:81/', ['Inside.Test.'], '10.0.0.5'],
    ['http://mixed.test/', ['mixed.test'], '93.184.216.34'],
    ['http://127.0.0.1/', ['127.0.0.1'], '127.0.0.1'],
    ['http://[::1]/', ['::1'], '::1'],
  ])('unless it is allowed: %s', async (url, allow, address) => {
    expect(await place(url, allow)).toEqual({ kind: 'usable', address });
  });

  it.each([
    ['a name that ends in it', 'http://notinside.test/', ['inside.test']],
    ['the address behind it', 'http://inside.test/', ['10.0.0.5']],
    ['another host', 'http://inside.test/', ['x.test']],
  ])('and %s is not it', async (_, url, allow) => {
    expect((await place(url, allow)).kind).not.toBe('usable');
  });
});

it('says that there is no such name, or that names cannot be looked up', async () => {
  expect(await place('http://gone.test/')).toEqual({ kind: 'failed', reason: 'there is no such host name' });
  expect(await place('http://none.test/')).toEqual({ kind: 'failed', reason: 'there is no such host name' });
  const deaf: Lookup = async () => {
    throw Object.assign(new Error(), { code: 'EAI_AGAIN' });
  };
  expect(await probePlace(new URL('http://x.test/'), [], deaf)).toEqual({
    kind: 'not-asked',
    reason: 'its name could not be looked up',
  });
});

it('looks a name up once, and an address not at all', async () => {
  const { asked, lookup } = names(KNOWN);
  await probePlace(new URL('http://x.test/'), [], lookup);
  await probePlace(new URL('http://93.184.216.34/'), [], lookup);
  expect(asked).toEqual(['x.test']);
});
