import type { Json } from '../json.ts';
import type { StoredMessage } from '../ledger.ts';
import { Refusal } from '../refusal.ts';
import type { Channel } from '../workspace.ts';
import {
  channelOf,
  isBotIn,
  type MethodCall,
  type Methods,
  needChannelScope,
  needScope,
  pageOf,
  userOf,
} from './method.ts';
import { wireChannel, wireMessage } from './wire.ts';

const READ = ['channels:read', 'groups:read', 'im:read'];
const HISTORY = ['channels:history', 'groups:history', 'im:history'];

/** Channels, who is in them and what was said there. */
export const conversationMethods: Methods = {
  'conversations.info': { scopes: READ, run: info },
  'conversations.list': { scopes: READ, run: (call) => listOf(call, () => true) },
  'users.conversations': { scopes: READ, run: usersConversations },
  'conversations.members': { scopes: READ, run: members },
  'conversations.history': { scopes: HISTORY, run: history },
  'conversations.replies': { scopes: HISTORY, run: replies },
  'conversations.open': { scopes: ['im:write'], run: open },
  'conversations.join': { scopes: ['channels:join'], run: join },
};

function info(call: MethodCall): Json {
  const { args, slack } = call;
  const channel = channelOf(slack, args.need('channel'));
  needChannelScope(slack, channel, 'read');
  const { num_members, ...fields } = wireChannel(slack, channel);
  return { channel: args.flag('include_num_members') ? { ...fields, num_members } : fields };
}

function usersConversations(call: MethodCall): Json {
  const user = call.args.text('user') ?? call.slack.seed.app.botUser;
  userOf(call.slack, user);
  return listOf(call, (channel) => channel.members.includes(user));
}

function listOf(call: MethodCall, wanted: (channel: Channel) => boolean): Json {
  const { args, slack } = call;
  const types = (args.text('types') ?? 'public_channel').split(',').map((type) => type.trim());
  for (const type of types) needScope(slack, scopeFor(type));
  const all = slack.ledger
    .channels()
    .filter((channel) => types.includes(typeOf(channel)))
    .filter((channel) => channel.kind === 'public' || isBotIn(slack, channel))
    .filter((channel) => !(args.flag('exclude_archived') && channel.isArchived))
    .filter(wanted);
  const { page, next } = pageOf(all, call);
  return {
    channels: page.map((channel) => wireChannel(slack, channel)),
    response_metadata: { next_cursor: next },
  };
}

function typeOf(channel: Channel): string {
  return { public: 'public_channel', private: 'private_channel', direct: 'im' }[channel.kind];
}

function scopeFor(type: string): string {
  const scopes: Readonly<Record<string, string>> = {
    public_channel: 'channels:read',
    private_channel: 'groups:read',
    im: 'im:read',
    mpim: 'mpim:read',
  };
  const scope = scopes[type];
  if (!scope) throw new Refusal('invalid_types');
  return scope;
}

function members(call: MethodCall): Json {
  const channel = channelOf(call.slack, call.args.need('channel'));
  needChannelScope(call.slack, channel, 'read');
  const { page, next } = pageOf(channel.members, call);
  return { members: page, response_metadata: { next_cursor: next } };
}

function history(call: MethodCall): Json {
  const channel = readableChannel(call);
  const all = [...timeWindow(call, messagesIn(call, channel))]
    .filter((message) => message.threadTs === undefined || message.broadcast)
    .reverse();
  return pageOfMessages(call, all);
}

function replies(call: MethodCall): Json {
  const channel = readableChannel(call);
  const ts = call.args.need('ts');
  const all = messagesIn(call, channel);
  const asked = all.find((message) => message.ts === ts);
  if (!asked) throw new Refusal('thread_not_found');
  const root = asked.threadTs ?? asked.ts;
  const thread = all.filter((message) => message.ts === root || message.threadTs === root);
  const inTime = timeWindow(call, thread).filter((message) => message.ts !== root);
  return pageOfMessages(call, [...thread.filter((message) => message.ts === root), ...inTime]);
}

function readableChannel({ args, slack }: MethodCall): Channel {
  const channel = channelOf(slack, args.need('channel'));
  needChannelScope(slack, channel, 'history');
  if (!isBotIn(slack, channel)) throw new Refusal('not_in_channel');
  return channel;
}

/** Ephemeral messages are in no history. */
function messagesIn({ slack }: MethodCall, channel: Channel): readonly StoredMessage[] {
  return slack.ledger
    .messages()
    .filter((message) => message.channel === channel.id && message.ephemeralTo === undefined);
}

function timeWindow({ args }: MethodCall, messages: readonly StoredMessage[]): readonly StoredMessage[] {
  const oldest = args.text('oldest') ?? '0';
  const latest = args.text('latest') ?? String(Number.MAX_SAFE_INTEGER);
  const inclusive = args.flag('inclusive');
  return messages.filter(({ ts }) => {
    if (inclusive && (ts === oldest || ts === latest)) return true;
    return Number(ts) > Number(oldest) && Number(ts) < Number(latest);
  });
}

function pageOfMessages(call: MethodCall, all: readonly StoredMessage[]): Json {
  const { page, next } = pageOf(all, call);
  const withMetadata = call.args.flag('include_all_metadata');
  return {
    messages: page.map((message) => wireMessage(call.slack, message, withMetadata)),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  };
}

function open({ args, slack }: MethodCall): Json {
  const users = (args.text('users') ?? '').split(',').filter((user) => user !== '');
  if (users.length === 0) throw new Refusal('users_list_not_supplied');
  const [user = '', ...others] = users;
  if (others.length > 0) throw new Refusal('not_enough_users');
  if (userOf(slack, user).isDeleted) throw new Refusal('user_disabled');
  return { channel: { id: slack.ledger.directWith(user).id } };
}

function join({ args, slack }: MethodCall): Json {
  const channel = channelOf(slack, args.need('channel'));
  if (channel.isArchived) throw new Refusal('is_archived');
  if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type');
  const wasIn = isBotIn(slack, channel);
  slack.ledger.join(channel.id, slack.seed.app.botUser);
  const joined = wireChannel(slack, channelOf(slack, channel.id));
  return { channel: joined, ...(wasIn && { warning: 'already_in_channel' }) };
}
