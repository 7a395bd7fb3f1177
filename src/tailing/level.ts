/** How grave a line says it is, gravest first. */
export const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export type Level = (typeof LEVELS)[number];

/** The words of each level in the frameworks people use, in lower case. */
const WORDS: Readonly<Record<Level, string>> = {
  fatal: 'fatal fata ftl critical crit crt emerg emergency alert panic pani dpanic',
  error: 'error err erro eror severe fail',
  warn: 'warn warning wrn',
  info: 'info information informational inf notice note log',
  debug: 'debug debu dbug dbg verbose vrb config fine',
  trace: 'trace trac trce trc finer finest silly',
};

const LEVEL_OF_WORD: ReadonlyMap<string, Level> = new Map(
  LEVELS.flatMap((level) => WORDS[level].split(' ').map((word): [string, Level] => [word, level])),
);

/** Only where a field says that it holds a level: too short or too common to be trusted elsewhere. */
const LEVEL_OF_VALUE: ReadonlyMap<string, Level> = new Map([
  ...LEVEL_OF_WORD,
  ['f', 'fatal'],
  ['e', 'error'],
  ['w', 'warn'],
  ['i', 'info'],
  ['http', 'info'],
  ['d', 'debug'],
  ['t', 'trace'],
]);

/**
 * Of a word that stands where levels stand. Those that are common words as well ("log", "note", "fail") count
 * only before a colon, which the caller has to see.
 */
export function levelOfWord(word: string): Level | undefined {
  return word.length > 13 ? undefined : LEVEL_OF_WORD.get(word.toLowerCase());
}

/**
 * Of the value of a field named "level": a word, a number of pino and bunyan (10 to 60), of syslog (0 to 7),
 * or slog's "ERROR+2".
 */
export function levelOfValue(value: unknown): Level | undefined {
  if (typeof value === 'number') return value >= 10 ? pinoLevel(value) : syslogLevel(value);
  if (typeof value !== 'string' || value.length > 16) return undefined;
  return LEVEL_OF_VALUE.get(
    value
      .toLowerCase()
      .replace(/[+-]\d+$/, '')
      .trim(),
  );
}

/** @see https://github.com/pinojs/pino/blob/main/docs/api.md#level-string */
function pinoLevel(value: number): Level {
  if (value >= 60) return 'fatal';
  if (value >= 50) return 'error';
  if (value >= 40) return 'warn';
  if (value >= 30) return 'info';
  return value >= 20 ? 'debug' : 'trace';
}

/** @see https://www.rfc-editor.org/rfc/rfc5424#section-6.2.1 */
function syslogLevel(value: number): Level | undefined {
  if (!Number.isInteger(value) || value < 0 || value > 7) return undefined;
  if (value <= 2) return 'fatal';
  if (value === 3) return 'error';
  if (value === 4) return 'warn';
  return value === 7 ? 'debug' : 'info';
}
