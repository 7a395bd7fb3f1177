import type { Checkup } from '../checkup.ts';
import { UpstreamError } from '../errors.ts';
import { ago } from '../views/words.ts';
import type { Calls } from './calls.ts';
import { askMembership } from './directory.ts';
import { failureOf } from './failures.ts';
import { type Identity, identify } from './identity.ts';

/** The OAuth scopes the bot's token needs, each for something it does; `manifest.json` asks for them. */
export const SCOPES = {
  commands: 'receive /snail',
  'chat:write': 'answer and post',
  'app_mentions:read': 'hear @Snail Trail',
  'im:history': 'hear direct messages',
  'files:write': 'put long output into threads as files',
  'users:read': 'tell members from guests',
  'usergroups:read': 'read who is in the groups that have roles',
  'channels:read': 'see whether it is in a public channel',
  'groups:read': 'see whether it is in a private channel',
} as const;

/** Scopes that `manifest.json` asks for as well, each with what is not possible without it. */
export const OPTIONAL_SCOPES = {
  'files:read': 'no file that people send can be read, and no form that takes one can be opened',
  'channels:history': 'a post in a public channel whose answer was lost cannot be looked for',
  'groups:history': 'a post in a private channel whose answer was lost cannot be looked for',
  'mpim:history': 'a post in a group message whose answer was lost cannot be looked for',
} as const;

/** Whether Slack can reach the bot now, and how that is arranged. */
export interface Connectedness {
  readonly mode: 'socket' | 'http';
  readonly connected: boolean;
  readonly lastHeardAt: Date | undefined;
  readonly now: Date;
}

const PATIENCE_MS = 2000;

/**
 * What `doctor` says about Slack: token, scopes, connection and the channel it was asked from. Rejects never
 * for a failing call; that is a checkup that failed.
 */
export async function slackCheckups(
  calls: Calls,
  connection: Connectedness,
  channel: string | undefined,
): Promise<readonly Checkup[]> {
  const [token, membership] = await Promise.all([checkToken(calls), checkMembership(calls, channel)]);
  return [...token, checkConnection(connection), membership];
}

async function checkToken(calls: Calls): Promise<readonly Checkup[]> {
  const title = 'Slack token';
  try {
    const own = await identify(calls, PATIENCE_MS);
    const detail = `@${own.userName} (${own.user}) in ${own.teamName} (${own.team})`;
    return [{ title, outcome: 'ok', detail }, checkScopes(own), ...checkOptionalScopes(own)];
  } catch (error) {
    const fix = isCredentials(error)
      ? 'Copy the bot token (xoxb-…) from "OAuth & Permissions" of the app into SLACK_BOT_TOKEN.'
      : 'See whether this machine can reach slack.com over HTTPS, and https://slack-status.com.';
    const failed: Checkup = { title, outcome: 'fail', detail: messageOf(error), fix };
    return [failed, { title: 'Slack scopes', outcome: 'skip', detail: 'the token did not work' }];
  }
}

function checkScopes({ scopes }: Identity): Checkup {
  const title = 'Slack scopes';
  if (!scopes) return { title, outcome: 'skip', detail: 'Slack did not say which scopes the token has' };
  const missing = Object.entries(SCOPES).filter(([scope]) => !scopes.includes(scope));
  if (missing.length === 0)
    return { title, outcome: 'ok', detail: `all ${Object.keys(SCOPES).length} are there` };
  const detail = missing.map(([scope, purpose]) => `${scope} is missing (to ${purpose})`).join('; ');
  const fix = `Add ${missing.map(([scope]) => scope).join(', ')} under "OAuth & Permissions" and install the app again.`;
  return { title, outcome: 'fail', detail, fix };
}

function checkOptionalScopes({ scopes }: Identity): readonly Checkup[] {
  const missing = Object.entries(OPTIONAL_SCOPES).filter(([scope]) => scopes && !scopes.includes(scope));
  return missing.map(([scope, lack]) => ({
    title: `Slack scope ${scope}`,
    outcome: 'skip',
    detail: `not given; without it ${lack}`,
  }));
}

function checkConnection({ mode, connected, lastHeardAt, now }: Connectedness): Checkup {
  const title = mode === 'socket' ? 'Slack connection (Socket Mode)' : 'Slack connection (HTTP)';
  const heard = lastHeardAt
    ? `last heard from Slack ${ago(lastHeardAt, now)}`
    : 'nothing heard from Slack yet';
  if (connected) return { title, outcome: 'ok', detail: heard };
  const fix =
    mode === 'socket'
      ? 'See whether SLACK_APP_TOKEN (xapp-…, scope connections:write) is right and Socket Mode is switched on.'
      : 'See whether the port is free, and the request URL of the app ends in /slack/events.';
  return { title, outcome: 'fail', detail: `not connected; ${heard}`, fix };
}

async function checkMembership(calls: Calls, channel: string | undefined): Promise<Checkup> {
  const title = 'Slack channel';
  if (channel === undefined) return { title, outcome: 'skip', detail: 'not asked from a channel' };
  if (!/^[CG]/.test(channel))
    return { title, outcome: 'skip', detail: 'a direct message needs no membership' };
  const fix = 'Type /invite @Snail Trail in the channel.';
  try {
    const { isMember, name } = await askMembership(calls, channel);
    const called = name ? `#${name}` : channel;
    if (isMember) return { title, outcome: 'ok', detail: `member of ${called}` };
    return { title, outcome: 'fail', detail: `not a member of ${called}: answers work, posts do not`, fix };
  } catch (error) {
    const notSeen = failureOf(error).word === 'channel_not_found';
    return { title, outcome: 'fail', detail: messageOf(error), ...(notSeen ? { fix } : {}) };
  }
}

function isCredentials(error: unknown): boolean {
  return error instanceof UpstreamError && error.kind === 'credentials';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
