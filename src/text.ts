/** Text from outside, made fit to be read: nothing in it hides, reorders or breaks what a reader sees. */

/** Escape sequences of terminals: colours, cursor moves, titles. */
const ANSI =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b(?:\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
/** Control characters but tab and line feed; marks that turn the writing direction or take no room. */
const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
/** The same without the memory of a global expression, so that `test` asks about the whole text. */
const UNCLEAN = new RegExp(INVISIBLE.source);

/** Takes out what can hide, reorder or break text. Text without any of it comes back as it is, at the cost of one look. */
export function clean(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  return text.replace(ANSI, '').replace(/\r\n?/g, '\n').replace(INVISIBLE, '');
}

/** Clean, on one line, and cut with an ellipsis at `most` characters. */
export function oneLine(text: string, most = 300): string {
  return cut(clean(text).replace(/\s+/g, ' ').trim(), most);
}

/** Cut with an ellipsis at `most` characters, never inside a surrogate pair. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = /[\ud800-\udbff]$/.test(text.slice(0, most - 1)) ? most - 2 : most - 1;
  return `${text.slice(0, end)}…`;
}

/** The first letter in upper case. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "1 service", "2 services": the one place that knows how many are one. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
