import { markEnd, matchAt } from './secret.ts';

/** The value behind a name: where it stands, without its quotes. */
export interface Value {
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
}

const QUOTE = /[bru]?(\\*)(["'`])/y;
const LIST = /\[\s{0,8}(?=\\*["'])/y;
const NEXT_ITEM = /\s{0,8},\s{0,8}(?=\\*["'])/y;
const BRACED = /\{[^{}\s"':=]+\}/y;
const RUN = /[^\s"'`&;,\\<%]*/y;
/** What ends most values, but not here: a comma, for one, unless the next field follows it. */
const INSIDE = /,(?![\s"'{[]|$|[\w.-]{1,40}[=:])|\\(?!["'`nrtu/])|<(?!\/)|%(?!2[26])/y;
const SCHEME =
  /(?:Bearer|Basic|Digest|Negotiate|NTLM|Token|ApiKey|Api-Key|OAuth|Hawk|HMAC|HMAC-SHA256|SSWS|GoogleLogin|AWS4-HMAC-SHA256|AWS4-ECDSA-P256-SHA256|AWS)(?:[ \t]+|%20|\+)(?=\S)/iy;
/** Schemes of which the rest of the line belongs to the value. */
const WHOLE_LINE = /^(?:digest|oauth|hawk|aws4)/i;
/** A scheme that we do not know: one word, then something that is none. */
const OTHER_SCHEME = /[A-Za-z][\w-]{1,24} (?=(?:[\w~+/=:.-]{0,200}\d)[\w~+/=:.-]*)[\w~+/=:.-]{8,}/y;
const COOKIES = /[^\s=;,"'\\]+=[^\s;,"'\\]*(?:; ?[^\s=;,"'\\]+(?:=[^\s;"'\\]*)?)*/y;

/** The value that begins at `at`; undefined where there is none, or where a mark already stands for it. */
export function valueAt(text: string, at: number): Value | undefined {
  const list = text.charAt(at) === '[' ? matchAt(LIST, text, at) : null;
  if (list) return listAt(text, at + list[0].length);
  const quote = matchAt(QUOTE, text, at);
  if (quote) return afterScheme(text, quotedAt(text, at + quote[0].length, quote));
  return unquotedAt(text, at);
}

/** The value of a header, which may hold spaces. */
export function headerValueAt(text: string, at: number, kind: 'authorization' | 'cookie'): Value | undefined {
  const value = valueAt(text, at);
  if (!value || value.quoted) return value;
  const longer = matchAt(kind === 'cookie' ? COOKIES : OTHER_SCHEME, text, value.from);
  return longer ? { ...value, to: Math.max(value.to, at + longer[0].length) } : value;
}

/** From the first item to the last one, with what stands between them. */
function listAt(text: string, at: number): Value | undefined {
  let next = at;
  let first: number | undefined;
  for (;;) {
    const quote = matchAt(QUOTE, text, next);
    if (!quote) return undefined;
    const item = quotedAt(text, next + quote[0].length, quote);
    first ??= item.from;
    const comma = matchAt(NEXT_ITEM, text, item.to + quote[0].length);
    if (!comma) return afterScheme(text, { from: first, to: item.to, quoted: true });
    next = item.to + quote[0].length + comma[0].length;
  }
}

/** Up to the quote that ends it, which is escaped as often as the one that began it; else to the end of the line. */
function quotedAt(text: string, from: number, [, slashes = '', quote = '"']: RegExpExecArray): Value {
  const depth = slashes.length;
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n') return { from, to: at, quoted: true };
    if (character !== quote) continue;
    const escapes = slashesBefore(text, at, from);
    const inside = Math.floor((escapes - depth) / (depth + 1)) % 2 !== 0;
    if (escapes < depth || !inside) return { from, to: at - Math.min(escapes, depth), quoted: true };
  }
  return { from, to: text.length, quoted: true };
}

function slashesBefore(text: string, at: number, from: number): number {
  let first = at;
  while (first > from && text.charAt(first - 1) === '\\') first -= 1;
  return at - first;
}

function schemeAt(text: string, at: number): string {
  return /[A-Za-z]/.test(text.charAt(at)) ? (matchAt(SCHEME, text, at)?.[0] ?? '') : '';
}

function unquotedAt(text: string, at: number): Value | undefined {
  if (markEnd(text, at)) return undefined;
  const start = '[('.includes(text.charAt(at) || ' ') ? at + 1 : at;
  const scheme = schemeAt(text, start);
  const from = start + scheme.length;
  if (scheme && WHOLE_LINE.test(scheme)) return { from, to: endOfLine(text, from, scheme), quoted: false };
  const braced = text.charAt(from) === '{' ? matchAt(BRACED, text, from) : null;
  const to = braced ? from + braced[0].length : withoutClosing(text, from, runEnd(text, from));
  return to > from ? { from, to, quoted: false } : undefined;
}

function endOfLine(text: string, from: number, scheme: string): number {
  const rest = /^aws4/i.test(scheme) ? /[^\r\n"'\\]+/y : /[^\r\n'\\]+/y;
  return from + (matchAt(rest, text, from)?.[0].length ?? 0);
}

function runEnd(text: string, from: number): number {
  let to = from;
  for (;;) {
    to += matchAt(RUN, text, to)?.[0].length ?? 0;
    if (!matchAt(INSIDE, text, to)) return to;
    to += 1;
  }
}

/** Brackets and full stops at the end belong to the sentence, unless the value opens a bracket itself. */
function withoutClosing(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && ')]}>.,:'.includes(text.charAt(end - 1))) end -= 1;
  return end === to || /[([{<]/.test(text.slice(from, end)) ? to : end;
}

function afterScheme(text: string, value: Value): Value | undefined {
  const scheme = schemeAt(text, value.from);
  const from = value.from + scheme.length;
  return from < value.to ? { ...value, from } : undefined;
}
