import type { Thread } from '../alerting/thread.ts';

/** Whether people should see it. What is still counting, or waits for the end of quiet hours, they should not. */
export function isVisible({ about }: Pick<Thread, 'about'>): boolean {
  if (about.topic === 'rollout') return true;
  return about.state !== 'counting' && about.state !== 'muted';
}
