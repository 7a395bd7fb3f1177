import { randomUUID } from 'node:crypto';
import type { Delivery, Posting, Thread } from '../alerting/thread.ts';
import type { Deps } from '../deps.ts';
import { UpstreamError } from '../errors.ts';

type PostDeps = Pick<Deps, 'threads' | 'outbox' | 'clock'>;

/** Where it is kept what is about to be posted. */
export interface Intent {
  /** What was announced before, and whose outcome nobody knows. */
  readonly posting: Posting | undefined;
  save(posting: Posting | undefined): Promise<void>;
}

/** One post of a thread. */
export interface Announced {
  readonly what: Posting['what'];
  post(key: string): Promise<{ readonly ts: string }>;
}

/**
 * Says in the row what is about to be posted, and posts it. What may be there already keeps its key, so that the
 * first of the two is found as well.
 * @returns its `ts`
 * @throws UpstreamError
 */
export async function postAnnounced(
  { threads, clock }: PostDeps,
  { id, delivery }: { readonly id: string; readonly delivery: Delivery },
  announced: Announced,
): Promise<string> {
  const save = (posting: Posting | undefined) => threads.saveDelivery(id, { ...delivery, posting });
  return postIntended({ clock }, { posting: delivery.posting, save }, announced);
}

/**
 * The same, wherever the intent is kept.
 * @throws UpstreamError
 */
export async function postIntended(
  { clock }: Pick<Deps, 'clock'>,
  intent: Intent,
  { what, post }: Announced,
): Promise<string> {
  const isDoubted = mayBeThere(intent, what);
  const posting = (isDoubted && intent.posting) || { key: randomUUID(), at: clock.now(), what };
  await intent.save(posting);
  try {
    return (await post(posting.key)).ts;
  } catch (error) {
    if (!isDoubted && wasSurelyNotTaken(error)) await intent.save(undefined);
    throw error;
  }
}

/** Whether nobody could tell if this was posted: posted now, it is marked as a possible repeat. */
export function mayBeThere({ posting }: Pick<Intent, 'posting'>, what: Posting['what']): boolean {
  return posting?.what === what;
}

/** Finds out what became of a post that was about to be made. Where nobody can tell, it stays in doubt. */
export async function settled(
  { threads, outbox }: PostDeps,
  { id, channel }: Thread,
  delivery: Delivery,
): Promise<Delivery> {
  const { posting, root } = delivery;
  if (!posting) return delivery;
  const { key, at, what } = posting;
  const open = { ...delivery, posting: undefined };
  // What came and went is there again: the summary does not stand for it.
  if (what === 'summary') return open;
  const place = { channel, ...(typeof what === 'number' && root !== undefined ? { thread: root } : {}) };
  const found = await outbox.find(place, key, at);
  switch (found.kind) {
    case 'unknown':
      return delivery;
    case 'absent':
      return open;
    case 'posted': {
      const then = typeof what === 'number' ? { ...open, said: what } : { ...open, root: found.ts };
      await threads.saveDelivery(id, then);
      return then;
    }
  }
}

/** What Slack surely did not take is not to be looked for, and may turn out to be over before it is said. */
export function wasSurelyNotTaken(error: unknown): boolean {
  return error instanceof UpstreamError && error.kind !== 'unconfirmed';
}
