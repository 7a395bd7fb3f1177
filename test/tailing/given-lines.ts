import type { LogEntry } from '../../src/tailing/entry.ts';
import type { LogLine } from '../../src/tailing/log-line.ts';
import { NOW } from '../given.ts';

export const STREAM = 'web/app/1a2b3c4d5e6f';

/** One line, `ms` after the moment of the tests. */
export function aLine(text: string, ms = 0, stream = STREAM): LogLine {
  const at = new Date(NOW.getTime() + ms);
  return { id: `${stream}-${ms}-${text.length}`, stream, at, ingestedAt: at, text };
}

/** Lines of one stream, a millisecond apart. */
export function linesOf(block: string, stream = STREAM): readonly LogLine[] {
  return block.split('\n').map((text, at) => aLine(text, at, stream));
}

export function anEntry(given: Partial<LogEntry> = {}): LogEntry {
  return {
    at: NOW,
    lastAt: given.at ?? NOW,
    task: '1a2b3c4d5e6f',
    container: 'app',
    level: undefined,
    text: 'health check ok',
    lines: 1,
    times: 1,
    timesByTask: undefined,
    late: false,
    continued: false,
    ...given,
  };
}
