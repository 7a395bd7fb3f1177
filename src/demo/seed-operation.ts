import { readFile } from 'node:fs/promises';
import type { App } from '../app.ts';
import type { Seed } from './slack/workspace.ts';
import { DEMO_WATCH, idOf } from './watches.ts';

/** The tracker of the reference story, as a person keeps it. */
export const STORY_TRACKER = new URL('./story/operation-snail-trail.md', import.meta.url);

/** Who had sent it before the page was opened. */
const SENT_BY = 'boris';

/**
 * Has the story's tracker taken in for the channel of the demo, as if somebody had sent it with `op import`.
 * @throws Error with what the bot said where it refused
 */
export async function seedOperation(app: Pick<App, 'typed'>, seed: Seed): Promise<void> {
  const team = seed.team.id;
  const bytes = await readFile(STORY_TRACKER);
  const { outcome, answer } = await app.typed(
    'op import',
    {
      via: 'direct',
      person: { id: idOf(seed.users, 'name', SENT_BY), team, name: SENT_BY, kind: 'member', groups: [] },
      place: {
        channel: idOf(seed.channels, 'name', DEMO_WATCH.channel),
        thread: undefined,
        kind: 'channel',
        team,
      },
    },
    [{ name: 'operation-snail-trail.md', size: bytes.length, read: async () => bytes }],
  );
  if (outcome !== 'done') throw new Error(`the story's tracker was not taken in: ${answer.message.text}`);
}
