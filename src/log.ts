import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LEVELS)[number];
export const LOG_LEVELS: readonly LogLevel[] = LEVELS;

/** Shapes of Slack and AWS secrets; they are taken out of every string that is logged. */
const SECRET =
  /xox[a-z]-[\w-]+|xapp-[\w-]+|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|(?<=:\/\/[^\s:@/]*:)[^\s@/]+(?=@)|https:\/\/hooks\.slack\.com\/\S+/g;

/**
 * JSON lines, one event each. Known secret shapes (tokens, access key ids, passwords in URLs, response
 * URLs) are removed from every line, whichever field they came in by.
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
