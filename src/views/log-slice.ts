import { groupEntries, type OpenTraces } from '../tailing/group-entries.ts';
import type { LogLine } from '../tailing/log-line.ts';
import { type Places, placesWith } from '../tailing/place.ts';
import { LIMITS } from './limits.ts';
import { LONGEST_LINE, type LogMessage, logLineMessages } from './log-lines.ts';

/** The beginning of some lines as one post, filled as far as Slack lets it. */
export interface LogSlice {
  readonly message: LogMessage;
  /** How many of the lines are in it. */
  readonly used: number;
  /** What the next slice begins with. */
  readonly open: OpenTraces;
  readonly places: Places;
  readonly shownAt: Date | undefined;
}

/** What the slice before left. */
export interface SliceBefore {
  readonly open: OpenTraces;
  readonly places: Places;
  readonly shownAt: Date | undefined;
  readonly isLate: (line: LogLine) => boolean;
}

/** What time, level, task and the line's end take. */
const PREFIX = 30;
/** A post that is filled so far is full enough. */
const FULL = 0.85;

/** How many posts the lines take, at most: folded repeats and shortened JSON take less. */
export function roomOf(lines: readonly LogLine[]): number {
  return charactersIn(lines) / LIMITS.blockTextTotal;
}

/** Takes as many lines as make one post: a guess by their length, mended until it fits. At least one. */
export function firstMessage(lines: readonly LogLine[], before: SliceBefore): LogSlice {
  let used = fitting(lines, LIMITS.blockTextTotal);
  let best = sliceOf(lines, used, before);
  let tooMany = best.overflows ? used : lines.length + 1;
  while (best.overflows && used > 1) {
    used = Math.max(1, Math.floor(used * 0.8));
    best = sliceOf(lines, used, before);
    if (best.overflows) tooMany = used;
  }
  for (let tries = 0; tries < 3 && used < lines.length; tries += 1) {
    const filled = best.message.text.length / LIMITS.blockTextTotal;
    if (filled >= FULL) break;
    const more = Math.min(lines.length, tooMany - 1, Math.ceil((used * 0.95) / Math.max(filled, 0.02)));
    if (more <= used) break;
    const larger = sliceOf(lines, more, before);
    if (larger.overflows) tooMany = more;
    else {
      used = more;
      best = larger;
    }
  }
  return best;
}

function sliceOf(
  lines: readonly LogLine[],
  used: number,
  before: SliceBefore,
): LogSlice & { readonly overflows: boolean } {
  const { entries, open } = groupEntries(lines.slice(0, used), before);
  const places = placesWith(before.places, entries);
  const shownAt = entries.at(-1)?.at ?? before.shownAt;
  const options = { places, ...(before.shownAt ? { lastAt: before.shownAt } : {}) };
  const [message, next] = logLineMessages(entries, options);
  if (!message) throw new RangeError('no lines to show');
  return { message, used, open, places, shownAt, overflows: next !== undefined };
}

function charactersIn(lines: readonly LogLine[]): number {
  return lines.reduce((sum, { text }) => sum + shownLength(text) + PREFIX, 0);
}

/** A line that is too long is cut where it is shown. */
function shownLength(text: string): number {
  return text.length > LONGEST_LINE && !text.includes('\n') ? LONGEST_LINE : text.length;
}

function fitting(lines: readonly LogLine[], most: number): number {
  let room = most;
  const end = lines.findIndex(({ text }) => {
    room -= shownLength(text) + PREFIX;
    return room < 0;
  });
  return Math.max(1, end < 0 ? lines.length : end);
}
