import type { LogEntry } from './entry.ts';

/**
 * Folds entries that say exactly the same one after the other into one with a count. Only neighbours, so that
 * the order stays true; of one container, though of any of its tasks.
 */
export function collapseRepeats(entries: readonly LogEntry[]): readonly LogEntry[] {
  const folded: LogEntry[] = [];
  let start = 0;
  for (let end = 1; end <= entries.length; end += 1) {
    const first = entries[start];
    const next = entries[end];
    if (!first || (next && saysTheSame(first, next))) continue;
    folded.push(end - start === 1 ? first : fold(first, entries.slice(start, end)));
    start = end;
  }
  return folded;
}

function saysTheSame(one: LogEntry, other: LogEntry): boolean {
  return (
    one.text === other.text &&
    one.level === other.level &&
    one.container === other.container &&
    one.late === other.late &&
    one.continued === other.continued
  );
}

function fold(first: LogEntry, run: readonly LogEntry[]): LogEntry {
  const timesByTask = new Map<string, number>();
  let { lastAt, lines, times } = { ...first, lines: 0, times: 0 };
  for (const entry of run) {
    lines += entry.lines;
    times += entry.times;
    if (entry.lastAt > lastAt) lastAt = entry.lastAt;
    for (const [task, count] of entry.timesByTask ?? [[entry.task ?? '', entry.times]]) {
      timesByTask.set(task, (timesByTask.get(task) ?? 0) + count);
    }
  }
  return { ...first, lastAt, lines, times, timesByTask: timesByTask.size > 1 ? timesByTask : undefined };
}
