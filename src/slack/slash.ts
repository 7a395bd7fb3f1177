import type { App } from '@slack/bolt';
import { formOpener } from './open-form.ts';
import { slashReply } from './replies.ts';
import { acknowledge, envelopeOf, placeOf, type Wiring, withPerson } from './wiring.ts';

/** `/snail …`: acknowledged at once, then handed to the ear. Any name the app gives its command will do. */
export function listenToSlash(app: App, wiring: Wiring): void {
  const { deliveries, intake, ear, log, clock } = wiring;
  app.command(/^\//, async ({ command, ack, context }) => {
    const at = clock.now();
    await acknowledge(ack, log);
    const { trigger_id, user_id, channel_id, team_id, text, response_url } = command;
    const id = envelopeOf(context) ?? trigger_id;
    if (!deliveries.isNew([id, trigger_id])) return;
    const reader = { channel: channel_id, user: user_id, thread: undefined };
    const place = placeOf(channel_id, undefined, team_id);
    const open = formOpener(wiring, { id: trigger_id, at, place });
    const reply = { ...slashReply(wiring, response_url, reader), open };
    intake.take(() =>
      withPerson(wiring, { id: user_id, team: team_id }, reply, (person) =>
        ear.heard({ id, via: 'slash', text: text ?? '', files: [], person, place }, reply),
      ),
    );
  });
}
