import { type AlertThread, isAlertThread } from '../alerting/thread.ts';
import type { Deps } from '../deps.ts';

/** The open threads of alerts: of one channel, or of all. */
export async function alertsIn(
  { threads }: Pick<Deps, 'threads'>,
  where: { readonly channel?: string },
): Promise<readonly AlertThread[]> {
  const open = await threads.list({ ...where, topic: 'alert' });
  return open.filter(isAlertThread);
}
