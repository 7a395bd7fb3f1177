import type { App, MessageShortcut } from '@slack/bolt';
import { formOpener } from './open-form.ts';
import { formReply, slashReply } from './replies.ts';
import { acknowledge, envelopeOf, placeOf, type Wiring, withPerson } from './wiring.ts';

/**
 * Shortcuts in the menu of a message: acknowledged at once, then handed to the ear.
 * @see https://docs.slack.dev/interactivity/implementing-shortcuts#messages
 */
export function listenToShortcuts(app: App, wiring: Wiring): void {
  const { deliveries, intake, ear, log, clock } = wiring;
  app.shortcut<MessageShortcut>({ type: 'message_action' }, async ({ shortcut, ack, context }) => {
    const at = clock.now();
    await acknowledge(ack, log);
    const { trigger_id, callback_id: shortcutId, message, response_url: url } = shortcut;
    const id = envelopeOf(context) ?? trigger_id;
    if (!deliveries.isNew([id, trigger_id])) return;
    const user = shortcut.user.id;
    const place = placeOf(shortcut.channel.id, threadOf(message), shortcut.team?.id);
    const reader = { channel: place.channel, thread: place.thread, user };
    const open = formOpener(wiring, { id: trigger_id, at, place });
    const reply = { ...(url ? slashReply(wiring, url, reader) : formReply(wiring, reader)), open };
    const { text = '', ts } = message;
    intake.take(() =>
      withPerson(wiring, { id: user, team: shortcut.user.team_id ?? shortcut.team?.id }, reply, (person) =>
        ear.pointed({ id, shortcutId, text, ts, person, place }, reply),
      ),
    );
  });
}

/** The root's `ts`, where the message is a reply. A root with replies carries its own `ts` there. */
function threadOf({ thread_ts, ts }: MessageShortcut['message']): string | undefined {
  return typeof thread_ts === 'string' && thread_ts !== ts ? thread_ts : undefined;
}
