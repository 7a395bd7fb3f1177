/**
 * Ways to write plain words so that they are read as the same words, the plainest first: as they are, with what begins
 * a block or a tag escaped, with all that markdown gives a meaning to escaped. Which one is needed depends on the place,
 * so that each is tried.
 */
export function writings(words: string): readonly string[] {
  return [...new Set([words, careful(words), full(words)])];
}

/** The same for a cell of a table, which a line's end or a bar would leave. */
export function cellWritings(words: string): readonly string[] {
  return [...new Set(writings(words).map((each) => each.replace(/(?<!\\)\|/g, '\\|')))];
}

function careful(words: string): string {
  return leading(words).replace(/[<&]/g, '\\$&');
}

function full(words: string): string {
  return leading(words.replace(/[\\`*_[\]<>~&|]/g, '\\$&'));
}

/** What would begin a heading, a list, a quotation, a rule or a box. */
function leading(words: string): string {
  return words.replace(/^(\d{1,9})(?=[.)])/, '$1\\').replace(/^[#>+\-*=~[|](?!\\)/, '\\$&');
}
