import { randomUUID } from 'node:crypto';
import type { Thread, ThreadChange } from '../alerting/thread.ts';

/** A thread that begins now. */
export function newThread(channel: string, key: string, about: Thread['about']): ThreadChange {
  return { thread: { id: randomUUID(), channel, key, about, open: true, version: 0 } };
}
