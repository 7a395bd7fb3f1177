import type { Alert } from '../alerting/alert.ts';
import { isQuiet } from '../alerting/is-quiet.ts';
import { passTime } from '../alerting/pass-time.ts';
import type { AlertThread } from '../alerting/thread.ts';
import type { Deps } from '../deps.ts';
import type { Job } from './job.ts';

type ClimbDeps = Pick<Deps, 'threads' | 'watches' | 'directory' | 'policy' | 'clock'>;

/**
 * What time does to alerts: the next are called, whoever acknowledged is reminded, a snooze is over. Any number of
 * processes may do it at once: whoever saves first has done it.
 */
export const climbAlerts = {
  name: 'climb-alerts',
  cron: '*/5 * * * * *',
  overlaps: false,
  async run(deps: ClimbDeps): Promise<void> {
    const now = deps.clock.now();
    const due = await deps.threads.climbing(now);
    if (due.length === 0) return;
    const moved = await Promise.all(due.map((thread) => climbed(deps, thread, now)));
    const changes = moved.flatMap((thread) => (thread ? [{ thread }] : []));
    // Those that were lost to a click or to a look are looked at again the next time.
    await deps.threads.save(changes, now);
  },
} satisfies Job;

async function climbed(deps: ClimbDeps, thread: AlertThread, now: Date): Promise<AlertThread | undefined> {
  const about = passTime(thread.about, deps.policy, now, await wantsQuiet(deps, thread, now));
  if (about === thread.about) return undefined;
  return { ...thread, about: await pastEmptyGroup(deps, about, now) };
}

/** A group that nobody is in is called in vain: the next rung is called at once. */
async function pastEmptyGroup({ directory, policy }: ClimbDeps, alert: Alert, now: Date): Promise<Alert> {
  const step = alert.news.at(-1)?.step;
  if (step?.kind !== 'escalated' || step.to.kind !== 'group') return alert;
  if ((await directory.membersOf(step.to.id)) !== 0) return alert;
  return alert.nextAt ? passTime({ ...alert, nextAt: now }, policy, now, false) : alert;
}

/** Whether every watch of the channel that may be meant wants quiet; only what is muted asks. */
async function wantsQuiet(
  { watches }: ClimbDeps,
  { channel, about }: AlertThread,
  now: Date,
): Promise<boolean> {
  if (about.state !== 'muted') return false;
  const quiet = (await watches.list(channel)).map((watch) => isQuiet(watch.quiet, now));
  return quiet.some(Boolean);
}
