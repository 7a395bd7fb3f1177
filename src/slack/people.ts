import type { UsersInfoResponse } from '@slack/web-api';
import type { Person, PersonKind } from '../access/person.ts';
import type { Clock } from '../clock.ts';
import { UpstreamError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Calls } from './calls.ts';
import { failureOf } from './failures.ts';
import type { Identity } from './identity.ts';
import { createSharedAnswers } from './shared-answers.ts';

type User = NonNullable<UsersInfoResponse['user']>;

/** Tells who somebody is, by Slack's word alone. */
export interface People {
  /**
   * Slack's answer is remembered for ten minutes. Without the scope to ask, the person is `unverified`.
   * @throws UpstreamError when Slack does not say just now; then nobody should be let in or turned away
   */
  find(id: string): Promise<Person>;
}

const KINDS_TTL_MS = 10 * 60_000;
const GROUPS_TTL_MS = 5 * 60_000;
const PEOPLE_REMEMBERED = 5000;
/** Somebody waits for the answer meanwhile. */
const PATIENCE_MS = 6000;

/** @param groups ids of the user groups whose membership matters */
export function createPeople(options: {
  readonly calls: Calls;
  readonly identity: () => Promise<Identity>;
  readonly groups: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
}): People {
  const { calls, identity, clock, log } = options;
  const groups = [...new Set(options.groups)];
  const users = createSharedAnswers({ clock, ttlMs: KINDS_TTL_MS, max: PEOPLE_REMEMBERED, ask: askUser });
  const members = createSharedAnswers({
    clock,
    ttlMs: GROUPS_TTL_MS,
    max: Math.max(1, groups.length),
    ask: askGroup,
  });

  async function askUser(
    id: string,
  ): Promise<{ readonly kind: PersonKind; readonly team: string | undefined }> {
    const own = await identity();
    try {
      const answer = await calls.make(
        {
          method: 'users.info',
          attempt: 'ask Slack who somebody is',
          repeatable: true,
          run: (client) => client.users.info({ user: id }),
        },
        PATIENCE_MS,
      );
      return { kind: kindOf(answer.user ?? {}, own), team: answer.user?.team_id };
    } catch (error) {
      return { kind: kindWithoutAnswer(error), team: undefined };
    }
  }

  async function askGroup(group: string): Promise<ReadonlySet<string>> {
    try {
      const answer = await calls.make(
        {
          method: 'usergroups.users.list',
          attempt: 'read the members of a user group',
          repeatable: true,
          run: (client) => client.usergroups.users.list({ usergroup: group }),
        },
        PATIENCE_MS,
      );
      return new Set(answer.users ?? []);
    } catch (err) {
      if (failureOf(err).kind !== 'refused') throw err;
      // A refusal lasts until somebody mends the configuration: asking with every command would not help.
      log.warn({ err, group }, 'user group cannot be read, taken as empty');
      return new Set();
    }
  }

  async function isIn(group: string, id: string): Promise<boolean> {
    try {
      return (await members(group)).has(id);
    } catch (err) {
      log.warn({ err, group }, 'user group unknown, counted as not a member');
      return false;
    }
  }

  return {
    async find(id) {
      if (id === 'USLACKBOT') return { id, team: undefined, kind: 'bot', groups: [] };
      const [user, inGroups] = await Promise.all([
        users(id),
        Promise.all(groups.map((group) => isIn(group, id))),
      ]);
      return { id, ...user, groups: groups.filter((_, index) => inGroups[index]) };
    },
  };
}

/** @see https://docs.slack.dev/reference/objects/user-object */
function kindOf(user: User, own: Identity): PersonKind {
  if (user.is_bot || user.is_workflow_bot) return 'bot';
  if (user.is_stranger || user.deleted || !isOurs(user, own)) return 'stranger';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}

function isOurs(user: User, own: Identity): boolean {
  if (user.team_id === own.team) return true;
  if (own.enterprise === undefined) return false;
  return user.enterprise_user?.enterprise_id === own.enterprise || user.team_id === own.enterprise;
}

/** @throws the error where it says nothing about the person */
function kindWithoutAnswer(error: unknown): PersonKind {
  const failure = failureOf(error);
  if (failure.word === 'user_not_found' || failure.word === 'user_not_visible') return 'stranger';
  if (error instanceof UpstreamError && (error.kind === 'unsupported' || failure.word === 'missing_scope')) {
    return 'unverified';
  }
  throw error;
}
