import type { App } from '../app.ts';
import type { Seed } from './slack/workspace.ts';
import { DEMO_WATCH } from './watches.ts';

/** Probes for four criteria of the story's tracker, by words that only one of them has. */
const STORY_PROBES: readonly (readonly [criterion: string, probe: string])[] = [
  ['deployed with correct configuration', 'rollout complete enhanced-ml'],
  [
    'health check configuration fixed',
    'task-definition enhanced-ml healthCheck.command = "CMD-SHELL curl -fs http://localhost:5000/health || exit 1"',
  ],
  ['health check failures resolved', 'service steady enhanced-ml'],
  ['performance monitoring active', 'alarm ok enhanced-ml-unhealthy-hosts'],
];

/**
 * Binds them where the tracker is taken in, in the channel of the demo, as if somebody had typed it before the page was opened.
 * @throws Error with what the bot said where it refused
 */
export async function seedProbes(app: Pick<App, 'typed'>, seed: Seed): Promise<void> {
  const [me, channel] = [seed.users[0], seed.channels.find(({ name }) => name === DEMO_WATCH.channel)];
  if (!me || !channel) throw new Error('the workspace has nobody, or not the channel of the demo');
  const team = seed.team.id;
  const source = {
    via: 'slash',
    person: { id: me.id, team, name: me.name, kind: 'member', groups: [] },
    place: { channel: channel.id, thread: undefined, kind: 'channel', team },
  } as const;
  // Without a tracker there is nothing to be bound.
  if ((await app.typed('criterion', source)).outcome !== 'done') return;
  for (const [criterion, probe] of STORY_PROBES) {
    const { outcome, answer } = await app.typed(`criterion bind "${criterion}" ${probe}`, source);
    if (outcome !== 'done') throw new Error(`${probe} was not bound: ${answer.message.text}`);
  }
}
