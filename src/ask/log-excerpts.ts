import type { LogExcerpt } from '../alerting/context.ts';
import { inTime } from '../clock.ts';
import type { Unknown } from '../deployment/fact.ts';
import type { Deps } from '../deps.ts';
import type { LogLine } from '../tailing/log-line.ts';
import type { LogSource } from '../tailing/log-source.ts';
import { placeOf } from '../tailing/place.ts';
import { clean, cut } from '../text.ts';

/** Of one container: 20,000 lines. */
const MOST_PAGES = 2;
/** Whoever waits for lines waits for more than lines. */
const PATIENCE_MS = 4000;

/** In characters. CloudWatch takes 1 MiB; nobody reads so much, and what is looked for in it takes its time. */
export const LONGEST_LINE = 4000;

/** What is said where lines are not there in time. */
export const LATE_LINES: Unknown = {
  kind: 'unknown',
  why: 'timeout',
  detail: 'could not read log lines: it took too long',
};

/** Lines that are looked for. */
export interface WantedExcerpts {
  readonly source: LogSource;
  readonly sinceAt: Date;
  readonly untilAt: Date;
  readonly limit: number;
  /** Asked about the text as it would be shown; every line is wanted where it is left out. */
  readonly matches?: (text: string) => boolean;
}

/**
 * The newest lines of a container, oldest first, secrets made unreadable.
 * @throws UpstreamError
 */
export async function excerptsOf(
  { estate, redact }: Pick<Deps, 'estate' | 'redact'>,
  env: string,
  { source, sinceAt, untilAt, limit, matches }: WantedExcerpts,
): Promise<readonly LogExcerpt[]> {
  const safe = ({ text }: LogLine) => cut(redact(clean(text)).text, LONGEST_LINE);
  const { lines } = await estate.logs.newest(
    env,
    { source, sinceAt, untilAt, pattern: undefined },
    { limit, mostPages: MOST_PAGES, matches: matches ? (line) => matches(safe(line)) : () => true },
  );
  return lines.map((line) => ({
    at: line.at,
    task: placeOf(line.stream).task,
    container: source.container,
    text: safe(line),
  }));
}

/** What reading lines comes to, if it comes within four seconds; else what is said of it. */
export function linesInTime<T>(reading: Promise<T>, deps: Pick<Deps, 'sleep'>, late: () => T): Promise<T> {
  return inTime(reading, PATIENCE_MS, deps, late);
}
