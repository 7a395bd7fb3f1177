/** One word of a probe, or one text in quotes. */
export interface ProbeWord {
  readonly text: string;
  /** In quotes it is no keyword. `open`: the quotes were never closed. */
  readonly quotes: 'none' | 'closed' | 'open';
}

/**
 * Splits a probe into words. Text in double quotes is one word; a quote inside it is written `\"`. A backslash
 * that stands before no quote is itself, so that `"\d+ errors"` needs no doubling: only those directly before a
 * quote count half.
 */
export function probeWords(text: string): readonly ProbeWord[] {
  const words: ProbeWord[] = [];
  const all = plainQuotes(text);
  for (let at = 0; at < all.length; ) {
    const bare = /^[^\s"]+/.exec(all.slice(at))?.[0];
    if (bare !== undefined) {
      words.push({ text: bare, quotes: 'none' });
      at += bare.length;
    } else if (all[at] === '"') {
      const { word, next } = quotedFrom(all, at + 1);
      words.push(word);
      at = next;
    } else at += 1;
  }
  return words;
}

/** Text as one word: in quotes where it would not be one without, or where the form asks for them. */
export function quoted(text: string, when: 'always' | 'needed' = 'needed'): string {
  if (when === 'needed' && /^[^\s"=\u201c\u201d\u201e\u00ab\u00bb]+$/.test(text)) return text;
  return `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}

/** Takes the text up to the quote that closes it; `next` is the place behind that. */
function quotedFrom(all: string, from: number): { readonly word: ProbeWord; readonly next: number } {
  let text = '';
  for (let at = from; at < all.length; at += 1) {
    const slashes = all[at] === '\\' ? (/^\\+/.exec(all.slice(at))?.[0].length ?? 0) : 0;
    const ends = all[at + slashes] === '"';
    text += '\\'.repeat(ends ? Math.floor(slashes / 2) : slashes);
    at += slashes;
    if (ends && slashes % 2 === 0) return { word: { text, quotes: 'closed' }, next: at + 1 };
    text += all[at] ?? '';
  }
  return { word: { text, quotes: 'open' }, next: all.length };
}

/** Phones type quotes of their own; where there are plain ones, those others are meant as they stand. */
function plainQuotes(text: string): string {
  return text.includes('"') ? text : text.replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"');
}
