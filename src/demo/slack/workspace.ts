import { type AppManifest, readManifest } from './manifest.ts';

/** Somebody in the workspace, with the flags of Slack's user object that tell people, guests, bots and strangers apart. */
export interface User {
  readonly id: string;
  readonly teamId: string;
  /** The short name that can be typed after an @. */
  readonly name: string;
  readonly realName: string;
  /** IANA time zone. */
  readonly tz: string;
  readonly tzOffsetSeconds: number;
  readonly isBot?: boolean;
  readonly isAdmin?: boolean;
  /** A guest of several channels. */
  readonly isRestricted?: boolean;
  /** A guest of a single channel. */
  readonly isUltraRestricted?: boolean;
  /** From another workspace, seen through a shared channel. */
  readonly isStranger?: boolean;
  readonly isWorkflowBot?: boolean;
  readonly isDeleted?: boolean;
}

/** A channel, private channel or direct message as the workspace begins with. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'direct';
  /** Ids of users, the bot's own included. */
  readonly members: readonly string[];
  readonly isArchived?: boolean;
  readonly isExtShared?: boolean;
}

/**
 * The channel as interactions name it: a private one is called `privategroup`, a direct message `directmessage`.
 * @see https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling
 */
export function interactionChannel({ id, name, kind }: Channel): {
  readonly id: string;
  readonly name: string;
} {
  return { id, name: { public: name, private: 'privategroup', direct: 'directmessage' }[kind] };
}

/** A user group, as in <!subteam^ID>. */
export interface UserGroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly users: readonly string[];
}

/** Everything the local Slack starts with: scopes, events and commands are what the app was installed with. */
export interface Seed extends AppManifest {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly app: { readonly id: string; readonly botId: string; readonly botUser: string };
  /** The person the page is opened as. */
  readonly me: string;
  readonly users: readonly User[];
  readonly groups: readonly UserGroup[];
  readonly channels: readonly Channel[];
}

const TEAM = 'T0SNAIL01';
const BOT = 'U0SNAILBT';
const BERLIN = { tz: 'Europe/Berlin', tzOffsetSeconds: 3600 };
const NEW_YORK = { tz: 'America/New_York', tzOffsetSeconds: -18_000 };
const TOKYO = { tz: 'Asia/Tokyo', tzOffsetSeconds: 32_400 };

/** A small company with one of every kind of person and channel the bot has to tell apart. */
export const SEED: Seed = {
  ...readManifest(new URL('../../../manifest.json', import.meta.url)),
  team: { id: TEAM, name: 'Snail Works', domain: 'snail-works' },
  app: { id: 'A0SNAIL01', botId: 'B0SNAIL01', botUser: BOT },
  me: 'U0ALICE01',
  users: [
    { id: 'U0ALICE01', teamId: TEAM, name: 'alice', realName: 'Alice Moreau', isAdmin: true, ...BERLIN },
    { id: 'U0BORIS01', teamId: TEAM, name: 'boris', realName: 'Boris Lindqvist', ...NEW_YORK },
    { id: 'U0CHIKO01', teamId: TEAM, name: 'chiko', realName: 'Chiko Tanaka', ...TOKYO },
    { id: 'U0GUEST01', teamId: TEAM, name: 'gail', realName: 'Gail (guest)', isRestricted: true, ...BERLIN },
    {
      id: 'U0SINGLE1',
      teamId: TEAM,
      name: 'sol',
      realName: 'Sol (single-channel guest)',
      isRestricted: true,
      isUltraRestricted: true,
      ...BERLIN,
    },
    { id: 'U0GONE001', teamId: TEAM, name: 'gone', realName: 'Gone Away', isDeleted: true, ...BERLIN },
    { id: 'U0ROBOT01', teamId: TEAM, name: 'robot', realName: 'Build Robot', isBot: true, ...BERLIN },
    {
      id: 'U0STRANG1',
      teamId: 'T0OTHER01',
      name: 'otto',
      realName: 'Otto (Partner Ltd)',
      isStranger: true,
      ...BERLIN,
    },
    { id: BOT, teamId: TEAM, name: 'snail', realName: 'Snail Trail', isBot: true, ...BERLIN },
    { id: 'USLACKBOT', teamId: TEAM, name: 'slackbot', realName: 'Slackbot', ...BERLIN },
  ],
  groups: [
    { id: 'S0ONCALL1', handle: 'on-call', name: 'On call', users: ['U0ALICE01', 'U0BORIS01'] },
    { id: 'S0MLCALL1', handle: 'ml-oncall', name: 'On call for ML', users: ['U0ALICE01', 'U0CHIKO01'] },
    { id: 'S0PLATFRM', handle: 'platform', name: 'Platform team', users: ['U0CHIKO01'] },
  ],
  channels: [
    {
      id: 'C0OPS0001',
      name: 'ops',
      kind: 'public',
      members: ['U0ALICE01', 'U0BORIS01', 'U0CHIKO01', 'U0GUEST01', 'U0SINGLE1', 'U0ROBOT01', BOT],
    },
    { id: 'C0RANDOM1', name: 'random', kind: 'public', members: ['U0ALICE01', 'U0BORIS01', 'U0CHIKO01'] },
    { id: 'C0WARROOM', name: 'war-room', kind: 'private', members: ['U0ALICE01', 'U0BORIS01', BOT] },
    { id: 'C0LEADS01', name: 'leads', kind: 'private', members: ['U0ALICE01', 'U0CHIKO01'] },
    {
      id: 'C0PARTNER',
      name: 'partners',
      kind: 'public',
      members: ['U0ALICE01', 'U0STRANG1', BOT],
      isExtShared: true,
    },
    { id: 'C0ARCHIVE', name: 'old-ops', kind: 'public', members: ['U0ALICE01', BOT], isArchived: true },
    { id: 'D0ALICE01', name: 'alice', kind: 'direct', members: ['U0ALICE01', BOT] },
    { id: 'D0BORIS01', name: 'boris', kind: 'direct', members: ['U0BORIS01', BOT] },
    { id: 'D0GUEST01', name: 'gail', kind: 'direct', members: ['U0GUEST01', BOT] },
  ],
};
