import { randomUUID } from 'node:crypto';
import type { Deps } from '../deps.ts';
import type { DueThread } from '../store/store.ts';
import { deliverLane, type Lane } from './deliver-lane.ts';
import type { DeliverDeps } from './deliver-thread.ts';
import type { Job } from './job.ts';
import { withLease } from './lease.ts';

type JobDeps = DeliverDeps & Pick<Deps, 'leases'>;

/**
 * Brings what people see up to date with what the bot knows. Channels do not wait for each other, and alerts wait for
 * nothing else: Slack takes few edits in a minute, and the cards of many rollouts are many.
 */
export const deliverThreads = {
  name: 'deliver-threads',
  cron: '* * * * * *',
  overlaps: true,
  async run(deps: JobDeps, signal: AbortSignal): Promise<void> {
    const due = await deps.threads.due(deps.clock.now());
    const done = await Promise.allSettled(lanesOf(due).map((lane) => alone(deps, lane, signal)));
    const failures = done.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    if (failures.length > 0) throw new AggregateError(failures, 'threads not delivered');
  },
} satisfies Job;

function lanesOf(due: readonly DueThread[]): readonly Lane[] {
  const lanes = due.map(
    ({ thread: { channel, about } }): Lane => ({ channel, alerts: about.topic === 'alert' }),
  );
  return [...new Map(lanes.map((lane) => [nameOf(lane), lane])).values()];
}

/** Of its own for each run: a run that is slow in a channel is not joined by the next. */
async function alone(deps: JobDeps, lane: Lane, signal: AbortSignal): Promise<void> {
  const name = nameOf(lane);
  const worker = randomUUID();
  try {
    await withLease({ ...deps, worker }, name, (lost) =>
      deliverLane(deps, lane, AbortSignal.any([signal, lost])),
    );
  } finally {
    await deps.leases.free(name, worker);
  }
}

function nameOf({ channel, alerts }: Lane): string {
  return `deliver:${channel}:${alerts ? 'alerts' : 'rest'}`;
}
