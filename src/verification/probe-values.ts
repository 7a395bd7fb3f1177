import { durationMs, durationWords } from '../duration.ts';
import type { WantedRevision } from './probe.ts';
import type { ProbeReading } from './probe-reading.ts';

const LONGEST_NAME = 255;
const MOST_TARGETS = 1000;
/** A probe waits ten seconds for an answer. */
const MOST_WITHIN_MS = 10_000;
/** Lines are read anew at every check, so a window is a day at most. */
const LOG_WINDOW = { leastMs: 60_000, mostMs: 86_400_000 } as const;

/** A service as people type it: its name, with its cluster and environment where they are needed. */
export function service(reading: ProbeReading): string {
  return reading.as('a service, such as `web` or `prod/web`,', (word) =>
    word.length <= LONGEST_NAME && /^([\w-]+:)?([\w-]+\/)?[\w-]+$/.test(word) ? word : undefined,
  );
}

/** `15` or `web:15`. */
export function revision(reading: ProbeReading): WantedRevision {
  return reading.as('a revision, such as `15` or `web:15`,', (word) => {
    const [, family, digits = ''] = /^(?:([\w-]{1,255}):)?(\d{1,9})$/.exec(word) ?? [];
    const number = wholeNumber(digits, 1, 999_999_999);
    return number === undefined ? undefined : { family, number };
  });
}

/** How many targets there must be. */
export function targetCount(reading: ProbeReading): number {
  return reading.as(`a number from 1 to ${MOST_TARGETS}`, (word) => wholeNumber(word, 1, MOST_TARGETS));
}

/** The status of an answer; those below 200 are no answer yet. */
export function status(reading: ProbeReading): number {
  return reading.as('a status from 200 to 599', (word) => wholeNumber(word, 200, 599));
}

/** Milliseconds, or a duration such as `2s`. */
export function within(reading: ProbeReading): number {
  return reading.as(`milliseconds from 1 to ${MOST_WITHIN_MS}`, (word) => {
    const ms = /^\d{1,5}$/.test(word) ? Number(word) : durationMs(word);
    return ms !== undefined && ms >= 1 && ms <= MOST_WITHIN_MS ? ms : undefined;
  });
}

/** How far back lines are searched, in whole seconds. */
export function window(reading: ProbeReading): number {
  const { leastMs, mostMs } = LOG_WINDOW;
  return reading.as(`a window from ${durationWords(leastMs)} to 24h, such as \`15m\`,`, (word) => {
    const ms = durationMs(word);
    return ms !== undefined && ms >= leastMs && ms <= mostMs && ms % 1000 === 0 ? ms : undefined;
  });
}

/** The name of an alarm, which may be nearly anything. */
export function alarmName(reading: ProbeReading): string {
  return reading.as('the name of an alarm', (word) =>
    word.length > 0 && word.length <= LONGEST_NAME ? word : undefined,
  );
}

function wholeNumber(word: string, least: number, most: number): number | undefined {
  const number = /^\d{1,9}$/.test(word) ? Number(word) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}
