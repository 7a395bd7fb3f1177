import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { deliverChannel } from './deliver-channel.ts';
import type { DeliverDeps } from './deliver-thread.ts';
import type { Job } from './job.ts';
import { withLease } from './lease.ts';

type JobDeps = DeliverDeps & Pick<Deps, 'leases'>;

/** Brings what people see up to date with what the bot knows. Channels do not wait for each other. */
export const deliverThreads = {
  name: 'deliver-threads',
  cron: '* * * * * *',
  overlaps: true,
  async run(deps: JobDeps, signal: AbortSignal): Promise<void> {
    const due = await deps.threads.due(deps.clock.now());
    const channels = [...new Set(due.map(({ thread }) => thread.channel))];
    const done = await Promise.allSettled(channels.map((channel) => alone(deps, channel, signal)));
    const failures = done.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    if (failures.length > 0) throw new AggregateError(failures, 'threads not delivered');
  },
} satisfies Job;

/** Of its own for each run: a run that is slow in a channel is not joined by the next. */
async function alone(deps: JobDeps, channel: string, signal: AbortSignal): Promise<void> {
  const name = `deliver:${channel}`;
  const worker = randomUUID();
  try {
    await withLease({ ...deps, worker }, name, (lost) =>
      deliverChannel(deps, channel, AbortSignal.any([signal, lost])),
    );
  } finally {
    await deps.leases.free(name, worker);
  }
}
