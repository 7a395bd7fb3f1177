import { matchAt, type SecretFinder } from './secret.ts';

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y;
/**
 * What a key is written in, whole or cut off: base64 in lines or parts, and headers before it. Line ends may be
 * escaped any number of times. Small words in lower case are a sentence that goes on.
 */
const BODY =
  /[A-Za-z0-9+/=]*(?:(?:\s|\\+[nrt])+(?:(?:Proc-Type|DEK-Info|Version|Comment): ?[\w,.() -]+|(?![a-z]{1,15}(?:\s|$))[A-Za-z0-9+/=]+(?=[\s\\"'`,]|$)))*/y;
/** A private key of 16,384 bits takes 13,000 characters. */
const LONGEST = 16_000;

/** From the first line to the last; to the last character that may belong to it where the rest is cut off. */
export const privateKey: SecretFinder = {
  words: ['-----begin '],
  find(text, at) {
    const begin = matchAt(BEGIN, text, at);
    if (!begin) return undefined;
    const from = at + begin[0].length;
    const distance = text.slice(from, from + LONGEST).indexOf('-----END ');
    const end = distance < 0 ? null : matchAt(END, text, from + distance);
    if (end) return { from: at, to: end.index + end[0].length, kind: 'private key' };
    const body = matchAt(BODY, text, from)?.[0].trimEnd() ?? '';
    return body.length < 8 ? undefined : { from: at, to: from + body.length, kind: 'private key' };
  },
};

/** The last line of a key whose beginning is not in the text, with all that may belong to it. */
export const privateKeyEnd: SecretFinder = {
  words: ['-----end '],
  find(text, at) {
    const end = matchAt(END, text, at);
    if (!end) return undefined;
    return { from: bodyStart(text, at), to: at + end[0].length, kind: 'private key' };
  },
};

/** The lines before the last one, as far back as they are whole and hold nothing but base64. */
function bodyStart(text: string, end: number): number {
  const first = Math.max(0, end - LONGEST);
  let from = end;
  while (from > first && /[A-Za-z0-9+/=\r\n\\]/.test(text.charAt(from - 1))) from -= 1;
  const isPart = from > 0 && !/[\s"'`:=]/.test(text.charAt(from - 1));
  const skipped = isPart ? /^[^\n\\]*/ : /^(?:\s|\\+[nr])*/;
  return from + (skipped.exec(text.slice(from, end))?.[0].length ?? 0);
}
