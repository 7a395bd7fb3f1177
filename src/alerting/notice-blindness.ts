import type { Blindness } from './blindness.ts';

/** AWS answers badly for a moment now and then; after so long people have to know that silence is no good news. */
const TOLD_AFTER_MS = 5 * 60_000;

/** What one look could read of what a channel watches in an environment. */
export interface Seen {
  readonly env: string;
  /** Services that could not be judged whole, and of how many. */
  readonly missing: number;
  readonly of: number;
  /** One for each thing that could not be read, the listing of services included. Empty: all could. */
  readonly reasons: readonly string[];
}

/**
 * What a look makes of the notice that services cannot be read: the same object where nothing changed that people
 * would see, undefined where there is nothing to tell.
 */
export function noticeBlindness(known: Blindness | undefined, seen: Seen, now: Date): Blindness | undefined {
  const { env, missing, of } = seen;
  if (seen.reasons.length === 0) return seesAgain(known, of, now);
  const reasons = byFrequency(seen.reasons);
  if (!known || known.state === 'over')
    return {
      topic: 'blindness',
      env,
      state: 'counting',
      missing,
      of,
      reasons,
      sinceAt: now,
      overAt: undefined,
    };
  const isLong = now.getTime() - known.sinceAt.getTime() >= TOLD_AFTER_MS;
  const state = known.state === 'blind' || isLong ? 'blind' : 'counting';
  const isSame =
    state === known.state &&
    missing === known.missing &&
    of === known.of &&
    reasons.join() === known.reasons.join();
  return isSame ? known : { ...known, state, missing, of, reasons };
}

function seesAgain(known: Blindness | undefined, of: number, now: Date): Blindness | undefined {
  if (known?.state === 'blind') return { ...known, state: 'over', missing: 0, of, overAt: now };
  return known?.state === 'over' ? known : undefined;
}

/** Each once, the most frequent first, equals by their letters: the same reasons are always told alike. */
function byFrequency(reasons: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort(([one, often], [other, seldom]) => seldom - often || (one < other ? -1 : 1))
    .map(([reason]) => reason);
}
