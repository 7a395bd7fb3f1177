import type { LogEntry } from '../tailing/entry.ts';
import { type Highlights, mostRepeated } from '../tailing/highlights.ts';
import { LEVELS } from '../tailing/level.ts';
import type { Places } from '../tailing/place.ts';
import { cut, oneLine } from '../text.ts';
import { firstOf } from './fit.ts';
import { cutLine, inert, prefixes, taskMark, thousands } from './log-line-text.ts';
import { context, type Message, preformatted, section } from './message.ts';
import { escapeText, plain } from './mrkdwn.ts';

const MOST_TASKS = 8;
const ERROR_CHARACTERS = 400;
const KIND_CHARACTERS = 200;

export interface HighlightsOptions {
  readonly places: Places;
  /** How many of the lines are in the thread. */
  readonly shown: number;
  /** Where all of them are: "log-2026-03-04.txt"; undefined: nowhere yet. */
  readonly file: string | undefined;
  /** Why there is no file. */
  readonly notFiled?: string | undefined;
}

/** Stands in for lines that come faster than a thread can show them: how many, how grave, what they say. */
export function logHighlightsMessage(highlights: Highlights, options: HighlightsOptions): Message {
  const title = titleOf(highlights.lines, options);
  const counts = countsOf(highlights);
  const details = detailsOf(highlights, options.places).join('\n');
  return {
    text: [title, counts, details].filter(Boolean).join('\n'),
    blocks: [section(escapeText(title)), context(plain(counts)), ...(details ? [preformatted(details)] : [])],
  };
}

function titleOf(lines: number, { shown, file, notFiled }: HighlightsOptions): string {
  const all = `${thousands(lines)} ${lines === 1 ? 'line' : 'lines'} in this stretch`;
  if (shown >= lines) return `${all}, all shown inline`;
  if (shown === 0 && file !== undefined) return `${all}, too many to show here: all in the file ${file}`;
  const reason = notFiled === undefined ? '' : `: I ${oneLine(notFiled)}`;
  const rest =
    file === undefined ? `${thousands(lines - shown)} left out${reason}` : `the rest in the file ${file}`;
  return `${all}, ${thousands(shown)} shown inline, ${rest}`;
}

/** "13:20:05 to 13:20:15 UTC · 12 error · 3 warn · 40 without a level" */
function countsOf({ levels, firstAt, lastAt }: Highlights): string {
  const clock = (at: Date) => at.toISOString().slice(11, 19);
  const span = firstAt && lastAt ? `${clock(firstAt)} to ${clock(lastAt)} UTC` : '';
  const words = LEVELS.filter((level) => levels.has(level)).map(
    (level) => `${thousands(levels.get(level) ?? 0)} ${level}`,
  );
  const none = levels.get(undefined);
  return [span, ...words, none ? `${thousands(none)} without a level` : ''].filter(Boolean).join(' · ');
}

function detailsOf(highlights: Highlights, places: Places): readonly string[] {
  const { firstError, lastError, tasks } = highlights;
  const prefixOf = prefixes({ places });
  const errorLine = (entry: LogEntry) => {
    const [first = ''] = inert(entry.text).split('\n', 1);
    return `${prefixOf(entry)}${cutLine(first, ERROR_CHARACTERS)}`;
  };
  const kinds = mostRepeated(highlights).map(({ text, level, times }) =>
    [`×${thousands(times)}`, level?.toUpperCase(), cut(inert(text), KIND_CHARACTERS)]
      .filter(Boolean)
      .join(' '),
  );
  return [
    ...(firstError ? ['first error', `  ${errorLine(firstError)}`] : []),
    ...(lastError && lastError !== firstError ? ['last error', `  ${errorLine(lastError)}`] : []),
    ...(kinds.length > 0
      ? ['most repeated (numbers and ids as #)', ...kinds.map((kind) => `  ${kind}`)]
      : []),
    ...(tasks.size > 1 ? ['lines by task', `  ${taskWords(tasks, places)}`] : []),
  ];
}

function taskWords(tasks: ReadonlyMap<string, number>, places: Places): string {
  const { shown, more } = firstOf(
    [...tasks].sort(([, one], [, other]) => other - one),
    MOST_TASKS,
  );
  const words = shown.map(([task, lines]) => {
    const index = places.tasks.indexOf(task);
    return [index < 0 ? '' : taskMark(index), task.slice(0, 6), thousands(lines)].filter(Boolean).join(' ');
  });
  return [...words, more].filter(Boolean).join(' · ');
}
