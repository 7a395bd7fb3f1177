import { EVERYWHERE } from '../ask/operation-here.ts';
import { type TakeInDeps, takeInTracker } from '../ask/take-in-tracker.ts';
import type { Deps } from '../deps.ts';
import { UpstreamError } from '../errors.ts';
import type { Job } from './job.ts';
import { withLease } from './lease.ts';

type ReadDeps = TakeInDeps & Pick<Deps, 'trackerFile' | 'leases' | 'sleep' | 'worker'>;

/**
 * Takes the tracker's file in when the bot starts and whenever it has changed. It is never written: what people
 * change here is in the store, and merged with what the file says.
 */
export const readTracker = {
  name: 'read-tracker',
  cron: '*/5 * * * * *',
  overlaps: false,
  async run(deps: ReadDeps): Promise<void> {
    const { trackerFile, operations } = deps;
    if (!trackerFile) return;
    // Whoever does not hold the lease does not look either: once it does, the file is new to it.
    await withLease(deps, 'read-tracker', async () => {
      const text = await trackerFile.read();
      if (text === undefined) return;
      try {
        await takeInTracker(deps, {
          text,
          fileName: trackerFile.name,
          by: { id: 'tracker-file', name: trackerFile.name },
          channel: EVERYWHERE,
          name: undefined,
          into: (await operations.ofChannel(EVERYWHERE))?.id,
        });
      } catch (error) {
        // A database that does not answer may do so the next time; words that cannot be taken in stay as they are.
        if (error instanceof UpstreamError) trackerFile.forget();
        throw error;
      }
    });
  },
} satisfies Job;
