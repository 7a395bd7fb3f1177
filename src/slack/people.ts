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
   * Slack's answer is remembered for ten minutes. Without the scope to ask, the person is `unverified`; on a
   * stand-in that cannot tell, the team is all there is to go by.
   * @param team of the person, as what they typed or clicked came with it
   * @throws UpstreamError when Slack does not say just now; then nobody should be let in or turned away
   */
  find(id: string, team: string | undefined): Promise<Person>;
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

  async function askUser(id: string): Promise<Told> {
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
      const { user = {} } = answer;
      return { kind: kindOf(user, own), team: user.team_id, name: nameOf(user), zone: user.tz };
    } catch (error) {
      const kind = kindWithoutAnswer(error);
      if (kind === 'unverified') log.warn({ err: error }, 'members cannot be told from guests');
      return { kind, team: undefined, name: undefined, zone: undefined };
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
    async find(id, team) {
      if (id === 'USLACKBOT') return { id, team: undefined, kind: 'bot', groups: [] };
      const [own, told, inGroups] = await Promise.all([
        identity(),
        users(id),
        Promise.all(groups.map((group) => isIn(group, id))),
      ]);
      const kind = told.kind === 'untold' ? kindByTeam(team, own) : told.kind;
      const { name, zone } = told;
      return {
        id,
        name,
        zone,
        team: told.team ?? team,
        kind,
        groups: groups.filter((_, index) => inGroups[index]),
      };
    },
  };
}

/** `untold`: this Slack has no way of telling. */
interface Told {
  readonly kind: PersonKind | 'untold';
  readonly team: string | undefined;
  readonly name: string | undefined;
  readonly zone: string | undefined;
}

/** What Slack shows of a person; empty where they chose nothing. */
function nameOf({ profile, real_name, name }: User): string | undefined {
  return profile?.display_name || profile?.real_name || real_name || name || undefined;
}

/** @see https://docs.slack.dev/reference/objects/user-object */
function kindOf(user: User, own: Identity): Told['kind'] {
  if (user.is_bot || user.is_workflow_bot) return 'bot';
  if (user.is_stranger || user.deleted) return 'stranger';
  // Slack itself always names the team.
  const isTold = user.team_id !== undefined || user.enterprise_user !== undefined;
  if (isTold && !isOurs(user, own)) return 'stranger';
  if (user.is_restricted || user.is_ultra_restricted) return 'guest';
  return isTold ? 'member' : 'untold';
}

function isOurs(user: User, own: Identity): boolean {
  if (user.team_id === own.team) return true;
  if (own.enterprise === undefined) return false;
  return user.enterprise_user?.enterprise_id === own.enterprise || user.team_id === own.enterprise;
}

/** A stand-in may name no team at all, neither of the person nor of the bot. */
function kindByTeam(team: string | undefined, own: Identity): PersonKind {
  return (team ?? '') === own.team ? 'presumed' : 'stranger';
}

/**
 * A missing scope is the operator's to mend; a method that is not there is nobody's.
 * @throws the error where it says nothing about the person
 */
function kindWithoutAnswer(error: unknown): Told['kind'] {
  const { word } = failureOf(error);
  if (word === 'user_not_found' || word === 'user_not_visible') return 'stranger';
  if (word === 'missing_scope') return 'unverified';
  if (error instanceof UpstreamError && error.kind === 'unsupported') return 'untold';
  throw error;
}
