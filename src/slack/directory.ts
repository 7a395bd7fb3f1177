import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Calls } from './calls.ts';
import { failureOf } from './failures.ts';
import { createSharedAnswers } from './shared-answers.ts';

/** Whether the bot is in a channel; `unknown` where Slack does not say just now. */
export type Membership = 'member' | 'outside' | 'unknown';

/** What Slack tells of people, groups and channels, for words alone: no method rejects. */
export interface Directory {
  /**
   * What somebody or a user group is called. A name in words, where a mention would show one as well: whether a
   * mention notifies depends on where the message ends up, plain words never do. The id where Slack does not say.
   */
  nameOf(id: string): Promise<string>;
  /** How many people are in a user group; undefined where Slack does not say. */
  membersOf(group: string): Promise<number | undefined>;
  membership(channel: string): Promise<Membership>;
}

const NAMES_TTL_MS = 10 * 60_000;
const NAMES_REMEMBERED = 1000;
/** Somebody waits for the answer meanwhile, and it is complete without. */
const PATIENCE_MS = 2000;

/** Makes a directory that remembers names for ten minutes. */
export function createDirectory({ calls, clock, log }: { calls: Calls; clock: Clock; log: Log }): Directory {
  const people = createSharedAnswers({
    clock,
    ttlMs: NAMES_TTL_MS,
    max: NAMES_REMEMBERED,
    ask: async (id) => ({ name: await personName(calls, id) }),
  });
  const groups = createSharedAnswers({ clock, ttlMs: NAMES_TTL_MS, max: 1, ask: () => askGroups(calls) });
  return {
    async nameOf(id) {
      try {
        if (id.startsWith('S')) return (await groups('')).get(id)?.name ?? id;
        return (await people(id)).name ?? id;
      } catch (err) {
        log.info({ err, id }, 'name not known, the id is shown');
        return id;
      }
    },
    async membersOf(group) {
      try {
        return (await groups('')).get(group)?.members;
      } catch (err) {
        log.info({ err, group }, 'size of a user group not known');
        return undefined;
      }
    },
    async membership(channel) {
      try {
        return (await askMembership(calls, channel)).isMember ? 'member' : 'outside';
      } catch (err) {
        if (failureOf(err).word === 'channel_not_found') return 'outside';
        log.info({ err, channel }, 'membership not known');
        return 'unknown';
      }
    },
  };
}

/**
 * Whether the bot is in a channel, and what that is called.
 * @see https://docs.slack.dev/reference/methods/conversations.info
 */
export async function askMembership(
  calls: Calls,
  channel: string,
): Promise<{ readonly isMember: boolean; readonly name: string | undefined }> {
  const call = { method: 'conversations.info', attempt: `look at channel ${channel}`, repeatable: true };
  const answer = await calls.make(
    { ...call, run: (client) => client.conversations.info({ channel }) },
    PATIENCE_MS,
  );
  return { isMember: answer.channel?.is_member === true, name: answer.channel?.name };
}

/** @see https://docs.slack.dev/reference/methods/users.info */
async function personName(calls: Calls, id: string): Promise<string | undefined> {
  const call = { method: 'users.info', attempt: 'ask Slack who somebody is', repeatable: true };
  const { user } = await calls.make(
    { ...call, run: (client) => client.users.info({ user: id }) },
    PATIENCE_MS,
  );
  return (
    user?.profile?.display_name || user?.profile?.real_name || user?.real_name || user?.name || undefined
  );
}

interface Group {
  /** Its handle, "@on-call" as people type it. */
  readonly name: string;
  readonly members: number | undefined;
}

/** All that are in use, by id. @see https://docs.slack.dev/reference/methods/usergroups.list */
async function askGroups(calls: Calls): Promise<ReadonlyMap<string, Group>> {
  const call = { method: 'usergroups.list', attempt: 'read the user groups', repeatable: true };
  const { usergroups = [] } = await calls.make(
    { ...call, run: (client) => client.usergroups.list({ include_count: true }) },
    PATIENCE_MS,
  );
  return new Map(
    usergroups.flatMap(({ id, handle, user_count }) =>
      id && handle ? [[id, { name: `@${handle}`, members: countOf(user_count) }] as const] : [],
    ),
  );
}

/** Slack writes the number as a text at times. */
function countOf(count: unknown): number | undefined {
  const members = typeof count === 'string' && count !== '' ? Number(count) : count;
  return typeof members === 'number' && Number.isInteger(members) ? members : undefined;
}
