import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LEVELS)[number];
export const LOG_LEVELS: readonly LogLevel[] = LEVELS;

/** Names whose value is a secret, however they are written: `secretAccessKey`, `SLACK_SIGNING_SECRET`, `x-amz-security-token`. */
const SECRET_NAME =
  'authorization|cookie|passw(?:or)?d|secret|signature|(?:access|api|private)[-_]?key|' +
  '(?:access|app|auth|bot|id|refresh|security|session|user)[-_]?token|(?<![\\w-])token';

/** A name, quoted as it stands in a line: as JSON, in JSON inside a string (depth 1), or deeper. */
const NAMED = (quote: string): string =>
  `(?<=(?:(?:${SECRET_NAME})${quote}:|(?:authorization|cookie|x-amz-security-token)${quote},) ?${quote})`;

/**
 * What is taken out of every line. Each looks behind instead of matching the name, so that a long word
 * cannot make the search slow, and ends before the quote that ends the value, so that a line stays JSON.
 */
const SECRETS = [
  // Slack's tokens, the ids of AWS access keys, and JSON web tokens say what they are.
  /xox[a-z]-[\w-]+|xapp-[\w-]+|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+/,
  // Addresses that anybody may write to: response URLs, file uploads, and the ticket of a Socket Mode URL.
  /(?:https:\/\/)?(?:hooks\.slack(?:-gov)?\.com|files\.slack(?:-gov)?\.com\/upload)\/[^\s"'\\<>]+/,
  /(?<=[?&]ticket=)[^\s"'\\&]+/,
  // The password in a URL, up to the last "@" before a space or the next URL.
  /(?<=:\/\/[^\s:@/"\\]*:)(?:(?!:\/\/)[^\s"\\])+(?=@)/,
  // Authorization in a sentence.
  /(?<=authorization ?[:=] ?'?(?:AWS4-HMAC-SHA256|Basic|Bearer) )[^"'\\]+/,
  /(?<=\bBearer )[\w.~+/=-]{6,}/,
  // By name: quoted, as `name=value`, and as Node prints objects.
  new RegExp(String.raw`${NAMED('"')}(?:[^"\\]|\\.)+`),
  new RegExp(String.raw`${NAMED(String.raw`\\"`)}(?:[^"\\]|\\\\(?:\\["\\]|[^"\\]))+`),
  new RegExp(String.raw`${NAMED(String.raw`\\{2,}"`)}(?:(?!\\*").)+`),
  new RegExp(String.raw`(?<=(?:${SECRET_NAME})(?: ?= ?|'?: '))[^\s"'\\,;&]+`),
];
const SECRET = new RegExp(SECRETS.map(({ source }) => source).join('|'), 'gi');

/**
 * JSON lines, one event each. Secrets that can be known by their shape or by the name before them (tokens,
 * access keys, passwords, authorization headers, response URLs) are removed from every line, whichever
 * field they came in by.
 */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    hooks: { streamWrite: (line: string) => line.replace(SECRET, '[secret]') },
  };
  return destination ? pino(options, destination) : pino(options);
}
