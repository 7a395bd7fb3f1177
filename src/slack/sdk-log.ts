import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../log.ts';

/**
 * Lets Slack's SDK write into our log. Its debug lines are dropped: they print payloads. `quiet` puts the rest
 * at debug as well, for clients whose every failure we report ourselves.
 */
export function sdkLog(log: Log, loudness: 'plain' | 'quiet'): Logger {
  const source = log.child({ from: 'slack-sdk' });
  const say =
    (level: 'debug' | 'warn' | 'error') =>
    (...words: unknown[]) => {
      source[loudness === 'quiet' ? 'debug' : level](words.map(wordOf).join(' '));
    };
  return {
    debug: () => {},
    info: say('debug'),
    warn: say('warn'),
    error: say('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

function wordOf(word: unknown): string {
  return word instanceof Error ? word.message : String(word);
}
