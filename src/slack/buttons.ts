import type { App, BlockAction } from '@slack/bolt';
import { actionOf } from '../views/message.ts';
import { chosenValue } from './chosen-value.ts';
import type { ClickReply } from './heard.ts';
import { homeReply } from './home.ts';
import { formOpener } from './open-form.ts';
import { clickReply, directClickReply, type Reader } from './replies.ts';
import { acknowledge, envelopeOf, placeOf, type Wiring, withPerson } from './wiring.ts';

/** Buttons and selects, in messages and on the Home tab: acknowledged at once, then handed to the ear. */
export function listenToButtons(app: App, wiring: Wiring): void {
  const { deliveries, intake, ear, log, clock } = wiring;
  app.action<BlockAction>({ type: 'block_actions' }, async ({ action, body, ack, context }) => {
    const at = clock.now();
    await acknowledge(ack, log);
    const id = envelopeOf(context) ?? body.trigger_id;
    if (!deliveries.isNew([id, body.trigger_id])) return;
    const user = body.user.id;
    // On the Home tab there is no channel: what is said there is between the person and the bot.
    const channel = body.channel?.id ?? user;
    const thread = threadOf(body);
    const place = placeOf(channel, thread, body.team?.id);
    const open = formOpener(wiring, { id: body.trigger_id, at, place });
    const reply = { ...replyTo(body, wiring, { channel, user, thread }), open };
    intake.take(() =>
      withPerson(wiring, { id: user, team: body.user.team_id ?? body.team?.id }, reply, (person) =>
        ear.clicked(
          { id, actionId: actionOf(action.action_id), value: chosenValue(action), person, place },
          reply,
        ),
      ),
    );
  });
}

function replyTo(body: BlockAction, wiring: Wiring, reader: Reader): ClickReply {
  if (body.channel === undefined || !body.response_url) return homeReply(wiring, reader.user);
  // What the bot posted in a direct message shows that it may post there; its ephemeral answers show nothing.
  const isOwnPost = body.channel.id.startsWith('D') && body.container.is_ephemeral === false;
  return (isOwnPost ? directClickReply : clickReply)(wiring, body.response_url, reader);
}

/** The root's `ts`, where the clicked message is a reply. A root with replies carries its own `ts` there. */
function threadOf({ container, message }: BlockAction): string | undefined {
  const thread: unknown = container.thread_ts ?? message?.thread_ts;
  if (typeof thread !== 'string' || thread === container.message_ts) return undefined;
  return thread;
}
