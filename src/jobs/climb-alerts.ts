import { isQuiet } from '../alerting/is-quiet.ts';
import { passTime } from '../alerting/pass-time.ts';
import type { AlertThread } from '../alerting/thread.ts';
import { quietWatches } from '../ask/quiet-watches.ts';
import type { Deps } from '../deps.ts';
import type { Job } from './job.ts';
import { pastEmptyGroups } from './past-empty-groups.ts';

type ClimbDeps = Pick<Deps, 'threads' | 'watches' | 'estate' | 'directory' | 'policy' | 'clock'>;

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
    const wantsQuiet = quietIn(deps, now);
    const moved = await Promise.allSettled(due.map((thread) => climbed(deps, thread, { now, wantsQuiet })));
    const changes = moved.flatMap((each) =>
      each.status === 'fulfilled' && each.value ? [{ thread: each.value }] : [],
    );
    // Those that were lost to a click or to a look are looked at again the next time.
    if (changes.length > 0) await deps.threads.save(changes, now);
    const failures = moved.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    if (failures.length > 0) throw new AggregateError(failures, 'alerts not climbed');
  },
} satisfies Job;

type WantsQuiet = (thread: AlertThread) => Promise<boolean>;

async function climbed(
  deps: ClimbDeps,
  thread: AlertThread,
  { now, wantsQuiet }: { readonly now: Date; readonly wantsQuiet: WantsQuiet },
): Promise<AlertThread | undefined> {
  const about = passTime(thread.about, deps.policy, now, await wantsQuiet(thread));
  if (about === thread.about) return undefined;
  return { ...thread, about: await pastEmptyGroups(deps, about, now) };
}

/**
 * Whether the watch that covers the service wants quiet. Where none does any more the next look ends the alert, in
 * silence. Each channel is read once: what waits for the end of its quiet hours is due all the while.
 */
function quietIn(deps: ClimbDeps, now: Date): WantsQuiet {
  const channels = new Map<string, Promise<WantsQuiet>>();
  return async (thread) => {
    const { channel } = thread;
    const asked = channels.get(channel) ?? quietOf(deps, channel, now);
    channels.set(channel, asked);
    return (await asked)(thread);
  };
}

async function quietOf(deps: ClimbDeps, channel: string, now: Date): Promise<WantsQuiet> {
  const watchOf = await quietWatches(deps, channel, now);
  if (!watchOf) return async () => false;
  return async ({ about }) => {
    const own = watchOf(about.ref);
    return own === undefined || isQuiet(own.quiet, now);
  };
}
