import { nextTime } from '../cron.ts';
import type { Deps } from '../deps.ts';
import { threadTimelinessOf } from '../digest/timeliness.ts';
import { UpstreamError } from '../errors.ts';
import { utcDayMinute } from '../views/mrkdwn.ts';
import { finished, leftOutWhy } from './deliver-digest.ts';
import type { OwedDigest } from './gather-digests.ts';

/**
 * Gives up what is missing in the thread of a digest that has become too old: the next digest says so.
 * @returns what was given up, for the log; undefined where the thread is still worth it, or there is none
 */
export async function endOldThread(
  deps: Pick<Deps, 'digests' | 'clock'>,
  { run, schedule }: Pick<OwedDigest, 'run' | 'schedule'>,
): Promise<UpstreamError | undefined> {
  const followingAt = nextTime(schedule.times, run.dueAt);
  if (run.root === undefined || threadTimelinessOf(run.dueAt, followingAt, deps.clock.now()) === 'worth-it')
    return undefined;
  const why = leftOutWhy(run);
  await finished(deps, { ...run, why });
  const thread = `finish the thread of the digest of ${utcDayMinute(run.dueAt)} in ${run.channel}`;
  return new UpstreamError(`${thread}, gave up: ${why}`, 'unreachable');
}
