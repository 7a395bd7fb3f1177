import { nearest } from '../deployment/nearest.ts';
import { UserError } from '../errors.ts';
import { clean, oneLine } from '../text.ts';

/** Options as typed: a value, `true` for a flag, or all values of one that may be repeated. */
export type Options = Readonly<Record<string, string | true | readonly string[]>>;

/** What may follow an option: a `duration` may be left out; `values` may be given again and again. */
export type OptionKind = 'value' | 'flag' | 'duration' | 'values';

/** Typed text taken apart. */
export interface Words {
  readonly words: readonly string[];
  readonly options: Options;
}

/** Far more than anybody types; Slack itself allows a few thousand characters. */
const MOST_WORDS = 1000;

/**
 * Splits typed text into its first word, in lower case, and the rest. '' for both where nothing was typed.
 * Phones turn quotes and dashes into typographic ones; those are turned back first.
 */
export function firstWord(text: string): { readonly first: string; readonly rest: string } {
  const [, first = '', rest = ''] = /^\s*(\S*)\s*([\s\S]*)$/.exec(tidy(text)) ?? [];
  return { first: first.toLowerCase(), rest };
}

/**
 * Understands `--since 2h`, `--since=2h`, `-since 2h`, an em dash instead of two hyphens, `since=2h` for the
 * options that are known, quotes around words with blanks, and links that Slack made of plain names.
 * @throws UserError for an unknown option or one without its value, naming the nearest known one.
 */
export function parseWords(text: string, known: Readonly<Record<string, OptionKind>>): Words {
  const tokens = tokensOf(tidy(text)).slice(0, MOST_WORDS);
  const words: string[] = [];
  const options: Record<string, string | true | readonly string[]> = {};
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    const option = optionOf(token, known);
    if (!option) {
      words.push(token);
      continue;
    }
    const kind = known[option.name] ?? 'flag';
    const next = option.value ?? tokens[at + 1];
    if (kind === 'flag' && option.value !== undefined)
      throw new UserError(`--${option.name} takes no value.`);
    // What stands behind `=` is meant to be one, whatever it is.
    const isLeftOut = option.value === undefined && !/^\d/.test(next ?? '');
    if (kind === 'flag' || (kind === 'duration' && isLeftOut)) {
      options[option.name] = true;
      continue;
    }
    if (next === undefined || next === '')
      throw new UserError(`--${option.name} needs a value, for example \`--${option.name} x\`.`);
    if (option.value === undefined) at += 1;
    const before = options[option.name];
    options[option.name] = kind === 'values' ? [...(Array.isArray(before) ? before : []), next] : next;
  }
  return { words, options };
}

/** The value of an option that is given once; undefined where it was not typed. */
export function oneValue(option: Options[string] | undefined): string | undefined {
  return typeof option === 'string' ? option : undefined;
}

/** All values of an option that may be repeated. */
export function allValues(option: Options[string] | undefined): readonly string[] {
  if (option === undefined || option === true) return [];
  return typeof option === 'string' ? [option] : option;
}

/** The known words that a mistyped one may stand for, at most three; none where nothing is near. */
export function nearestWords(typed: string, known: readonly string[]): readonly string[] {
  return nearest(typed, known, (word) => word);
}

function optionOf(
  token: string,
  known: Readonly<Record<string, OptionKind>>,
): { name: string; value: string | undefined } | undefined {
  const dashed = /^--?([A-Za-z][\w-]*)(?:=([\s\S]*))?$/.exec(token);
  const bare = /^([A-Za-z][\w-]*)=([\s\S]*)$/.exec(token);
  const [, typed, value] = dashed ?? bare ?? [];
  if (typed === undefined) return undefined;
  const name = typed.toLowerCase();
  if (Object.hasOwn(known, name)) return { name, value };
  if (!dashed) return undefined;
  throw new UserError(unknownOption(name, Object.keys(known)));
}

function unknownOption(name: string, known: readonly string[]): string {
  const asked = `I do not know the option \`--${oneLine(name, 40)}\` here.`;
  if (known.length === 0) return `${asked} This command takes none.`;
  const near = nearestWords(name, known);
  const list = (names: readonly string[]) => names.map((each) => `\`--${each}\``).join(', ');
  return near.length > 0 ? `${asked} Nearest: ${list(near)}.` : `${asked} There are ${list(known)}.`;
}

function tidy(text: string): string {
  return clean(text)
    .replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    .replace(/[\u2018\u2019\u201a]/g, "'")
    .replace(/(^|\s)[\u2013\u2014\u2212](?=\S)/g, '$1--')
    .replace(/(^|\s)-{3,}(?=\S)/g, '$1--')
    .replace(/[\u00a0\u2000-\u200a\u3000]/g, ' ')
    .replace(/<https?:\/\/[^|>\s]+\|([^>]+)>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (const [, lead = '', quoted, single, bare] of text.matchAll(
    /([^\s"']*=)?(?:"([^"]*)"|'([^']*)')|(\S+)/g,
  )) {
    tokens.push(bare ?? lead + (quoted ?? single ?? ''));
  }
  return tokens;
}
