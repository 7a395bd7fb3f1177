import { messageOf } from './content.ts';
import type { LocalSlack } from './context.ts';
import type { Receipt } from './delivery.ts';
import { isSubscribed, sendEvent } from './events.ts';
import type { StoredFile } from './files.ts';
import { hintToInvite, INVITE, invite } from './inviting.ts';
import { isJson, type Json } from './json.ts';
import type { StoredMessage } from './ledger.ts';
import { typedText } from './markup.ts';
import { eventFile } from './methods/wire-file.ts';
import { Refusal } from './refusal.ts';
import { type Channel, interactionChannel } from './workspace.ts';

/** Words somebody types into a composer. */
export interface Typed {
  readonly user: string;
  readonly channel: string;
  readonly threadTs: string | undefined;
  readonly text: string;
  /** Files that the person uploaded before; none unless told. */
  readonly files?: readonly StoredFile[];
}

/** What became of typed words. */
export type Said =
  /** An ordinary message; `receipt` tells about the event, where one was due. */
  | { readonly kind: 'message'; readonly message: StoredMessage; readonly receipt: Receipt | undefined }
  /** A command the app acknowledged. */
  | { readonly kind: 'acked' }
  /** A command of Slack's own; people were told what came of it. */
  | { readonly kind: 'told'; readonly notice: string }
  /** A command the app did not acknowledge; people were told with this word. */
  | { readonly kind: 'failed'; readonly error: 'operation_timeout' | 'dispatch_failed' }
  /** Slack would not take it; people were told why. */
  | { readonly kind: 'refused'; readonly notice: string };

/**
 * Does what the composer does: posts a message, with an event for the app where it is mentioned or written
 * to directly, or runs a slash command. Resolves when the app has acknowledged or Slack has given up.
 */
export async function type(slack: LocalSlack, typed: Typed): Promise<Said> {
  const channel = slack.ledger.channel(typed.channel);
  if (!channel) throw new Error(`there is no channel ${typed.channel}`);
  if (!channel.members.includes(typed.user)) throw new Error(`${typed.user} is not in ${channel.name}`);
  if (typed.text.startsWith('/') && typed.files?.length)
    return refuse(slack, typed, 'Files cannot be sent with a command.');
  if (typed.text.startsWith('/')) return runCommand(slack, typed, channel);
  return postMessage(slack, typed, channel);
}

async function runCommand(slack: LocalSlack, typed: Typed, channel: Channel): Promise<Said> {
  const [word = '', ...rest] = typed.text.split(' ');
  const words = rest.join(' ').trim();
  if (word === INVITE.command) {
    const notice = invite(slack, words, channel, typed.user);
    tell(slack, typed, notice);
    return { kind: 'told', notice };
  }
  const known = slack.seed.commands.find(({ command }) => command === word);
  const refusal = !known
    ? `${word} is not a valid command. Try typing / to see those there are.`
    : typed.threadTs !== undefined
      ? `${word} is not supported in threads. Sorry!`
      : undefined;
  if (!known || refusal !== undefined) return refuse(slack, typed, refusal ?? '');
  const source = { kind: 'command', user: typed.user, channel: channel.id, typed: typed.text } as const;
  const receipt = await slack.courier.deliver({
    type: 'slash_commands',
    payload: {
      token: 'deprecated',
      team_id: slack.seed.team.id,
      team_domain: slack.seed.team.domain,
      channel_id: channel.id,
      channel_name: interactionChannel(channel).name,
      user_id: typed.user,
      user_name: slack.ledger.user(typed.user)?.name ?? '',
      command: word,
      text: known.shouldEscape ? typedText(words, slack.seed, 'command') : words,
      api_app_id: slack.seed.app.id,
      is_enterprise_install: 'false',
      response_url: `${slack.origin()}${slack.responseUrls.give(source)}`,
      trigger_id: slack.triggers.give(typed.user),
    },
    acceptsAnswer: true,
  });
  if (receipt.kind === 'failed') {
    tell(slack, typed, `${word} failed with the error "${receipt.error}"`);
    return { kind: 'failed', error: receipt.error };
  }
  showAnswer(slack, source, receipt.body, typed, word);
  return { kind: 'acked' };
}

/** A message inside the acknowledgement; what Slack cannot show is told to the person, not to the app. */
function showAnswer(
  slack: LocalSlack,
  source: Parameters<LocalSlack['responseUrls']['answer']>[0],
  body: unknown,
  typed: Typed,
  word: string,
): void {
  if (!isJson(body)) return;
  try {
    slack.responseUrls.answer(source, body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell(slack, typed, `${word} failed with the error "${error.word}"`);
  }
}

async function postMessage(slack: LocalSlack, typed: Typed, channel: Channel): Promise<Said> {
  if (channel.isArchived) return refuse(slack, typed, 'This channel is archived.');
  const text = typedText(typed.text, slack.seed, 'message');
  const content = { text, blocks: [], attachments: [], metadata: undefined, loose: false };
  const { user, threadTs, files = [] } = typed;
  const ts = slack.ledger.nextTs();
  const message = messageOf(content, { channel: channel.id, ts, user, threadTs, files });
  slack.ledger.add(message);
  const hint = hintToInvite(slack, text, channel);
  if (hint !== undefined) tell(slack, typed, hint);
  const events = eventsFor(slack, message, channel).filter((event) => isSubscribed(slack, event));
  const [receipt] = await Promise.all(events.map((event) => sendEvent(slack, event)));
  return { kind: 'message', message, receipt };
}

/**
 * What the bot could hear of a message where it is in the channel: a mention as such, and the message itself.
 * @see https://docs.slack.dev/reference/events/message/file_share
 */
function eventsFor(slack: LocalSlack, message: StoredMessage, channel: Channel): readonly Json[] {
  const { botUser } = slack.seed.app;
  if (message.user === botUser || !channel.members.includes(botUser)) return [];
  const sender = slack.ledger.user(message.user);
  const files = message.files.map((file) => eventFile(slack, file, channel));
  const event = {
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: sender?.teamId,
    channel: message.channel,
    event_ts: message.ts,
    ...(sender?.isBot && { bot_id: `B${message.user.slice(1)}` }),
    ...(message.threadTs && { thread_ts: message.threadTs }),
    ...(files.length > 0 && { files, upload: false, display_as_bot: false }),
  };
  const subtype = files.length > 0 && { subtype: 'file_share' };
  const place = { public: 'channel', private: 'group', direct: 'im' }[channel.kind];
  const isMention = channel.kind !== 'direct' && message.text.includes(`<@${botUser}>`);
  return [
    ...(isMention ? [{ type: 'app_mention', ...event }] : []),
    { type: 'message', ...subtype, channel_type: place, ...event },
  ];
}

function refuse(slack: LocalSlack, typed: Typed, notice: string): Said {
  tell(slack, typed, notice);
  return { kind: 'refused', notice };
}

function tell(slack: LocalSlack, typed: Typed, text: string): void {
  const { user, channel, threadTs } = typed;
  slack.notices.say({ user, channel, text, ...(threadTs !== undefined && { threadTs }) });
}
