import type { App } from '@slack/bolt';
import type { Message } from '../views/message.ts';
import type { Reply } from './heard.ts';
import { sendOrPlain } from './plain-form.ts';
import { directReply, type ReplyMeans } from './replies.ts';
import type { Wire } from './wire.ts';
import { envelopeOf, type Wiring, withPerson } from './wiring.ts';

const PATIENCE_MS = 10_000;

/** The App Home tab: drawn anew each time it is opened. */
export function listenToHome(app: App, wiring: Wiring): void {
  const { deliveries, intake, ear } = wiring;
  app.event('app_home_opened', async ({ event, body, context }) => {
    if (!deliveries.isNew([body.event_id, envelopeOf(context)])) return;
    if (event.tab !== 'home') return;
    const show = (message: Message) => publish(wiring, event.user, message);
    const reply: Reply = { answer: show, amend: show };
    const who = { id: event.user, team: body.team_id };
    intake.take(() => withPerson(wiring, who, reply, async (person) => show(await ear.home(person))));
  });
}

/** After a click on the Home tab: answers come as direct messages, newer forms redraw the tab. */
export function homeReply(means: ReplyMeans, user: string): Reply {
  const { answer } = directReply(means, { channel: user, user, thread: undefined });
  return { answer, amend: (message) => publish(means, user, message) };
}

/** @see https://docs.slack.dev/reference/methods/views.publish */
async function publish({ calls, log }: ReplyMeans, user: string, message: Message): Promise<void> {
  await sendOrPlain(message, log, (wire) =>
    calls.make(
      {
        method: 'views.publish',
        attempt: 'draw the Home tab',
        repeatable: true,
        run: (client) =>
          client.views.publish({ user_id: user, view: { type: 'home', blocks: homeBlocks(wire) } }),
      },
      PATIENCE_MS,
    ),
  );
}

/** A view has no text of its own, so the words become a block. */
function homeBlocks({ text, blocks }: Wire): Wire['blocks'] {
  if (blocks.length > 0) return blocks;
  const section = { type: 'section', text: { type: 'mrkdwn', text: text.slice(0, 3000), verbatim: true } };
  return [section];
}
