import PQueue from 'p-queue';
import type { Clock } from '../clock.ts';
import { UpstreamError } from '../errors.ts';
import type { Message } from '../views/message.ts';
import type { Attempt } from './calls.ts';
import type { Posted } from './outbox.ts';

/** Edits of messages, merged while they wait. */
export interface Edits {
  /** Resolves or rejects with the outcome of this edit, or of the newer one that took its place. */
  update(posted: Posted, message: Message): Promise<void>;
  /** How many wait or are on their way. */
  count(): number;
}

/** The newest form of one message, and who waits for it. */
interface Pending {
  message: Message;
  readonly waiters: { resolve(): void; reject(error: unknown): void }[];
}

const AT_ONCE = 4;
const PATIENCE_MS = 120_000;

/**
 * For each message one edit is on its way and at most one, the newest, waits. They wait for nothing but
 * Slack's Retry-After on `chat.update` and for each other.
 * @param send makes one edit; `tries` counts from 0
 */
export function createEdits(options: {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly waitMs: () => number;
  send(posted: Posted, message: Message, tries: number): Promise<Attempt<unknown>>;
  onCount(): void;
}): Edits {
  const { clock, signal, waitMs, send, onCount } = options;
  const pending = new Map<string, Pending>();
  const running = new Set<string>();
  const slots = new PQueue({ concurrency: AT_ONCE });
  let waiting = 0;
  const now = () => clock.now().getTime();

  function update(posted: Posted, message: Message): Promise<void> {
    const key = `${posted.channel} ${posted.ts}`;
    const outcome = new Promise<void>((resolve, reject) => {
      const newest = pending.get(key);
      if (newest) newest.message = message;
      const edit = newest ?? { message, waiters: [] };
      edit.waiters.push({ resolve, reject });
      pending.set(key, edit);
    });
    waiting += 1;
    onCount();
    if (!running.has(key)) void run(key, posted);
    return outcome.finally(() => {
      waiting -= 1;
      onCount();
    });
  }

  async function run(key: string, posted: Posted): Promise<void> {
    running.add(key);
    for (let edit = pending.get(key); edit; edit = pending.get(key)) {
      try {
        const attempt = await persist(key, posted, edit);
        for (const { resolve, reject } of edit.waiters) {
          if (attempt.kind === 'done') resolve();
          else reject(attempt.error);
        }
      } catch (bug) {
        for (const { reject } of edit.waiters) reject(bug);
      }
    }
    running.delete(key);
  }

  /** `edit` stays in `pending`, open to newer forms, until the very moment it is sent. */
  async function persist(key: string, posted: Posted, edit: Pending): Promise<Attempt<unknown>> {
    let endsAt = now() + PATIENCE_MS;
    for (let tries = 0; ; tries += 1) {
      if (waitMs() > 0) await clock.sleep(waitMs(), signal);
      const attempt = await slots.add(async () => {
        pending.delete(key);
        return signal.aborted ? stopped : send(posted, edit.message, tries);
      });
      if (attempt.kind !== 'later' || signal.aborted) return attempt;
      if (attempt.throttled) endsAt += attempt.waitMs;
      if (now() + attempt.waitMs > endsAt) return attempt;
      takeBack(key, edit);
      await clock.sleep(attempt.waitMs, signal);
    }
  }

  /** What failed waits again, unless a newer form came meanwhile: then that one's outcome counts for both. */
  function takeBack(key: string, edit: Pending): void {
    const newer = pending.get(key);
    if (newer) {
      edit.message = newer.message;
      edit.waiters.push(...newer.waiters);
    }
    pending.set(key, edit);
  }

  return { update, count: () => waiting };
}

const stopped: Attempt<never> = {
  kind: 'later',
  waitMs: 0,
  throttled: false,
  error: new UpstreamError('edit a message: stopped before it was sent', 'unreachable'),
};
