import type { Arguments } from '../arguments.ts';
import { type Content, messageOf, needSomething, readContent } from '../content.ts';
import type { LocalSlack } from '../context.ts';
import type { Json } from '../json.ts';
import type { StoredMessage } from '../ledger.ts';
import { reachOf } from '../markup.ts';
import { Refusal } from '../refusal.ts';
import type { Channel } from '../workspace.ts';
import { channelOf, channelToPost, isBotIn, type MethodCall, type Methods } from './method.ts';
import { wireMessage } from './wire.ts';

/** Longer text without blocks is split into messages of this many characters, as was seen from about 4,041 on. */
const SPLIT_ABOVE = 4040;
const SPLIT_AT = 4000;

/** Posting, editing and deleting. */
export const chatMethods: Methods = {
  'chat.postMessage': { scopes: ['chat:write'], run: postMessage },
  'chat.postEphemeral': { scopes: ['chat:write'], run: postEphemeral },
  'chat.update': { scopes: ['chat:write'], run: update },
  'chat.delete': { scopes: ['chat:write'], run: remove },
  'chat.getPermalink': { run: getPermalink },
};

function postMessage({ args, slack }: MethodCall): Json {
  const channel = channelToPost(slack, args.need('channel'));
  needMembership(slack, channel);
  const threadTs = threadOf(args, slack, channel);
  const content = readContent(args, slack.ledger, 'new');
  needSomething(content);
  slack.rates.post(channel.id);
  const posted = piecesOf(content).map((piece) => {
    const message = messageOf(piece, {
      channel: channel.id,
      ts: slack.ledger.nextTs(),
      user: slack.seed.app.botUser,
      threadTs,
      broadcast: args.flag('reply_broadcast'),
    });
    slack.ledger.add(message);
    return message;
  });
  const last = posted.at(-1);
  if (!last) throw new Refusal('no_text');
  return { channel: channel.id, ts: last.ts, message: wireMessage(slack, last, true) };
}

function postEphemeral({ args, slack }: MethodCall): Json {
  const channel = channelToPost(slack, args.need('channel'));
  const user = args.need('user');
  if (!isBotIn(slack, channel)) throw new Refusal('not_in_channel');
  if (!channel.members.includes(user)) throw new Refusal('user_not_in_channel');
  const threadTs = threadOf(args, slack, channel);
  const content = readContent(args, slack.ledger, 'new');
  needSomething(content);
  const ts = slack.ledger.nextTs();
  const where = { channel: channel.id, ts, user: slack.seed.app.botUser, threadTs, ephemeralTo: user };
  slack.ledger.add(messageOf(content, where));
  return { message_ts: ts };
}

/**
 * `text` without `blocks` takes the blocks away, `blocks` without `text` keeps the text, attachments and
 * metadata stay unless given.
 * @see https://docs.slack.dev/reference/methods/chat.update
 */
function update({ args, slack }: MethodCall): Json {
  const channel = channelOf(slack, args.need('channel'));
  if (channel.isArchived) throw new Refusal('is_inactive');
  const old = messageOrRefuse(slack, channel, args.need('ts'));
  if (old.user !== slack.seed.app.botUser) throw new Refusal('cant_update_message');
  const content = readContent(args, slack.ledger, 'update');
  if (content.text === undefined && !content.blocks && !content.attachments) throw new Refusal('no_text');
  const text = content.text ?? old.text;
  const blocks = content.blocks ?? (content.text === undefined ? old.blocks : []);
  const attachments = content.attachments ?? old.attachments;
  needSomething({ ...content, text, blocks, attachments });
  const metadata = content.metadata ?? old.metadata;
  const edited = { user: slack.seed.app.botUser, ts: slack.ledger.nextTs() };
  const reach = reachOf({ text, blocks, attachments, loose: content.loose });
  const updated: StoredMessage = { ...old, text, blocks, attachments, metadata, edited, ...reach };
  slack.ledger.replace(updated);
  return { channel: channel.id, ts: old.ts, text, message: wireMessage(slack, updated, true) };
}

function remove({ args, slack }: MethodCall): Json {
  const channel = channelOf(slack, args.need('channel'));
  const message = messageOrRefuse(slack, channel, args.need('ts'));
  if (message.user !== slack.seed.app.botUser) throw new Refusal('cant_delete_message');
  slack.ledger.remove(message);
  return { channel: channel.id, ts: message.ts };
}

function getPermalink({ args, slack }: MethodCall): Json {
  const channel = channelOf(slack, args.need('channel'));
  const message = messageOrRefuse(slack, channel, args.need('message_ts'));
  const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
  const permalink = `${slack.origin()}/archives/${channel.id}/p${message.ts.replace('.', '')}${thread}`;
  return { channel: channel.id, permalink };
}

function needMembership(slack: LocalSlack, channel: Channel): void {
  if (isBotIn(slack, channel)) return;
  if (channel.kind === 'public' && slack.scopes().includes('chat:write.public')) return;
  throw new Refusal('not_in_channel');
}

/**
 * The root to reply to; a reply is no root. Where the root was deleted and had no replies, Slack posts to the channel.
 * @see https://github.com/slack-go/slack/issues/1571
 */
function threadOf(args: Arguments, slack: LocalSlack, channel: Channel): string | undefined {
  const ts = args.text('thread_ts');
  if (ts === undefined) return undefined;
  if (!/^\d+\.\d{6}$/.test(ts)) throw new Refusal('invalid_thread_ts');
  const root = slack.ledger.find(channel.id, ts);
  if (!root && slack.ledger.isGone(channel.id, ts)) return undefined;
  if (!root) throw new Refusal('thread_not_found');
  if (root.threadTs !== undefined || root.ephemeralTo !== undefined)
    throw new Refusal('cannot_reply_to_message');
  return ts;
}

/** Ephemeral and deleted messages cannot be found by the API. */
function messageOrRefuse(slack: LocalSlack, channel: Channel, ts: string): StoredMessage {
  const message = slack.ledger.find(channel.id, ts);
  if (!message || message.isDeleted || message.ephemeralTo !== undefined)
    throw new Refusal('message_not_found');
  return message;
}

function piecesOf(content: Content): readonly Content[] {
  const text = content.text ?? '';
  if (content.blocks?.length || text.length <= SPLIT_ABOVE) return [content];
  const pieces: Content[] = [];
  for (let start = 0; start < text.length; start += SPLIT_AT) {
    pieces.push({ ...content, text: text.slice(start, start + SPLIT_AT) });
  }
  return pieces;
}
