import { isAbout, isInnocent } from './innocent.ts';
import { matchAt, type Secret, type SecretFinder } from './secret.ts';
import { headerValueAt, type Value, valueAt } from './secret-value.ts';

/** What a name means, and what else its value must be like. */
interface Meaning {
  readonly kind: string;
  readonly words: readonly string[];
  /** Whether the name, as it stands before and behind the word, still has the meaning. */
  readonly holds?: (before: string, behind: string, word: string) => boolean;
  /** Whether the value may be read, besides what is innocent under every name. */
  readonly spares?: (value: string, quoted: boolean, behind: string) => boolean;
}

const compound = (...parts: readonly string[]): readonly string[] =>
  parts.flatMap((first) => ['', '_', '-', ' ', '.'].map((joint) => `${first}${joint}key`));
const isShortNumber = (value: string): boolean => /^\d{1,5}$/.test(value);
/** Ends the name as a word of its own: `DB_PASS` and `smtpPass`, not `bypass`, `passed` or `Compass`. */
const standsAlone = (before: string, behind: string, word: string): boolean =>
  behind === '' && (/(?:^|[_.-])$/.test(before) || (/[a-z]$/.test(before) && /^[A-Z]/.test(word)));

const MEANINGS: readonly Meaning[] = [
  { kind: 'password', words: ['password', 'passwd', 'passwort', 'passphrase', 'passcode'] },
  { kind: 'password', words: ['pwd'], spares: (value) => /^(?:[/~.]|[A-Za-z]:[\\/])/.test(value) },
  {
    kind: 'password',
    words: ['pass'],
    holds: standsAlone,
    spares: isShortNumber,
  },
  { kind: 'secret', words: ['secret'], spares: (value) => /^\d{1,3}$/.test(value) },
  {
    kind: 'token',
    words: ['token'],
    spares: (value, quoted, behind) =>
      isShortNumber(value) || (!quoted && /^s/i.test(behind) && /^[\d.,]+$/.test(value)),
  },
  {
    kind: 'key',
    words: compound(
      'api',
      'access',
      'private',
      'signing',
      'encryption',
      'auth',
      'master',
      'account',
      'shared',
    ),
    spares: isShortNumber,
  },
  { kind: 'key', words: ['_auth'], holds: (_, behind) => behind === '' },
  { kind: 'authorization', words: ['authorization'] },
  {
    kind: 'cookie',
    words: ['cookie'],
    spares: (value, quoted) => !quoted && !value.includes('=') && !/^(?=.*\d).{8,}$/.test(value),
  },
  {
    kind: 'session',
    words: ['sessionid', 'session_id', 'session-id', 'phpsessid', 'connect.sid'],
    spares: (value) => !/^(?=.*\d)(?=.*[A-Za-z]).{16,}$/.test(value) || isUuid(value),
  },
  {
    kind: 'signature',
    words: ['signature'],
    spares: (value) => !/^(?=.*\d)[\w+/=%.-]{20,}$/.test(value),
  },
];

