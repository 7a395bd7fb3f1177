import type { LocalSlack } from './context.ts';
import type { Receipt } from './delivery.ts';
import type { Json } from './json.ts';

/** Whether the app subscribed to such an event; messages are subscribed to by where they stand, as `message.im`. */
export function isSubscribed(slack: LocalSlack, event: Json): boolean {
  const { type, channel_type: place } = event;
  const name = { im: 'message.im', channel: 'message.channels', group: 'message.groups' }[String(place)];
  return slack.seed.events.includes(type === 'message' ? (name ?? '') : String(type));
}

/**
 * Sends an event to the app in the Events API's envelope.
 * @see https://docs.slack.dev/apis/events-api/#callback-field
 */
export function sendEvent(slack: LocalSlack, event: Json): Promise<Receipt> {
  const { team, app } = slack.seed;
  return slack.courier.deliverEvent({
    type: 'events_api',
    acceptsAnswer: false,
    payload: {
      token: 'deprecated',
      team_id: team.id,
      context_team_id: team.id,
      api_app_id: app.id,
      event,
      type: 'event_callback',
      event_id: slack.ledger.nextId('Ev'),
      event_time: Math.floor(slack.clock.now().getTime() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: app.botUser,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: slack.ledger.channel(String(event.channel))?.isExtShared ?? false,
    },
  });
}
