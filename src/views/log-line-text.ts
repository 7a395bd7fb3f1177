import type { LogEntry } from '../tailing/entry.ts';
import type { Level } from '../tailing/level.ts';
import type { Places } from '../tailing/place.ts';
import { clean } from '../text.ts';

export interface LogTextOptions {
  /** All tasks and containers of the tail so far: a task keeps its mark while others come and go. */
  readonly places: Places;
  /** `date-time` where the lines may be of several days and no day is said; default `time`. */
  readonly times?: 'time' | 'date-time';
  /** Characters of one line's text, the rest only counted; undefined: whole. */
  readonly longestLine?: number;
}

export interface Written {
  /** The first with time, level and who wrote it, the others indented under it. */
  readonly lines: readonly string[];
  /** Whether a line was too long and lost its end. */
  readonly cut: boolean;
}

const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  fatal: 'FATAL',
  error: 'ERROR',
  warn: 'WARN ',
  info: 'INFO ',
  debug: 'DEBUG',
  trace: 'TRACE',
};

/** Told apart by letter and by shape, not by colour. */
const SHAPES = ['●', '▲', '■', '◆', '○', '△', '□', '◇'];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const TASK_CHARACTERS = 6;

/** Most lines are plain ASCII and need no closer look. */
const HARMLESS = /^[\t\n\u0020-\u007e]*$/;
/** Half of a pair, which Slack refuses as invalid. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Writes entries one at a time: `13:20:05.123 ERROR A● 1a2b3c text`, in UTC. */
export function logPen(options: LogTextOptions): (entry: LogEntry) => Written {
  const { longestLine = Number.POSITIVE_INFINITY } = options;
  const prefixOf = prefixes(options);
  return (entry) => {
    const prefix = `${prefixOf(entry)}${entry.late ? '(late) ' : ''}${entry.continued ? '… ' : ''}`;
    const suffix = entry.times > 1 ? `  ${repeatWords(entry)}` : '';
    const text = inert(entry.text);
    if (text.length <= longestLine && !text.includes('\n')) {
      return { lines: [`${prefix}${text}${suffix}`], cut: false };
    }
    const all = text.split('\n');
    const [first = '', ...more] = all.map((line) => cutLine(line, longestLine));
    return {
      lines: [`${prefix}${first}${suffix}`, ...more.map(indented)],
      cut: all.some((line) => line.length > longestLine),
    };
  };
}

/** What stands before the text: time, level, and who wrote it where there are several. */
export function prefixes({ places, times = 'time' }: LogTextOptions): (entry: LogEntry) => string {
  const timeOf = writtenTimes(times);
  const whoOf = writers(places);
  return (entry) => {
    const level = entry.level === undefined ? '     ' : LEVEL_WORDS[entry.level];
    return `${timeOf(entry)} ${level} ${whoOf(entry)}`;
  };
}

/** "A●" for the first task, "B▲" for the second; after 26 the letters begin again, doubled. */
export function taskMark(index: number): string {
  const letter = LETTERS[index % LETTERS.length] ?? '';
  return `${letter.repeat(1 + Math.floor(index / LETTERS.length))}${SHAPES[index % SHAPES.length] ?? ''}`;
}

/** Text that shows as it reads: escapes inside JSON strings may have brought control characters back. */
export function inert(text: string): string {
  if (HARMLESS.test(text)) return text;
  return clean(text).replace(LONE_SURROGATE, '\ufffd');
}

/** "×12 until 13:20:05", "×12 in 3 tasks until 13:20:05" */
function repeatWords({ times, timesByTask, lastAt }: LogEntry): string {
  const tasks = timesByTask ? ` in ${timesByTask.size} tasks` : '';
  return `×${thousands(times)}${tasks} until ${lastAt.toISOString().slice(11, 19)}`;
}

/** "12,345" */
export function thousands(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** Cut at `most` characters, never inside a pair, and says how much is missing. */
export function cutLine(line: string, most: number): string {
  if (line.length <= most) return line;
  const end = /[\ud800-\udbff]/.test(line[most - 1] ?? '') ? most - 1 : most;
  return `${line.slice(0, end)}… (${thousands(line.length - end)} characters more)`;
}

function indented(line: string): string {
  return `  ${line.replace(/^\t+/, (tabs) => '  '.repeat(tabs.length))}`;
}

/** Who wrote an entry: mark and short id among several tasks, the name among several containers. */
function writers({ tasks, containers }: Places): (entry: LogEntry) => string {
  if (tasks.length <= 1 && containers.length <= 1) return () => '';
  const ids = tasks.map((task, index) => `${taskMark(index)} ${task.slice(0, TASK_CHARACTERS)} `);
  const words = new Map(tasks.map((task, index) => [task, ids[index] ?? '']));
  const blank = ' '.repeat(ids[0]?.length ?? 0);
  const several = tasks.length > 1;
  return ({ task, container }) => {
    const who = several ? (words.get(task ?? '') ?? blank) : '';
    return containers.length > 1 ? `${who}${inert(container)} ` : who;
  };
}

/** Writes the time to the millisecond; most entries share their second with the one before. */
function writtenTimes(times: 'time' | 'date-time'): (entry: LogEntry) => string {
  let second = Number.NaN;
  let words = '';
  return ({ at }) => {
    const ms = at.getTime();
    const of = Math.floor(ms / 1000);
    if (of !== second) {
      second = of;
      const dateTime = at.toISOString().slice(0, 20).replace('T', ' ');
      words = times === 'time' ? dateTime.slice(11) : dateTime;
    }
    return `${words}${String(ms - of * 1000 + 1000).slice(1)}`;
  };
}
