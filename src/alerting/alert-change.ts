import type { Alert } from './alert.ts';
import { endAlert, isOpen } from './decide.ts';
import type { AlertThread, ThreadChange } from './thread.ts';

/** How the alerts of a service end that a channel has let go of. */
export const NO_LONGER_WATCHED = 'this channel no longer watches it';

/** The thread with what became of its alert; removed where there is nothing that people were told of. */
export function alertChange(thread: AlertThread, about: Alert | undefined): ThreadChange {
  return about ? { thread: { ...thread, about, open: isOpen(about) } } : { remove: thread.id };
}

/** The thread with its alert ended for a reason that no look tells. */
export function alertEnd(thread: AlertThread, how: string, now: Date): ThreadChange {
  return alertChange(thread, endAlert(thread.about, how, now));
}
