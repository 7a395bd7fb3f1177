import type { App } from '../app.ts';
import type { GivenFile } from '../ask/answer.ts';
import type { Seed } from './slack/workspace.ts';
import { DEMO_WATCH, idOf } from './watches.ts';

/**
 * Types words in the channel of the demo as somebody who had done so before the page was opened.
 * @param by what they are called
 * @throws Error with what the bot said where it refused
 */
export async function typeAs(
  app: Pick<App, 'typed'>,
  seed: Seed,
  {
    by,
    text,
    files = [],
  }: { readonly by: string; readonly text: string; readonly files?: readonly GivenFile[] },
): Promise<void> {
  const team = seed.team.id;
  const channel = idOf(seed.channels, 'name', DEMO_WATCH.channel);
  const { outcome, answer } = await app.typed(
    text,
    {
      via: 'slash',
      person: { id: idOf(seed.users, 'name', by), team, name: by, kind: 'member', groups: [] },
      place: { channel, thread: undefined, kind: 'channel', team },
    },
    files,
  );
  if (outcome !== 'done') throw new Error(`the demo could not "${text}": ${answer.message.text}`);
}