/** Behind a name: the quote that ends it, and what stands between it and its value. */
const SEPARATOR =
  /(?:\\{0,15}["'`])?[\])]?[ \t]{0,40}(?:=>|:=|={1,2}(?!=)|:(?!:)|%3[AD](?:%22)?)[ \t]{0,40}/iy;
/** `"name": "DB_PASSWORD", "value": "…"`. */
const PAIRED = /(\\{0,15}["'])\s{0,8},\s{0,8}\1(?:value|val)\1\s{0,8}:\s{0,8}(?=\1)/iy;
/** `["Authorization", "…"]`, as Node keeps raw headers. */
const LISTED = /(\\{0,15}["'])\s{0,2},\s{0,2}(?=\1)/y;
const GAP = /[ \t]{1,8}(?!-)(?=\S)/y;
const LONGEST_NAME = 64;
/** A longer value is a secret whatever it looks like; and text that was read and kept is not read again and again. */
const LONGEST_SPARED = 500;

/** Values whose name means a secret: `name=value`, `name: value`, JSON and URL fields, headers, options of a command. */
export const namedFinders: readonly SecretFinder[] = MEANINGS.map((meaning) => ({
  words: meaning.words,
  find: (text, at, after) => findNamed(meaning, text, at, after),
}));

/** `?sig=…`, as Azure signs addresses. */
export const urlSignature: SecretFinder = {
  words: ['?sig=', '&sig='],
  find(text, _, after) {
    const value = matchAt(/[\w%+/-]{16,}=*/y, text, after)?.[0];
    return value ? { from: after, to: after + value.length, kind: 'signature' } : undefined;
  },
};

/** Where a value begins, and by what: an element of XML ends at the next one. */
interface Start {
  readonly from: number;
  readonly form: 'field' | 'element';
}

function findNamed(meaning: Meaning, text: string, at: number, after: number): Secret | undefined {
  const end = nameEnd(text, after);
  if (end === undefined || !mayFollow(text.charCodeAt(end))) return undefined;
  const name = { start: nameStart(text, at), end };
  const before = text.slice(name.start, at);
  const behind = text.slice(after, end);
  if (isAbout(meaning.kind === 'token' ? before : '', behind)) return undefined;
  if (meaning.holds && !meaning.holds(before, behind, text.slice(at, after))) return undefined;
  const start = startOf(meaning, text, name);
  const value = start && valueFrom(start, meaning, text);
  // A private key is found by its own shape, over several lines.
  if (!value || text.startsWith('-----BEGIN ', value.from)) return undefined;
  const written = text.slice(value.from, value.to);
  if ((behind === 's' || behind === 'S') && isShortNumber(written)) return undefined;
  const prose = /\s/.test(text.charAt(start.from - 1));
  if (isInnocent(written, { quoted: value.quoted, prose })) return undefined;
  if (written.length <= LONGEST_SPARED && meaning.spares?.(written, value.quoted, behind)) return undefined;
  const isAws = meaning.kind === 'secret' && /^[_.-]?access/i.test(behind);
  return { from: value.from, to: value.to, kind: isAws ? 'AWS key' : meaning.kind };
}

function startOf(
  meaning: Meaning,
  text: string,
  { start, end }: { start: number; end: number },
): Start | undefined {
  const separator = matchAt(SEPARATOR, text, end) ?? matchAt(PAIRED, text, end);
  if (separator) return { from: end + separator[0].length, form: 'field' };
  if (text.charAt(end) === '>' && /<(?:[\w-]{1,20}:)?$/.test(text.slice(Math.max(0, start - 24), start))) {
    return { from: end + 1, form: 'element' };
  }
  const isHeader = meaning.kind === 'authorization' || meaning.kind === 'cookie';
  const listed = isHeader ? matchAt(LISTED, text, end) : null;
  if (listed) return { from: end + listed[0].length, form: 'field' };
  const gap = matchAt(GAP, text, end);
  if (!gap) return undefined;
  const from = end + gap[0].length;
  const isOption = text.startsWith('--', start);
  const isSql = meaning.kind === 'password' && text.charAt(from) === "'";
  return isOption || isSql ? { from, form: 'field' } : undefined;
}

function valueFrom({ from, form }: Start, { kind }: Meaning, text: string): Value | undefined {
  if (form === 'element') {
    const content = matchAt(/[^<\r\n]+/y, text, from)?.[0];
    return content ? { from, to: from + content.length, quoted: true } : undefined;
  }
  const isHeader = kind === 'authorization' || kind === 'cookie';
  return isHeader ? headerValueAt(text, from, kind) : valueAt(text, from);
}

/** Undefined where the name is too long to be one. */
function nameEnd(text: string, after: number): number | undefined {
  let end = after;
  while (isNamePart(text.charCodeAt(end))) {
    end += 1;
    if (end - after > LONGEST_NAME) return undefined;
  }
  return end;
}

function nameStart(text: string, at: number): number {
  const first = Math.max(0, at - LONGEST_NAME);
  let start = at;
  while (start > first && isNamePart(text.charCodeAt(start - 1))) start -= 1;
  return start;
}

/** Letters, digits, `_`, `-` and `.`. */
function isNamePart(code: number): boolean {
  if (code >= 97) return code <= 122;
  if (code >= 65) return code <= 90 || code === 95;
  return (code >= 48 && code <= 57) || code === 45 || code === 46;
}

/** What a separator can begin with: a gap, a quote, `%`, `)`, `:`, `=`, `>`, a backslash or `]`. */
function mayFollow(code: number): boolean {
  return '\t "%\'):=>\\]`'.includes(String.fromCharCode(code));
}

function isUuid(value: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value);
}
