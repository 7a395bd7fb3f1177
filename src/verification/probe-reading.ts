import { nearest } from '../deployment/nearest.ts';
import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';
import { withoutCredentials } from './probe-url.ts';
import type { ProbeWord } from './probe-words.ts';

/** The words of one probe, taken one after the other. What does not fit is a UserError that names the word. */
export interface ProbeReading {
  /** The word that comes next is one of these; the others are named where it is not. */
  keyword<W extends string>(words: readonly W[]): W;
  /** Whether another word comes, and it is this one, outside of quotes. */
  sees(word: string): boolean;
  /** The next word, in quotes or not, whatever it is. */
  word(what: string): string;
  /** The next word, made into what it stands for; `make` gives undefined where it stands for nothing. */
  as<T>(what: string, make: (word: string) => T | undefined): T;
  /** The next text in quotes. */
  text(what: string): string;
  readonly isOver: boolean;
  /** Ends the reading. */
  end(): void;
  /** The mistake in the word that was taken last. */
  wrong(why: string): UserError;
}

/** Longest part of a mistaken word that is repeated. */
const MOST_REPEATED = 60;

/** Begins at the first word. `usage` is the form that a mistake reminds of. */
export function createProbeReading(words: readonly ProbeWord[], usage: () => string): ProbeReading {
  let at = 0;

  const next = (what: string): ProbeWord => {
    const word = words[at];
    if (!word) throw new UserError(`The probe ends too early: ${what} is missing. ${usage()}`);
    at += 1;
    if (word.quotes === 'open') throw wrong('the quotes are not closed');
    return word;
  };
  const wrong = (why: string): UserError =>
    new UserError(`The probe has a mistake at word ${at} ("${shown(words[at - 1])}"): ${why}. ${usage()}`);

  return {
    keyword: (all) => {
      const { text, quotes } = next(listed(all));
      const found = quotes === 'none' ? all.find((word) => word === text.toLowerCase()) : undefined;
      if (found !== undefined) return found;
      throw wrong(`${listed(all)} is expected here${meant(text, all)}`);
    },
    sees: (word) => words[at]?.quotes === 'none' && words[at]?.text.toLowerCase() === word,
    word: (what) => next(what).text,
    as: (what, make) => {
      const made = make(next(what).text);
      if (made === undefined) throw wrong(`${what} is expected here`);
      return made;
    },
    text: (what) => {
      const { text, quotes } = next(what);
      if (quotes === 'none') throw wrong(`${what} is expected here, in double quotes`);
      if (text === '') throw wrong('there is nothing between the quotes');
      return text;
    },
    get isOver() {
      return at >= words.length;
    },
    end: () => {
      if (at >= words.length) return;
      at += 1;
      throw wrong('nothing more is expected; text with blanks goes into double quotes');
    },
    wrong,
  };
}

/** The end of a sentence that names the nearest of the known words; empty where nothing is near. */
export function meant(typed: string, all: readonly string[]): string {
  const [near] = nearest(typed, all, (word) => word);
  return near === undefined ? '' : `; did you mean \`${near}\``;
}

function listed(all: readonly string[]): string {
  return all.map((word) => `\`${word}\``).join(' or ');
}

function shown(word: ProbeWord | undefined): string {
  return oneLine(withoutCredentials(word?.text ?? ''), MOST_REPEATED).replaceAll('`', '');
}
