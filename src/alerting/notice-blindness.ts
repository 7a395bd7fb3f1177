import type { Blindness } from './blindness.ts';
import { LOOKS_TOGETHER_MS } from './policy.ts';

/** How long services may be unread before the channel is told: one failed sweep is no news. */
const BLIND_AFTER_MS = 5 * 60_000;

/** What one sweep could not read of the services that a channel watches in an environment. */
export interface Unseen {
  readonly env: string;
  /** Of how many the service itself could not be read. */
  readonly missing: number;
  readonly of: number;
  /** One for each of those, so that what many have in common comes first. */
  readonly reasons: readonly string[];
}

/**
 * The notice after one more sweep: counting first, told after five minutes in which every sweep missed something, and
 * over with the first that misses nothing. Undefined where there is nothing to tell; the same object where nothing
 * that people see has changed. What begins after one is over is a new notice.
 */
export function noticeBlindness(
  known: Blindness | undefined,
  seen: Unseen,
  now: Date,
): Blindness | undefined {
  if (seen.missing === 0) return seeingAgain(known, now);
  const before = known?.state === 'over' || isLeftBehind(known, now) ? undefined : known;
  const sinceAt = before?.sinceAt ?? now;
  const isLong = now.getTime() - sinceAt.getTime() >= BLIND_AFTER_MS;
  const next: Blindness = {
    topic: 'blindness',
    env: seen.env,
    state: before?.state === 'blind' || isLong ? 'blind' : 'counting',
    missing: seen.missing,
    of: seen.of,
    reasons: byFrequency(seen.reasons),
    sinceAt,
    overAt: undefined,
  };
  return before && isSame(before, next) ? before : next;
}

/** Whether a count is none any more: it comes to an end within minutes, unless nobody looked for a while. */
function isLeftBehind(known: Blindness | undefined, now: Date): boolean {
  return known?.state === 'counting' && now.getTime() - known.sinceAt.getTime() > LOOKS_TOGETHER_MS;
}

function seeingAgain(known: Blindness | undefined, now: Date): Blindness | undefined {
  if (known?.state === 'blind') return { ...known, state: 'over', overAt: now };
  return known?.state === 'over' ? known : undefined;
}

/** Each reason once, the most frequent first, equals by their letters so that their order does not change by chance. */
function byFrequency(reasons: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort(([one, many], [other, count]) => count - many || one.localeCompare(other))
    .map(([reason]) => reason);
}

function isSame(one: Blindness, other: Blindness): boolean {
  return (
    one.state === other.state &&
    one.missing === other.missing &&
    one.of === other.of &&
    one.reasons.length === other.reasons.length &&
    one.reasons.every((reason, at) => reason === other.reasons[at])
  );
}
