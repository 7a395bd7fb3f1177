import { inPieces } from '../clock.ts';
import { createReading, type TailCursor } from '../tailing/cursor.ts';
import type { LogEntry } from '../tailing/entry.ts';
import { createGrouping, type Grouped, type GroupOptions } from '../tailing/group-entries.ts';
import { createHighlighting, type Highlights } from '../tailing/highlights.ts';
import type { LogLine } from '../tailing/log-line.ts';
import { type LogTextOptions, logPen } from '../views/log-line-text.ts';

/** Lines that are wanted, of thousands. */
export async function linesIn(
  lines: readonly LogLine[],
  isWanted: (line: LogLine) => boolean,
): Promise<LogLine[]> {
  const wanted: LogLine[] = [];
  await inPieces(lines, (piece) => {
    for (const line of piece) if (isWanted(line)) wanted.push(line);
  });
  return wanted;
}

/** The cursor once thousands of lines are read as well: others have their turn meanwhile. */
export async function cursorAfter(
  before: TailCursor,
  lines: readonly LogLine[],
  completeAt: Date | undefined,
): Promise<TailCursor> {
  const reading = createReading(before);
  await inPieces(lines, reading.add);
  return reading.cursor(completeAt);
}

/** What `groupEntries` gives, for thousands of lines. */
export async function entriesIn(lines: readonly LogLine[], options: GroupOptions = {}): Promise<Grouped> {
  const grouping = createGrouping(options);
  await inPieces(lines, grouping.add);
  return grouping.grouped();
}

/** The highlights of thousands of entries. */
export async function highlightsIn(entries: readonly LogEntry[]): Promise<Highlights> {
  const highlighting = createHighlighting();
  await inPieces(entries, highlighting.add);
  return highlighting.highlights();
}

/** What `logLinesText` gives, for thousands of entries. */
export async function textOf(entries: readonly LogEntry[], options: LogTextOptions): Promise<string> {
  const write = logPen(options);
  const texts: string[] = [];
  await inPieces(entries, (piece) => {
    for (const entry of piece) texts.push(write(entry).lines.join('\n'));
  });
  return texts.join('\n');
}
