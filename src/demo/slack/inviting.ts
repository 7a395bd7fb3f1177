import type { LocalSlack } from './context.ts';
import { typedText } from './markup.ts';
import type { Channel } from './workspace.ts';

/** Slack's own command to bring somebody, an app too, into the channel it is typed in. */
export const INVITE = {
  command: '/invite',
  description: 'Add somebody to this channel',
  usageHint: '@someone',
};

/** What Slackbot says to the one who mentioned the bot where it cannot hear it; undefined where it can. */
export function hintToInvite(slack: LocalSlack, text: string, channel: Channel): string | undefined {
  const { botUser } = slack.seed.app;
  if (channel.members.includes(botUser) || !text.includes(`<@${botUser}>`)) return undefined;
  const name = slack.ledger.user(botUser)?.realName ?? botUser;
  return `You mentioned <@${botUser}>, but they’re not in this channel. To add them, type \`${INVITE.command} @${name}\`, then ask again.`;
}

/** Lets those who are named join; the answer is what Slackbot says about it. */
export function invite(slack: LocalSlack, words: string, channel: Channel, by: string): string {
  if (channel.kind === 'direct') return `${INVITE.command} is not supported in direct messages.`;
  const tokens = typedText(words, slack.seed, 'message').matchAll(/<@([UW][A-Z0-9]+)>/g);
  const users = [...tokens].flatMap(([, id = '']) => slack.ledger.user(id) ?? []);
  if (users.length === 0) return `Nobody was named. Type ${INVITE.command} ${INVITE.usageHint}.`;
  const inviter = slack.ledger.user(by)?.realName ?? by;
  return users
    .map(({ id, realName }) => {
      if (slack.ledger.isMember(channel.id, id)) return `${realName} is already in this channel.`;
      slack.ledger.join(channel.id, id);
      return `${realName} was added to #${channel.name} by ${inviter}.`;
    })
    .join('\n');
}
