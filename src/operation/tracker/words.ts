const DECORATION =
  '(?:\\p{Extended_Pictographic}|\\p{Regional_Indicator}|\\p{Emoji_Modifier}|[0-9#*]\\ufe0f?\\u20e3|[\\ufe0e\\ufe0f\\u200d\\u20e3])';
const BEFORE = new RegExp(`^(?:\\s|${DECORATION})+`, 'u');
const LAST = new RegExp(`(?:\\s|${DECORATION})$`, 'u');

/** Words without the emoji and blanks around them; those between words stay. */
export function undecorated(words: string): string {
  let rest = words.replace(BEFORE, '');
  // One at a time: an expression for all of them would be tried anew at every blank of a long text.
  for (let last = LAST.exec(rest.slice(-4)); last; last = LAST.exec(rest.slice(-4))) {
    rest = rest.slice(0, rest.length - last[0].length);
  }
  return rest;
}

/** Words as they are compared: lower case, without accents, punctuation and emoji, single blanks. */
export function normal(words: string): string {
  return words
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
