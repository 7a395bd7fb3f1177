/** A stretch of text that nobody should read. */
export interface Secret {
  /** Index of its first character. */
  readonly from: number;
  /** Index behind its last character. */
  readonly to: number;
  /** What it is, as the mark in its place says; undefined where it is known to be none, and is not looked into. */
  readonly kind: string | undefined;
}

/**
 * Looks for secrets of one sort where one of its words stands.
 *
 * A look must end within a bounded number of characters unless it finds something: the same text is then
 * never read twice, and the whole search takes time in proportion to the text.
 */
export interface SecretFinder {
  /** In lower-case ASCII; found in any case, `0` being any digit. */
  readonly words: readonly string[];
  /** The word stands from `at` to before `after`. */
  readonly find: (text: string, at: number, after: number) => Secret | undefined;
}

/** The mark that stands in the place of a secret. */
export function markOf(kind: string): string {
  return `${MARK_START}${kind}]`;
}

/** How every mark begins. */
export const MARK_START = '[redacted: ';
const MARK = /\[redacted: [\w ]{1,32}\]/y;

/** Behind the mark that stands at `at`; undefined where there is none. */
export function markEnd(text: string, at: number): number | undefined {
  const mark = text.charAt(at) === '[' ? matchAt(MARK, text, at) : null;
  return mark ? at + mark[0].length : undefined;
}

/** Where the expression (which must be sticky) matches exactly at `at`. */
export function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}
