/** An address that may be asked, or why not, as a clause. A refused address is never repeated: it may hold a password. */
export type ProbeUrl =
  | { readonly kind: 'usable'; readonly url: URL }
  | { readonly kind: 'refused'; readonly why: string };

/** Longer than any address that people type; servers commonly refuse 8 kB. */
const LONGEST_URL = 2000;

/**
 * Understands an address the way browsers do, so that all spellings of an address (decimal, octal, full-width
 * letters, a dot at the end) become one before anybody judges it.
 * @see https://url.spec.whatwg.org/#host-parsing
 */
export function probeUrl(typed: string, from?: URL): ProbeUrl {
  const refused = (why: string): ProbeUrl => ({ kind: 'refused', why });
  if (typed.length > LONGEST_URL) return refused(`an address has ${LONGEST_URL} characters at most`);
  const url = parsed(typed, from);
  if (!url) return refused('this is no address; one begins with `https://` or `http://`');
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refused('only `https://` and `http://` are asked');
  if (url.username !== '' || url.password !== '')
    return refused('an address must not hold a name or password; it would be read by everybody here');
  if (url.hostname === '') return refused('the address names no host');
  // A name with a dot at its end is the same name, but not the same to those who compare.
  url.hostname = url.hostname.replace(/\.+$/, '');
  url.hash = '';
  return { kind: 'usable', url };
}

/** What may be shown of an address that came from outside: where it leads, without its query, which may hold a token. */
export function placeOfUrl(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

/** Text in which no address shows a name or password. */
export function withoutCredentials(text: string): string {
  return text.replace(/(https?:[\\/]*)[^\s\\/?#"<>]*@/gi, '$1…@');
}

function parsed(typed: string, from: URL | undefined): URL | undefined {
  // Slack wraps what it takes for a link: <https://x> and <https://x|x>.
  const bare = /^<(https?:[^|>]+)(?:\|[^>]*)?>$/i.exec(typed)?.[1] ?? typed;
  return URL.canParse(bare, from?.href) ? new URL(bare, from?.href) : undefined;
}
