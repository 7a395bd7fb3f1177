import { commonFields, tellFailed, type Used } from './clicking.ts';
import type { LocalSlack } from './context.ts';
import { wireMessage } from './methods/wire.ts';
import { interactionChannel } from './workspace.ts';

/** A shortcut that somebody uses on a message. */
export interface ShortcutUse {
  readonly user: string;
  readonly channel: string;
  readonly ts: string;
  readonly callbackId: string;
}

/**
 * Uses one of the app's message shortcuts, wherever the person can see the message: the app need not be there.
 * Throws where there is no such shortcut or message; messages that only one person sees have no shortcuts.
 * @see https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload
 */
export async function pickShortcut(slack: LocalSlack, asked: ShortcutUse): Promise<Used> {
  const { user, callbackId } = asked;
  const shortcut = slack.seed.shortcuts.find((one) => one.callbackId === callbackId);
  if (!shortcut) throw new Error(`the app has no message shortcut ${callbackId}`);
  const message = slack.ledger.find(asked.channel, asked.ts);
  const channel = slack.ledger.channel(asked.channel);
  if (!message || !channel || message.isDeleted || message.ephemeralTo !== undefined)
    throw new Error(`there is no message ${asked.ts} to use a shortcut on`);
  if (!channel.members.includes(user)) throw new Error(`${user} is not in ${channel.name}`);
  const source = { kind: 'shortcut', user, channel: channel.id } as const;
  const { api_app_id: _app, ...common } = commonFields(slack, user);
  const receipt = await slack.courier.deliver({
    type: 'interactive',
    acceptsAnswer: false,
    payload: {
      ...common,
      type: 'message_action',
      action_ts: slack.ledger.nextTs(),
      callback_id: callbackId,
      message_ts: message.ts,
      channel: interactionChannel(channel),
      message: wireMessage(slack, message),
      response_url: `${slack.origin()}${slack.responseUrls.give(source)}`,
    },
  });
  if (receipt.kind === 'acked') return { kind: 'acked' };
  tellFailed(slack, user, channel.id);
  return { kind: 'failed', error: receipt.error };
}
