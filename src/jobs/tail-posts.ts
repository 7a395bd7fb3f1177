import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { UpstreamError } from '../errors.ts';
import type { Tail, TailProgress } from '../tailing/tail.ts';
import { doubtMessage } from '../views/log-thread.ts';
import type { Message } from '../views/message.ts';
import { isLasting } from './refusal.ts';

/** What posting needs. */
export type PostDeps = Pick<Deps, 'tails' | 'outbox' | 'clock' | 'worker'>;

/** Slack will take nothing more for this thread: it is gone, or the bot may not write there. */
export class ThreadLost extends Error {
  override readonly name = 'ThreadLost';
}

/** Slack takes nothing at the moment. What was to be posted is still to be posted. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
}

/** Another process has taken the tail over. */
export class TakenOver extends Error {
  override readonly name = 'TakenOver';
}

/**
 * Posts a reply that takes the tail to `then`. What is about to be done is saved first, so that a process that
 * ends in between leaves behind how to find out whether it was done.
 * @throws ThreadLost | NotNow | TakenOver
 */
export async function postTo(
  deps: PostDeps,
  tail: Tail,
  message: Message,
  then: TailProgress,
): Promise<Tail> {
  const key = randomUUID();
  await saved(deps, { ...tail, posting: { key, at: deps.clock.now(), then } });
  await taken(() => deps.outbox.reply(threadOf(tail), message, { key }));
  return { ...tail, progress: then, posting: undefined };
}

/**
 * Puts a file into the thread. Undefined once it is there, or why Slack takes no files: the thread goes on without.
 * @throws NotNow
 */
export async function fileTo(
  deps: PostDeps,
  tail: Tail,
  file: { readonly name: string; readonly content: string },
): Promise<string | undefined> {
  try {
    await deps.outbox.file(threadOf(tail), file);
    return undefined;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    if (isLasting(error) || error.kind === 'unsupported') return error.message;
    throw new NotNow(error.message, { cause: error });
  }
}

/** Finds out what became of a post that was about to be made when the last process ended. */
export async function settled(deps: PostDeps, tail: Tail): Promise<Tail> {
  const { posting } = tail;
  if (!posting) return tail;
  const { channel, thread } = tail;
  const found = await deps.outbox.find({ channel, thread }, posting.key, posting.at);
  switch (found.kind) {
    case 'posted':
      return { ...tail, progress: posting.then, posting: undefined };
    case 'absent':
      return { ...tail, posting: undefined };
    case 'unknown': {
      const open = { ...tail, posting: undefined };
      await saved(deps, open);
      await taken(() => deps.outbox.reply(threadOf(tail), doubtMessage()));
      return open;
    }
  }
}

/** @throws TakenOver */
export async function saved(deps: Pick<PostDeps, 'tails' | 'worker'>, tail: Tail): Promise<Tail> {
  if ((await deps.tails.save(tail, { id: deps.worker })) === 'lost') throw new TakenOver(tail.id);
  return tail;
}

/** Where a tail writes. */
export function threadOf({ channel, thread }: Tail): { readonly channel: string; readonly ts: string } {
  return { channel, ts: thread };
}

async function taken(post: () => Promise<unknown>): Promise<void> {
  try {
    await post();
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const { message } = error;
    throw isLasting(error)
      ? new ThreadLost(message, { cause: error })
      : new NotNow(message, { cause: error });
  }
}
