import type { Alert, NewsStep } from './alert.ts';
import type { AroundAlert } from './around-alert.ts';
import { beganAtFirst, called } from './counting.ts';
import { isBadEnough } from './looks.ts';
import { firing, openedAgain } from './opening.ts';
import { REOPEN_MS } from './policy.ts';
import { tell } from './tell.ts';

/**
 * What was over, after one more look. Where good looks ended it, bad ones enough open it again; where somebody
 * did although it was bad, they are believed for a while, and asked once. In quiet hours neither is said.
 */
export function watchOn(alert: Alert, around: AroundAlert): Alert {
  const { policy, now, isQuiet } = around;
  if (isQuiet || !isBadEnough(alert.looks, policy)) return alert;
  const known = called(alert, around);
  if (!alert.resolved?.by) return openedAgain(beganAtFirst(known, policy.open.of), policy, now);
  return mayDoubt(alert, now) ? tell(firing(known, policy, now), DOUBT, now) : alert;
}

const DOUBT: NewsStep = { kind: 'reopened', by: undefined };

/** A rollout that somebody is done with stays as it went: there is nothing about it that could get better. */
function mayDoubt(alert: Alert, now: Date): boolean {
  const endedAt = alert.resolved?.at ?? now;
  return (
    alert.kind !== 'rollout' && now.getTime() - endedAt.getTime() >= REOPEN_MS && !wasDoubted(alert.news)
  );
}

/** Whether this trouble was opened again already after somebody had resolved it: whoever insists is believed. */
function wasDoubted(news: Alert['news']): boolean {
  const steps = news.map(({ step }) => step);
  const ended = steps.findLastIndex((step) => step.kind === 'resolved' && !step.resolution.by);
  return steps.slice(ended + 1).some(isDoubt);
}

function isDoubt(step: NewsStep, index: number, steps: readonly NewsStep[]): boolean {
  const before = steps[index - 1];
  return (
    step.kind === 'reopened' && !step.by && before?.kind === 'resolved' && before.resolution.by !== undefined
  );
}
