import type { Deps } from '../deps.ts';
import { UpstreamError } from '../errors.ts';
import { endOf, MOST_LINES, paceMs, type Tail, type TailEnd } from '../tailing/tail.ts';
import { isPassing, recovered, type TroubleStep, troubleAfter } from '../tailing/trouble.ts';
import { logEndMessage, logHeadMessage, logTroubleMessage } from '../views/log-thread.ts';
import { type Fresh, freshLines } from './fresh-lines.ts';
import { showFirst, showLines } from './show-lines.ts';
import { NotNow, postTo, saved, settled, TakenOver, ThreadLost } from './tail-posts.ts';

/** What moving a tail forward needs. */
export type TailDeps = Pick<Deps, 'estate' | 'tails' | 'outbox' | 'clock' | 'redact' | 'worker'>;

/** What one step came to. */
export interface Step {
  /** Whether it took one of the channel's seconds. */
  readonly posted: boolean;
  /** Until the next one. */
  readonly waitMs: number;
}

/** Slack is asked again after so long. */
const NOT_NOW_MS = 10_000;
const DONE: Step = { posted: true, waitMs: 0 };

/**
 * Moves a tail forward: looks whether the last post was made, reads what is new, shows it, and ends the tail
 * when its time has come. Nothing is kept but in the row.
 */
export async function stepTail(deps: TailDeps, given: Tail, signal: AbortSignal): Promise<Step> {
  try {
    const tail = await settled(deps, given);
    if (tail.stoppedBy !== undefined) {
      const end = endOf(tail, deps.clock.now());
      if (end) return await ended(deps, tail, end);
    }
    return await step(deps, tail, signal);
  } catch (error) {
    if (error instanceof TakenOver) return DONE;
    if (error instanceof NotNow) return { posted: true, waitMs: NOT_NOW_MS };
    if (!(error instanceof ThreadLost)) throw error;
    const end: TailEnd = { why: 'failed', at: deps.clock.now(), detail: error.message };
    // What this step has posted is saved, and is not to be posted again by whoever extends the tail.
    const tail = (await deps.tails.get(given.id)) ?? given;
    await saved(deps, { ...tail, posting: undefined, end });
    return DONE;
  }
}

async function step(deps: TailDeps, tail: Tail, signal: AbortSignal): Promise<Step> {
  const isFirst = tail.progress.readAt === undefined;
  const fresh = await freshLines(deps, tail);
  const trouble = troubleAfter(tail, fresh.failures, fresh.readAt);
  if (trouble.kind === 'end') return ended(deps, tail, trouble.end);
  const told = await tellTrouble(deps, tail, trouble);
  if (isFirst && fresh.failures.length === tail.plan.sources.length) return unread(deps, told);
  const shown = isFirst
    ? await showFirst(deps, told.tail, fresh, signal)
    : await showLines(deps, told.tail, fresh, signal);
  const posted = told.posted || shown.posted > 0;
  if (!shown.whole) {
    await saved(deps, shown.tail);
    return { posted, waitMs: 0 };
  }
  const now = await saved(deps, afterRead(shown.tail, fresh, shown.posted));
  if (isFirst) await headShown(deps, now);
  const isAll = fresh.complete && !isPassing(now.progress.trouble, fresh.readAt);
  const end = isAll || now.progress.counts.matched >= MOST_LINES ? endOf(now, fresh.readAt) : undefined;
  if (end && !(await isExtended(deps, now))) return ended(deps, now, end);
  return { posted, waitMs: fresh.complete ? paceMs(now.progress.quiet) : 0 };
}

/** Nothing is known of the window yet: it is read as for the first time once it can be read. */
async function unread(deps: TailDeps, { tail, posted }: Told): Promise<Step> {
  const quiet = tail.progress.quiet + 1;
  await saved(deps, { ...tail, progress: { ...tail.progress, quiet } });
  return { posted, waitMs: paceMs(quiet) };
}

/** Where the tail stands when all that was read is dealt with. */
function afterRead(tail: Tail, fresh: Fresh, posted: number): Tail {
  const quiet = posted > 0 ? 0 : tail.progress.quiet + 1;
  return { ...tail, progress: { ...tail.progress, cursors: fresh.cursors, readAt: fresh.readAt, quiet } };
}

interface Told {
  readonly tail: Tail;
  readonly posted: boolean;
}

async function tellTrouble(
  deps: TailDeps,
  tail: Tail,
  trouble: Exclude<TroubleStep, { kind: 'end' }>,
): Promise<Told> {
  const then = { ...tail.progress, trouble: trouble.trouble };
  if (trouble.kind === 'quiet') return { tail: { ...tail, progress: then }, posted: false };
  const words = trouble.kind === 'tell' ? trouble.trouble.words : recovered();
  const message = logTroubleMessage(tail, words);
  return { tail: await postTo(deps, tail, message, then), posted: true };
}

/** Whether somebody pressed *Follow longer* while the last lines were read. */
async function isExtended({ tails }: TailDeps, { id, endsAt }: Tail): Promise<boolean> {
  const row = await tails.get(id);
  return row !== undefined && row.endsAt > endsAt;
}

/** Says why it ended and how to go on, and takes the buttons off the head. */
async function ended(deps: TailDeps, tail: Tail, end: TailEnd): Promise<Step> {
  const over = { ...tail, end };
  const posted = await postTo(deps, tail, logEndMessage(over), tail.progress);
  await saved(deps, { ...posted, end });
  await headShown(deps, over);
  return DONE;
}

/** The head may have been deleted meanwhile; the thread has said all the same. */
async function headShown({ outbox }: TailDeps, tail: Tail): Promise<void> {
  try {
    await outbox.update({ channel: tail.channel, ts: tail.head }, logHeadMessage(tail));
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
  }
}
