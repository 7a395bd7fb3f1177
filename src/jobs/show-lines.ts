import type { TailCursor } from '../tailing/cursor.ts';
import type { LogEntry } from '../tailing/entry.ts';
import type { LogLine } from '../tailing/log-line.ts';
import { placesWith } from '../tailing/place.ts';
import type { Tail, TailCounts, TailProgress } from '../tailing/tail.ts';
import { logHighlightsMessage } from '../views/log-highlights.ts';
import { firstMessage, roomOf } from '../views/log-slice.ts';
import { logFirstReply } from '../views/log-thread.ts';
import type { Fresh } from './fresh-lines.ts';
import { cursorAfter, entriesIn, highlightsIn, linesIn, textOf } from './many-lines.ts';
import { fileTo, type PostDeps, postTo, saved } from './tail-posts.ts';

/** What came of showing. */
export interface Shown {
  readonly tail: Tail;
  /** Replies made. */
  readonly posted: number;
  /** False where it was broken off: somebody pressed *Stop*, or the bot is stopping. */
  readonly whole: boolean;
}

/** Posts that one read may take; a channel takes one a second, and more than this is no longer read by anybody. */
const MOST_POSTS = 5;

/** The first reply: what is shown of how much. Then the last lines, and all of them in a file where they are more. */
export async function showFirst(
  deps: PostDeps,
  tail: Tail,
  fresh: Fresh,
  signal: AbortSignal,
): Promise<Shown> {
  const inline = lastLines(fresh.lines, tail.plan.lines);
  const before = fresh.lines.slice(0, fresh.lines.length - inline.length);
  const file = before.length > 0 ? await fileOf(tail, (await entriesIn(fresh.lines)).entries) : undefined;
  const notFiled = file && (await fileTo(deps, tail, file));
  const reply = logFirstReply(tail, {
    found: fresh.lines.length,
    inline: inline.length,
    more: fresh.more,
    redacted: fresh.lines.reduce((sum, line) => sum + fresh.redactedIn(line), 0),
    file: notFiled === undefined ? file?.name : undefined,
    notFiled,
  });
  // From here on it is no first read any more: whoever goes on begins with the first of the lines below.
  const found = { ...tail, progress: { ...tail.progress, cursors: fresh.begins, readAt: fresh.readAt } };
  const begun = await postTo(
    deps,
    tail,
    reply,
    await progressAfter(found, fresh, before, { leftOut: notFiled === undefined ? 0 : before.length }),
  );
  const shown = await showInline(deps, begun, { ...fresh, lines: inline }, signal);
  return { ...shown, posted: shown.posted + 1 };
}

/** All lines in the thread as far as it can carry them; what comes faster is summed up, and whole in a file. */
export async function showLines(
  deps: PostDeps,
  tail: Tail,
  fresh: Fresh,
  signal: AbortSignal,
): Promise<Shown> {
  if (roomOf(fresh.lines) <= MOST_POSTS) return showInline(deps, tail, fresh, signal);
  const { entries, open } = await entriesIn(fresh.lines, {
    open: tail.progress.open,
    isLate: fresh.isLate,
  });
  const places = placesWith(tail.progress.places, entries);
  const file = await fileOf(tail, entries);
  const notFiled = await fileTo(deps, tail, file);
  const message = logHighlightsMessage(await highlightsIn(entries), {
    places,
    shown: 0,
    file: notFiled === undefined ? file.name : undefined,
    notFiled,
  });
  const leftOut = notFiled === undefined ? 0 : fresh.lines.length;
  const counts = countsAfter(tail, fresh, fresh.lines, { leftOut });
  const then = { ...tail.progress, counts, cursors: fresh.cursors, open, places };
  // What is in the file is shown: were it only saved with the post, a post that fails would bring it again.
  const filed = notFiled === undefined ? await saved(deps, { ...tail, progress: then }) : tail;
  return { tail: await postTo(deps, filed, message, then), posted: 1, whole: true };
}

async function showInline(deps: PostDeps, given: Tail, fresh: Fresh, signal: AbortSignal): Promise<Shown> {
  let tail = given;
  let rest = fresh.lines;
  let posted = 0;
  while (rest.length > 0) {
    if (posted > 0 && (signal.aborted || (await isStopped(deps, tail))))
      return { tail, posted, whole: false };
    const slice = firstMessage(rest, { ...tail.progress, isLate: fresh.isLate });
    const shown = rest.slice(0, slice.used);
    rest = rest.slice(slice.used);
    if (slice.message.file) await fileTo(deps, tail, slice.message.file);
    const then = await progressAfter(tail, fresh, shown, { inline: shown.length });
    const { open, places, shownAt } = slice;
    tail = await postTo(deps, tail, slice.message, { ...then, open, places, shownAt });
    posted += 1;
  }
  return { tail, posted, whole: true };
}

interface Dealt {
  readonly inline?: number;
  readonly leftOut?: number;
}

/** Counts lines as dealt with. */
function countsAfter(
  { progress: { counts } }: Tail,
  fresh: Fresh,
  lines: readonly LogLine[],
  { inline = 0, leftOut = 0 }: Dealt,
): TailCounts {
  const redacted = lines.reduce((sum, line) => sum + fresh.redactedIn(line), 0);
  return {
    matched: counts.matched + lines.length,
    inline: counts.inline + inline,
    leftOut: (counts.leftOut ?? 0) + leftOut,
    redacted: counts.redacted + redacted,
  };
}

/** Counts lines as dealt with, and marks them as read. */
async function progressAfter(
  tail: Tail,
  fresh: Fresh,
  lines: readonly LogLine[],
  dealt: Dealt,
): Promise<TailProgress> {
  const { progress } = tail;
  const cursors: TailCursor[] = [];
  for (const [nth, cursor] of progress.cursors.entries()) {
    const own = await linesIn(lines, (line) => fresh.sourceOf(line) === nth);
    cursors.push(own.length > 0 ? await cursorAfter(cursor, own, undefined) : cursor);
  }
  return { ...progress, counts: countsAfter(tail, fresh, lines, dealt), cursors };
}

async function isStopped({ tails }: PostDeps, { id }: Tail): Promise<boolean> {
  return (await tails.get(id))?.stoppedBy !== undefined;
}

/** The last so many, as far as the thread carries them. */
function lastLines(lines: readonly LogLine[], most: number): readonly LogLine[] {
  const last = lines.slice(-most);
  for (let from = 0; ; from += Math.ceil((last.length - from) / 4)) {
    const some = last.slice(from);
    if (some.length <= 1 || roomOf(some) <= MOST_POSTS) return some;
  }
}

async function fileOf(
  { plan, progress }: Tail,
  entries: readonly LogEntry[],
): Promise<{ readonly name: string; readonly content: string }> {
  const places = placesWith(progress.places, entries);
  const at = entries[0]?.at ?? plan.openedAt;
  return {
    name: `${plan.ref.name}-${at.toISOString().slice(0, 19).replace(/[T:]/g, '-')}.log.txt`,
    content: await textOf(entries, { places, times: 'date-time' }),
  };
}
