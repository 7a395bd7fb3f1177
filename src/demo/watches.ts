import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { openStore } from '../store/database.ts';
import type { Seed } from './slack/workspace.ts';

/** What a channel of the demo watches from its first second on. */
export interface SeededWatch {
  /** Name without `#`. */
  readonly channel: string;
  /** As it would be typed: `ml-prod/*`. */
  readonly services: string;
  /** Handles of user groups. */
  readonly onCall: string;
  readonly escalateTo: string;
}

/** #ops wants to hear about the cluster in which the story happens. */
export const DEMO_WATCH: SeededWatch = {
  channel: 'ops',
  services: 'ml-prod/*',
  onCall: 'ml-oncall',
  escalateTo: 'on-call',
};

/** Writes the watch into the demo's database, as if somebody had asked for it before. */
export async function seedWatches(
  databaseUrl: string,
  { seed, env, clock, log }: { seed: Seed; env: string; clock: Clock; log: Log },
): Promise<void> {
  const { channel, services, onCall, escalateTo } = DEMO_WATCH;
  const [cluster = '', name = ''] = services.split('/');
  const store = await openStore(databaseUrl, { log, clock });
  try {
    await store.watches.save(
      {
        channel: idOf(seed.channels, 'name', channel),
        scope: { kind: 'names', env, cluster, name },
        createdBy: seed.me,
        createdAt: clock.now(),
      },
      {
        onCall: { kind: 'set', id: idOf(seed.groups, 'handle', onCall) },
        escalateTo: { kind: 'set', id: idOf(seed.groups, 'handle', escalateTo) },
      },
    );
  } finally {
    await store.close();
  }
}

/** The id of the one of that name. @throws Error where there is none */
export function idOf<K extends string>(
  all: readonly ({ readonly id: string } & Readonly<Record<K, string>>)[],
  key: K,
  wanted: string,
): string {
  const found = all.find((each) => each[key] === wanted);
  if (!found) throw new Error(`the workspace has no ${key} ${wanted}`);
  return found.id;
}
