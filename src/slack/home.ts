import type { App } from '@slack/bolt';
import { LIMITS } from '../views/limits.ts';
import type { Message } from '../views/message.ts';
import type { ClickReply, Reply, Shown } from './heard.ts';
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
    const reply: Reply = { answer: (message) => publish(wiring, event.user, message) };
    const who = { id: event.user, team: body.team_id };
    intake.take(() => withPerson(wiring, who, reply, (person) => ear.home(person, reply)));
  });
}

/** After a click on the Home tab: what stands beside it comes as a direct message, what replaces it redraws the tab. */
export function homeReply(means: ReplyMeans, user: string): ClickReply {
  const { answer } = directReply(means, { channel: user, user, thread: undefined });
  return { answer, replace: (message) => publish(means, user, message) };
}

/** @see https://docs.slack.dev/reference/methods/views.publish */
async function publish(means: ReplyMeans, user: string, message: Message): Promise<Shown> {
  const { calls, log } = means;
  const call = { method: 'views.publish', attempt: 'draw the Home tab', repeatable: true } as const;
  const draw = (wire: Wire) => {
    const view = { type: 'home', blocks: homeBlocks(wire) } as const;
    return calls.make(
      { ...call, run: (client) => client.views.publish({ user_id: user, view }) },
      PATIENCE_MS,
    );
  };
  await sendOrPlain(message, log, draw, LIMITS.blocksPerView);
  return { amend: async (newer) => void (await publish(means, user, newer)) };
}

/** A view has no bars, so what stands beside one is drawn without; and no text of its own, so words alone become a block. */
function homeBlocks({ text, blocks, attachments }: Wire): Wire['blocks'] {
  if (blocks.length > 0) return [...blocks, ...attachments.flatMap((attachment) => attachment.blocks)];
  const section = {
    type: 'section',
    text: { type: 'mrkdwn', text: text.slice(0, LIMITS.sectionText), verbatim: true },
  };
  return [section];
}
