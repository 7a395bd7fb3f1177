import { describe, expect, it } from 'vitest';
import { placeOfUrl, probeUrl, withoutCredentials } from '../../src/verification/probe-url.ts';

describe('an address', () => {
  it.each([
    ['https://X.test', 'https://x.test/'],
    ['http://x.test:8080/a?b#c', 'http://x.test:8080/a?b'],
    ['https://x.test./', 'https://x.test/'],
    ['<https://x.test/|https://x.test/>', 'https://x.test/'],
    ['http://2130706433/', 'http://127.0.0.1/'],
    ['http://0x7f.1/', 'http://127.0.0.1/'],
    ['http://0177.0.0.1/', 'http://127.0.0.1/'],
    ['http://１２７.0.0.1/', 'http://127.0.0.1/'],
    ['http://127.0.0.1./', 'http://127.0.0.1/'],
    ['https://bücher.test/', 'https://xn--bcher-kva.test/'],
    ['http://[::FFFF:7f00:1]/', 'http://[::ffff:7f00:1]/'],
  ])('%s is read as %s', (typed, href) => {
    expect(shown(typed)).toBe(href);
  });

  it.each([
    ['x.test', 'this is no address'],
    ['//x.test', 'this is no address'],
    ['https://', 'this is no address'],
    ['https://x.test:99999/', 'this is no address'],
    ['file:///etc/passwd', 'only `https://` and `http://`'],
    ['gopher://x.test/', 'only `https://` and `http://`'],
    ['javascript:alert(1)', 'only `https://` and `http://`'],
    ['https://ops@x.test/', 'must not hold a name or password'],
    ['https://:secret@x.test/', 'must not hold a name or password'],
    [`https://x.test/${'a'.repeat(2000)}`, '2000 characters at most'],
  ])('%.40s is refused: %s', (typed, why) => {
    expect(shown(typed)).toContain(why);
  });
});

it('that a redirect gives may leave out what stays the same', () => {
  const found = probeUrl('/login?next=1', new URL('https://x.test/a/b'));
  expect(found).toMatchObject({ kind: 'usable' });
  expect(found.kind === 'usable' && found.url.href).toBe('https://x.test/login?next=1');
});

it('is shown without what may be a token', () => {
  expect(placeOfUrl(new URL('https://x.test/a?token=abc'))).toBe('https://x.test/a');
});

function shown(typed: string): string {
  const found = probeUrl(typed);
  return found.kind === 'usable' ? found.url.href : found.why;
}

it.each([
  ['http 200 https://ops:p@ss@x.test/a?b=c@d', 'http 200 https://…@x.test/a?b=c@d'],
  ['<HTTPS://ops@x.test|x>, http:ops:pw@y.test', '<HTTPS://…@x.test|x>, http:…@y.test'],
  ['http 200 https://x.test/@anna', 'http 200 https://x.test/@anna'],
])('shows no name and no password of %s', (text, shown) => {
  expect(withoutCredentials(text)).toBe(shown);
});
