import { takeInTracker } from '../../src/ask/take-in-tracker.ts';
import { systemClock } from '../../src/clock.ts';
import type { DigestSchedule } from '../../src/digest/schedule.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { trackers } from '../given-trackers.ts';
import { logChannelId } from './log-channels.ts';

export const CHANNELS = 200;
/** Half of the channels get three, the others two. */
export const DIGESTS = 500;
export const ESTATE = { services: 200, clusters: 1, tasksPerService: 2, loadBalancedEvery: 4 };

/** What the channels are told, by turns, the most urgent last: a digest that is due first is not urgent for that. */
const TURNS = ['on track', 'at risk', 'blocked'] as const;
export type Told = (typeof TURNS)[number];

const BY = { id: 'U0ALICE01', name: 'alice' };
const DEPTHS = ['short', 'usual', 'full'] as const;
const SERVICES_EACH = 3;

/** What the n-th channel is told, from 0. */
export function toldIn(nth: number): Told {
  return TURNS[nth % TURNS.length] ?? 'on track';
}

/** How many digests the n-th channel gets, from 0. */
export function digestsIn(nth: number): number {
  return nth < DIGESTS - 2 * CHANNELS ? 3 : 2;
}

/** Writes into a database what people would have typed in each channel. */
export async function planDigests(
  databaseUrl: string,
  { dueAt, env }: { readonly dueAt: Date; readonly env: string },
): Promise<void> {
  const store = await openStore(databaseUrl, { log: createLog('silent'), clock: systemClock });
  try {
    for (let nth = 0; nth < CHANNELS; nth += 1) {
      const channel = logChannelId(nth);
      if (toldIn(nth) === 'on track') await watch(store, { channel, env, from: nth });
      else await takeIn(store, channel, trackerOf(nth));
      for (const schedule of schedulesOf(nth, dueAt)) await store.digests.save(schedule);
    }
  } finally {
    await store.close();
  }
}

/** Together the channels watch every service. */
async function watch(
  { watches }: Store,
  { channel, env, from }: { readonly channel: string; readonly env: string; readonly from: number },
): Promise<void> {
  for (let next = 0; next < SERVICES_EACH; next += 1) {
    const name = `service-${String(((from + next) % ESTATE.services) + 1).padStart(4, '0')}`;
    const scope = { kind: 'names', env, cluster: 'cluster-1', name } as const;
    await watches.save({ channel, scope, createdBy: BY.id, createdAt: systemClock.now() }, {});
  }
}

async function takeIn({ operations }: Store, channel: string, text: string): Promise<void> {
  const given = { text, fileName: 'tracker.md', by: BY, channel, name: undefined, into: undefined };
  await takeInTracker({ operations, trackers, clock: systemClock }, given);
}

/** Ninety per cent claimed and one criterion of four met is a risk; a blocker is worse. */
function trackerOf(nth: number): string {
  const blocked = ['## Blockers', '- **Firewall**: refuses port 443', ''];
  return [
    `# Move of tenant ${nth}`,
    '',
    '**Overall Progress**: 90% Complete',
    '',
    '## Tasks',
    ...Array.from(
      { length: 20 },
      (_, at) => `- [${at < 15 ? 'x' : ' '}] **Step ${at + 1}**: copy table ${at}`,
    ),
    '',
    ...(toldIn(nth) === 'blocked' ? blocked : []),
    '## Completion Criteria',
    ...['Answers from outside', 'Logs arrive', 'Alarms set', 'Old one is gone'].map(
      (title, at) => `- [${at < 1 ? 'x' : ' '}] ${title}`,
    ),
    '',
  ].join('\n');
}

function schedulesOf(nth: number, dueAt: Date): readonly DigestSchedule[] {
  const cron = `${dueAt.getUTCMinutes()} ${dueAt.getUTCHours()} * * *`;
  return DEPTHS.slice(0, digestsIn(nth)).map((depth) => ({
    ...{ id: `digest-${nth}-${depth}`, channel: logChannelId(nth), times: { cron, zone: 'UTC' }, depth },
    ...{ words: 'day', createdBy: BY, createdAt: systemClock.now(), paused: undefined },
    ...{ nextAt: dueAt, version: 0 },
  }));
}
