import type { StoredMessage } from '../ledger.ts';
import { Refusal } from '../refusal.ts';
import { channelOf, isBotIn, type MethodCall, type Methods } from './method.ts';
import { wireMessage } from './wire.ts';

/** The bot's emoji on messages. */
export const reactionMethods: Methods = {
  'reactions.add': {
    scopes: ['reactions:write'],
    run: (call) => {
      const { message, name, bot } = subject(call);
      const present = message.reactions.find((reaction) => reaction.name === name);
      if (present?.users.includes(bot)) throw new Refusal('already_reacted');
      const others = message.reactions.filter((reaction) => reaction.name !== name);
      const reactions = [...others, { name, users: [...(present?.users ?? []), bot] }];
      call.slack.ledger.replace({ ...message, reactions });
      return {};
    },
  },
  'reactions.remove': {
    scopes: ['reactions:write'],
    run: (call) => {
      const { message, name, bot } = subject(call);
      const present = message.reactions.find((reaction) => reaction.name === name);
      if (!present?.users.includes(bot)) throw new Refusal('no_reaction');
      const reactions = message.reactions
        .map((one) => (one === present ? { name, users: one.users.filter((user) => user !== bot) } : one))
        .filter((one) => one.users.length > 0);
      call.slack.ledger.replace({ ...message, reactions });
      return {};
    },
  },
  'reactions.get': {
    scopes: ['reactions:read'],
    run: (call) => {
      const message = messageOf(call);
      return { type: 'message', channel: message.channel, message: wireMessage(call.slack, message) };
    },
  },
};

function subject(call: MethodCall) {
  const name = call.args.need('name').replace(/^:|:$/g, '');
  if (!/^[\w+'-]+(?:::skin-tone-[2-6])?$/.test(name)) throw new Refusal('invalid_name');
  return { message: messageOf(call), name, bot: call.slack.seed.app.botUser };
}

function messageOf({ args, slack }: MethodCall): StoredMessage {
  const channel = channelOf(slack, args.need('channel'));
  if (!isBotIn(slack, channel)) throw new Refusal('not_in_channel');
  const message = slack.ledger.find(channel.id, args.need('timestamp'));
  if (!message || message.isDeleted || message.ephemeralTo !== undefined)
    throw new Refusal('message_not_found');
  return message;
}
