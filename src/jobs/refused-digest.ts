import type { Deps } from '../deps.ts';
import { UpstreamError } from '../errors.ts';
import { digestPausedMessage } from '../views/digest-schedules.ts';
import type { OwedDigest } from './gather-digests.ts';

/**
 * Whether the channel takes nothing until somebody mends it: it is gone or archived, or the bot is not in it. A bad token
 * or a missing scope is trouble of the whole bot, and no channel's.
 */
export function takesNothing({ kind, permission }: UpstreamError): boolean {
  return kind === 'not-found' || kind === 'refused' || (kind === 'denied' && permission === undefined);
}

/**
 * A digest that cannot be posted: its schedule is paused, and whoever made it is told so, once and directly, since
 * nobody would miss what they never see.
 */
export async function giveUp(
  { digests, outbox, clock }: Pick<Deps, 'digests' | 'outbox' | 'clock'>,
  { run, schedule }: Pick<OwedDigest, 'run' | 'schedule'>,
  { message: why }: UpstreamError,
): Promise<void> {
  await digests.saveRun({
    ...run,
    state: 'failed',
    why,
    posting: undefined,
    digest: undefined,
    nextAt: undefined,
  });
  const now = await digests.get(schedule.id);
  if (!now || now.paused) return;
  const paused = { ...now, paused: { at: clock.now(), by: undefined, why } };
  // Of several digests of a channel that fail, each schedule tells its own maker.
  if ((await digests.save(paused)) === 'lost') return;
  try {
    await outbox.say(schedule.createdBy.id, digestPausedMessage(paused));
  } catch (error) {
    // They may have left for good; the list of the channel's digests says it as well.
    if (!(error instanceof UpstreamError)) throw error;
  }
}
