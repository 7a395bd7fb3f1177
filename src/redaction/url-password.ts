import { matchAt, type SecretFinder } from './secret.ts';

/** The end of an address: what no address holds unescaped, or the next address. */
const END = /[\s"'<>`|]|\\(?!\/)|:\\?\/\\?\//g;
const LONGEST = 4096;

/** The password in an address; its user and host stay readable. */
export const urlPassword: SecretFinder = {
  words: ['://', ':\\/\\/'],
  find(text, _, after) {
    const address = addressAt(text, after);
    const colon = address.indexOf(':');
    const mark = userEnd(address, colon);
    if (colon < 0 || mark <= colon + 1) return undefined;
    return { from: after + colon + 1, to: after + mark, kind: 'password' };
  },
};

/** The password in an address that stands escaped in another: `postgres%3A%2F%2Fuser%3Apassword%40host`. */
export const escapedUrlPassword: SecretFinder = {
  words: ['%0a%0f%0f'],
  find(text, _, after) {
    const match = matchAt(/[\w.~-]{0,128}%3A((?:[^\s&%"']|%(?!40|2F)){1,1024})%40/iy, text, after);
    if (!match?.[1]) return undefined;
    const to = after + match[0].length - '%40'.length;
    return { from: to - match[1].length, to, kind: 'password' };
  },
};

function addressAt(text: string, from: number): string {
  const ahead = text.slice(from, from + LONGEST);
  END.lastIndex = 0;
  const end = END.exec(ahead)?.index;
  return end === undefined ? ahead : ahead.slice(0, end);
}

/**
 * Where user and password end: at the last `@` before the path. A password may itself hold `/`, `?` or `#`;
 * then what stands behind the colon is no port, and the last `@` of all counts.
 */
function userEnd(address: string, colon: number): number {
  const path = address.search(/[/?#\\]/);
  if (path < 0) return address.lastIndexOf('@');
  if (colon < 0 || path < colon) return -1;
  const inAuthority = address.lastIndexOf('@', path);
  if (inAuthority >= 0) return inAuthority;
  return /^\d{0,5}$/.test(address.slice(colon + 1, path)) ? -1 : address.lastIndexOf('@');
}
