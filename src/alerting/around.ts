import { lastStart } from '../deployment/events.ts';
import { type Unknown, unknownReason } from '../deployment/fact.ts';
import { isMoving } from '../deployment/rollout.ts';
import type { Service, Task } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Verdict } from '../deployment/verdict.ts';
import { oneLine } from '../text.ts';
import type { Check } from './check.ts';

/** What the check of one kind is made from. */
export interface Around {
  readonly sighting: Sighting;
  readonly service: Service;
  /** When ECS described the service. */
  readonly readAt: Date;
  readonly verdict: Verdict;
  readonly now: Date;
}

/** A check without whose it is. */
export type Found = Pick<Check, 'outcome' | 'word' | 'reason' | 'readAt'>;

/** Longest reason, in characters: AWS's words can be a paragraph. */
const LONGEST_REASON = 400;

/** Trouble, in a word and with its proof. */
export function foundBad(word: string, reason: string, readAt: Date): Found {
  return { outcome: 'bad', word, reason: oneLine(reason, LONGEST_REASON), readAt };
}

/** Anything but trouble. */
export function found(outcome: Exclude<Check['outcome'], 'bad'>, reason: string, readAt: Date): Found {
  return { outcome, word: '', reason: oneLine(reason, LONGEST_REASON), readAt };
}

/** A fact that is missing: nobody has looked yet, or it could not be read. */
export function notRead(subject: string, unknown: Unknown, now: Date): Found {
  return found(unknown.why === 'pending' ? 'not-looked' : 'unknown', unknownReason(subject, unknown), now);
}

/** Whether the trouble of what is being rolled out is told as that of the rollout: while it moves, and when it failed. */
export function isRolloutTold({ verdict: { rollout } }: Pick<Around, 'verdict'>): boolean {
  return isMoving(rollout) || rollout.kind === 'failed';
}

/** A task that ECS has just started may not be listed, checked or registered yet. */
const FRESH_MS = 2 * 60_000;

/** Whether fewer tasks run than are wanted because others are on their way: no time to call things good. */
export function isFillingUp({ service, sighting: { tasks }, now }: Around): boolean {
  const isFresh = (at: Date | undefined) => at !== undefined && now.getTime() - at.getTime() < FRESH_MS;
  if (service.pendingCount > 0 || isFresh(lastStart(service.events))) return true;
  return tasks.kind === 'known' && runningTasks(tasks.value).some(({ startedAt }) => isFresh(startedAt));
}

/** Those that have started and not ended. */
export function runningTasks(tasks: readonly Task[]): readonly Task[] {
  return tasks.filter(({ lastStatus }) => lastStatus === 'running');
}

/** "17 min" said in steps, "over 15 min": what is said of a standing trouble must not change with every look. */
export function inSteps(reason: string): string {
  return reason.replace(/\bfor (\d+) min\b/g, (_, digits) => {
    const minutes = Number(digits);
    if (minutes < 15) return `for ${digits} min`;
    if (minutes < 60) return `for over ${minutes - (minutes % 15)} min`;
    return `for over ${Math.floor(minutes / 60)} h`;
  });
}
