import type { LocalSlack } from '../context.ts';
import type { Json } from '../json.ts';
import type { StoredMessage } from '../ledger.ts';
import type { Channel, User } from '../workspace.ts';
import { wireFile } from './wire-file.ts';

/** A message as Slack's API shows it. Metadata only where it was asked for. */
export function wireMessage(slack: LocalSlack, message: StoredMessage, withMetadata = false): Json {
  const { app, team } = slack.seed;
  const isOurs = message.user === app.botUser;
  const replies = slack.ledger
    .messages()
    .filter((one) => one.channel === message.channel && one.threadTs === message.ts && !one.ephemeralTo);
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    team: team.id,
    text: message.text,
    ...(isOurs && { bot_id: app.botId, app_id: app.id }),
    ...(message.threadTs && { thread_ts: message.threadTs }),
    ...(replies.length > 0 && {
      thread_ts: message.ts,
      reply_count: replies.length,
      reply_users: [...new Set(replies.map((reply) => reply.user))],
      latest_reply: replies.at(-1)?.ts,
    }),
    ...(message.broadcast && { subtype: 'thread_broadcast' }),
    ...(message.isDeleted && { subtype: 'tombstone', hidden: true }),
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.attachments.length > 0 && { attachments: message.attachments }),
    ...(message.edited && { edited: message.edited }),
    ...(message.files.length > 0 && { files: message.files.map((file) => wireFile(slack, file)) }),
    ...(message.reactions.length > 0 && {
      reactions: message.reactions.map(({ name, users }) => ({ name, users, count: users.length })),
    }),
    ...(withMetadata && message.metadata && { metadata: message.metadata }),
  };
}

/** @see https://docs.slack.dev/reference/objects/user-object */
export function wireUser(user: User): Json {
  return {
    id: user.id,
    team_id: user.teamId,
    name: user.name,
    deleted: user.isDeleted ?? false,
    real_name: user.realName,
    tz: user.tz,
    tz_label: user.tz,
    tz_offset: user.tzOffsetSeconds,
    profile: { real_name: user.realName, display_name: user.name, team: user.teamId },
    is_admin: user.isAdmin ?? false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: user.isRestricted ?? false,
    is_ultra_restricted: user.isUltraRestricted ?? false,
    is_bot: user.isBot ?? false,
    is_app_user: false,
    ...(user.isStranger && { is_stranger: true }),
    ...(user.isWorkflowBot && { is_workflow_bot: true }),
    updated: 1_700_000_000,
  };
}

/** @see https://docs.slack.dev/reference/objects/conversation-object */
export function wireChannel(slack: LocalSlack, channel: Channel): Json {
  const isIm = channel.kind === 'direct';
  const isMember = channel.members.includes(slack.seed.app.botUser);
  return {
    id: channel.id,
    created: 1_700_000_000,
    is_im: isIm,
    is_mpim: false,
    is_archived: channel.isArchived ?? false,
    is_ext_shared: channel.isExtShared ?? false,
    is_shared: channel.isExtShared ?? false,
    is_org_shared: false,
    context_team_id: slack.seed.team.id,
    ...(isIm
      ? { user: channel.members.find((member) => member !== slack.seed.app.botUser) ?? '' }
      : {
          name: channel.name,
          name_normalized: channel.name,
          is_channel: true,
          is_group: false,
          is_private: channel.kind === 'private',
          is_general: false,
          is_member: isMember,
          creator: slack.seed.me,
          num_members: channel.members.length,
        }),
  };
}
