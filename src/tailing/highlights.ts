import type { LogEntry } from './entry.ts';
import type { Level } from './level.ts';

/** Entries that read alike but for numbers and ids, which are masked as `#`. */
export interface Kind {
  readonly text: string;
  readonly level: Level | undefined;
  readonly times: number;
}

/** What matters in a stretch of lines that is too long to be read. */
export interface Highlights {
  readonly lines: number;
  readonly firstAt: Date | undefined;
  readonly lastAt: Date | undefined;
  /** Entries per level, each repeat counted; under `undefined` those that state none. */
  readonly levels: ReadonlyMap<Level | undefined, number>;
  readonly firstError: LogEntry | undefined;
  readonly lastError: LogEntry | undefined;
  /** By their masked text; of very many kinds only some of those seen once are dropped. */
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Lines per task. */
  readonly tasks: ReadonlyMap<string, number>;
}

/** A stretch may hold any number of different lines; memory may not. */
const MOST_KINDS = 2000;
const KIND_CHARACTERS = 200;
const IDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|\b(?=[a-f]*\d)[0-9a-f]+\b|\d+/gi;

const NOTHING: Highlights = {
  lines: 0,
  firstAt: undefined,
  lastAt: undefined,
  levels: new Map(),
  firstError: undefined,
  lastError: undefined,
  kinds: new Map(),
  tasks: new Map(),
};

/** Highlights on their way. */
export interface Highlighting {
  /** Goes on with these entries, as one part of many. */
  add(entries: readonly LogEntry[]): void;
  highlights(): Highlights;
}

/** Gathers the highlights of a stretch in as many parts as one likes; `before` is what they were until now. */
export function createHighlighting(before: Highlights = NOTHING): Highlighting {
  let { lines, firstAt, lastAt, firstError, lastError } = before;
  const levels = new Map(before.levels);
  const kinds = new Map(before.kinds);
  const tasks = new Map(before.tasks);

  function addOne(entry: LogEntry): void {
    lines += entry.lines;
    if (!firstAt || entry.at < firstAt) firstAt = entry.at;
    if (!lastAt || entry.lastAt > lastAt) lastAt = entry.lastAt;
    countTasks(tasks, entry);
    if (entry.continued) return;
    levels.set(entry.level, (levels.get(entry.level) ?? 0) + entry.times);
    countKind(kinds, entry);
    if (entry.level !== 'error' && entry.level !== 'fatal') return;
    if (!firstError || entry.at < firstError.at) firstError = entry;
    if (!lastError || entry.lastAt >= lastError.lastAt) lastError = entry;
  }

  return {
    add(entries) {
      for (const entry of entries) addOne(entry);
    },
    highlights: () => ({ lines, firstAt, lastAt, levels, firstError, lastError, kinds, tasks }),
  };
}

/** What was said more than once, most often first. */
export function mostRepeated({ kinds }: Highlights, most = 3): readonly Kind[] {
  return [...kinds.values()]
    .filter(({ times }) => times > 1)
    .sort((one, other) => other.times - one.times)
    .slice(0, most);
}

function countTasks(tasks: Map<string, number>, { task, lines, times, timesByTask }: LogEntry): void {
  if (!timesByTask) {
    if (task !== undefined) tasks.set(task, (tasks.get(task) ?? 0) + lines);
    return;
  }
  for (const [other, share] of timesByTask) {
    tasks.set(other, (tasks.get(other) ?? 0) + Math.round((share * lines) / times));
  }
}

function countKind(kinds: Map<string, Kind>, { text, level, times }: LogEntry): void {
  const masked = maskedLine(text);
  const kind = kinds.get(masked);
  if (!kind && kinds.size >= MOST_KINDS) forgetSingles(kinds);
  if (!kind && kinds.size >= MOST_KINDS) return;
  kinds.set(masked, { text: masked, level: kind ? kind.level : level, times: (kind?.times ?? 0) + times });
}

function forgetSingles(kinds: Map<string, Kind>): void {
  for (const [masked, { times }] of kinds) if (times === 1) kinds.delete(masked);
}

function maskedLine(text: string): string {
  const end = text.indexOf('\n');
  const line = text.slice(0, Math.min(end < 0 ? text.length : end, KIND_CHARACTERS));
  return line.replace(IDS, '#');
}
