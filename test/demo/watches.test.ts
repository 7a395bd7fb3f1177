import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { covers } from '../../src/alerting/scope.ts';
import { SEED } from '../../src/demo/slack/workspace.ts';
import { createStory } from '../../src/demo/story.ts';
import { seedWatches } from '../../src/demo/watches.ts';
import { lastSegment } from '../../src/demo/world/names.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import { standingClock } from './aws-clients.ts';

const clock = standingClock('2025-08-12T10:00:00Z');
const log = createLog('silent', { write: () => {} });
let folder: string;
let databaseUrl: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snail-watches-'));
  databaseUrl = `file:${join(folder, 'snail.db')}`;
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function seeded() {
  await seedWatches(databaseUrl, { seed: SEED, env: 'prod-eu', clock, log });
  const store = await openStore(databaseUrl, { log, clock });
  const watches = await store.watches.all();
  await store.close();
  return watches;
}

describe('the watch of the demo', () => {
  it('is in #ops, where the bot is, with people to call', async () => {
    const [watch, ...others] = await seeded();
    expect(others).toEqual([]);
    const channel = SEED.channels.find(({ id }) => id === watch!.channel)!;
    expect(channel).toMatchObject({ name: 'ops', kind: 'public' });
    expect(channel.members).toContain(SEED.app.botUser);
    const groups = SEED.groups.map(({ id }) => id);
    expect(groups).toContain(watch!.onCall);
    expect(groups).toContain(watch!.escalateTo);
  });

  it('covers the service of the story and not those of the platform', async () => {
    const [watch] = await seeded();
    const { world } = createStory({ clock });
    const covered = [...world.services.values()]
      .map((each) => ({ env: 'prod-eu', cluster: lastSegment(each.clusterArn), name: each.serviceName }))
      .filter((ref) => covers(watch!.scope, ref));
    expect(covered.map(({ name }) => name).sort()).toEqual([
      'batch-scorer',
      'enhanced-ml',
      'feature-worker',
      'model-cache',
    ]);
  });

  it('stays one however often it is seeded', async () => {
    await seeded();
    expect(await seeded()).toHaveLength(1);
  });
});
