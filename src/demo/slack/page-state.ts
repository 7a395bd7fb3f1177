import type { PageChannel, PageFile, PageMessage, PageView, Workspace } from '../slack-page/protocol.ts';
import type { LocalSlack } from './context.ts';
import type { StoredFile } from './files.ts';
import { INVITE } from './inviting.ts';
import { textOf } from './json.ts';
import type { StoredMessage } from './ledger.ts';
import type { StoredView } from './views.ts';

/** Characters of a file that are told to the page; whoever wants more downloads it. */
const FILE_PREVIEW_LENGTH = 60_000;

/** Everything the page's person can see. */
export function workspaceOf(slack: LocalSlack): Workspace {
  const { seed, ledger } = slack;
  const home = slack.views.home(seed.me);
  return {
    team: { id: seed.team.id, name: seed.team.name },
    users: seed.users.map((user) => ({ id: user.id, name: user.realName, isBot: user.isBot ?? false })),
    groups: seed.groups.map(({ id, handle, name }) => ({ id, handle, name })),
    me: seed.me,
    bot: seed.app.botUser,
    channels: ledger
      .channels()
      .filter((channel) => channel.members.includes(seed.me) && !channel.isArchived)
      .map((channel): PageChannel => {
        const isDirect = channel.kind === 'direct';
        const name = isDirect ? (ledger.user(seed.app.botUser)?.realName ?? '') : channel.name;
        return { id: channel.id, name, kind: isDirect ? 'direct' : 'channel' };
      }),
    messages: ledger
      .messages()
      .filter((message) => isVisible(slack, message))
      .map(pageMessage),
    home: home && pageView(home),
    commands: [...seed.commands, INVITE].map(({ command, description, usageHint }) => ({
      command,
      description,
      usageHint,
    })),
    shortcuts: seed.shortcuts,
  };
}

/** Whether the page's person can see it. */
export function isVisible(slack: LocalSlack, message: StoredMessage): boolean {
  const { me } = slack.seed;
  if (message.ephemeralTo !== undefined) return message.ephemeralTo === me;
  return slack.ledger.isMember(message.channel, me);
}

/** A message as the page is told of it. */
export function pageMessage(message: StoredMessage): PageMessage {
  return {
    channel: message.channel,
    ts: message.ts,
    threadTs: message.threadTs,
    broadcast: message.broadcast,
    user: message.user,
    text: message.text,
    blocks: message.blocks,
    ephemeral: message.ephemeralTo !== undefined,
    edited: message.edited !== undefined,
    files: message.files.map(pageFile),
    attachments: message.attachments.map((attachment) => ({
      ...(typeof attachment.color === 'string' && { color: attachment.color }),
      ...(Array.isArray(attachment.blocks) && { blocks: attachment.blocks }),
      ...(typeof attachment.text === 'string' && { text: attachment.text }),
    })),
  };
}

function pageFile({ id, name, size, content }: StoredFile): PageFile {
  return {
    id,
    name,
    size,
    lines: content.replace(/\n$/, '').split('\n').length,
    content: content.slice(0, FILE_PREVIEW_LENGTH),
  };
}

/** A view as the page is told of it. */
export function pageView({ id, view }: StoredView): PageView {
  return {
    id,
    type: view.type === 'home' ? 'home' : 'modal',
    callbackId: textOf(view, 'callback_id'),
    title: textOf(view.title, 'text'),
    submit: textOf(view.submit, 'text') || undefined,
    close: textOf(view.close, 'text') || undefined,
    blocks: Array.isArray(view.blocks) ? view.blocks : [],
  };
}
