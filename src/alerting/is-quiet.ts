import { lastTime, nextTime } from '../cron.ts';
import type { Quiet } from './quiet.ts';

/** Quiet hours that come again and again. */
export type CronQuiet = Quiet & { readonly kind: 'cron' };

/** Quiet hours without a break for longer than this are none: nothing would ever be told. */
export const LONGEST_QUIET_MS = 7 * 24 * 60 * 60_000;

/** Whether nothing new is to be said now. */
export function isQuiet(quiet: Quiet | undefined, now: Date): boolean {
  return quietWindow(quiet, now) !== undefined;
}

/**
 * When the quiet that holds now is over; undefined where none does. Windows that overlap or touch are one, as
 * far as a week goes.
 */
export function quietUntil(quiet: Quiet | undefined, now: Date): Date | undefined {
  let endsAt = quietWindow(quiet, now);
  if (!endsAt || quiet?.kind !== 'cron') return endsAt;
  while (endsAt.getTime() - now.getTime() <= LONGEST_QUIET_MS) {
    const next = quietWindow(quiet, endsAt);
    if (!next || next <= endsAt) return endsAt;
    endsAt = next;
  }
  return endsAt;
}

/** When quiet hours by cron begin next after a moment; undefined where they never do. */
export function quietBegins(quiet: CronQuiet, after: Date): Date | undefined {
  return nextTime(quiet, after);
}

/**
 * The end of the window that holds a moment, of the latest where several do. Its length is time that passes, whatever
 * the clocks show.
 */
function quietWindow(quiet: Quiet | undefined, at: Date): Date | undefined {
  if (!quiet) return undefined;
  if (quiet.kind === 'until') return at < quiet.untilAt ? quiet.untilAt : undefined;
  const beganAt = lastTime(quiet, at);
  const endsAt = beganAt && new Date(beganAt.getTime() + quiet.forMs);
  return endsAt && at < endsAt ? endsAt : undefined;
}
