import type { App, ViewSubmitAction } from '@slack/bolt';
import type { Files } from './files.ts';
import { filledIn } from './filled-in.ts';
import { readOrigin } from './form-origin.ts';
import type { Submitted } from './heard.ts';
import { formReply } from './replies.ts';
import { acknowledge, envelopeOf, type Wiring, withPerson } from './wiring.ts';

/**
 * Forms that were sent: what cannot be taken is answered at once with what is wrong beside the inputs, and the form
 * stays open; anything else closes it and goes to the ear.
 * @see https://docs.slack.dev/surfaces/modals#handling_submissions
 */
export function listenToForms(app: App, wiring: Wiring): void {
  const { deliveries, intake, ear, log } = wiring;
  app.view<ViewSubmitAction>({ type: 'view_submission' }, async ({ body, ack, context }) => {
    const id = envelopeOf(context) ?? body.trigger_id;
    const submitted = { id, ...submittedIn(body, wiring.files) };
    const errors = ear.complaints({ ...submitted, files: Object.keys(submitted.files) });
    if (Object.keys(errors).length > 0)
      return acknowledge(() => ack({ response_action: 'errors', errors }), log);
    await acknowledge(ack, log);
    if (!deliveries.isNew([id, body.trigger_id])) return;
    const user = body.user.id;
    const { channel, thread } = submitted.place;
    const reply = formReply(wiring, { channel, user, thread });
    intake.take(() =>
      withPerson(wiring, { id: user, team: body.user.team_id ?? body.team?.id }, reply, (person) =>
        ear.submitted({ ...submitted, person }, reply),
      ),
    );
  });
}

function submittedIn({ view, user, team }: ViewSubmitAction, files: Files): Omit<Submitted, 'id' | 'person'> {
  const origin = readOrigin(view.private_metadata ?? '', { user: user.id, team: team?.id });
  return { formId: view.callback_id, ...origin, ...filledIn(view.state?.values, files) };
}
