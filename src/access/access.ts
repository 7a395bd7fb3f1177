import type { Person, Place } from './person.ts';

/** What a command or a click asks of a person: to look, to change the bot's own state, to run the bot. */
export type Role = 'viewer' | 'operator' | 'admin';

/** Who was given which role: ids of users (`U…`, `W…`) and of user groups (`S…`). An admin may do everything. */
export interface Grants {
  readonly viewers: readonly string[];
  readonly operators: readonly string[];
  readonly admins: readonly string[];
}

/** Somebody, somewhere, who wants something that needs a role. */
export interface Wish {
  readonly person: Person;
  readonly place: Place;
  readonly needs: Role;
}

export type Decision = { readonly kind: 'allowed' } | { readonly kind: 'refused'; readonly reason: string };

const ALLOWED: Decision = { kind: 'allowed' };
const RANK: Readonly<Record<Role, number>> = { viewer: 1, operator: 2, admin: 3 };
const NEEDS: Readonly<Record<Role, string>> = {
  viewer: 'Looking is limited to people who were given a role.',
  operator: 'This needs the operator role.',
  admin: 'This needs the admin role.',
};
/** How many admins a refusal names; more would be nobody's turn. */
const MOST_NAMED = 3;

/**
 * The one place that says who may do what. Where no viewers are named every member may look; where neither
 * operators nor admins are named every member who may look is an operator too, as the bot never changes
 * AWS; an admin is always named. Guests have only what was given to them by name, and where Slack does
 * not tell what somebody is, they may only look, where everybody may. The reason of a refusal is one or
 * two plain sentences for the person, with ids instead of mentions.
 */
export function decide({ person, place, needs }: Wish, grants: Grants): Decision {
  // Whoever has the shell has the credentials as well.
  if (place.kind === 'terminal') return ALLOWED;
  switch (person.kind) {
    case 'bot':
      return refused('Bots are not answered.');
    case 'stranger':
      return refused('Only people of this workspace are answered.');
    case 'unverified':
      return decideUnverified(needs, grants);
    case 'guest':
      return RANK[needs] <= grantedRank(person, grants)
        ? ALLOWED
        : refused(`Guests need to be named. ${whoGrants(grants)}`);
    case 'member':
      return RANK[needs] <= memberRank(person, grants)
        ? ALLOWED
        : refused(`${NEEDS[needs]} ${whoGrants(grants)}`);
  }
}

function decideUnverified(needs: Role, grants: Grants): Decision {
  if (needs === 'viewer' && grants.viewers.length === 0) return ALLOWED;
  return refused(
    `Slack did not say whether you are a member of this workspace, so you may only look where everybody may. ${whoMends(grants)}`,
  );
}

/** 0 where nothing was given. */
function grantedRank(person: Person, { viewers, operators, admins }: Grants): number {
  const ids = [person.id, ...person.groups];
  if (ids.some((id) => admins.includes(id))) return RANK.admin;
  if (ids.some((id) => operators.includes(id))) return RANK.operator;
  return ids.some((id) => viewers.includes(id)) ? RANK.viewer : 0;
}

function memberRank(person: Person, grants: Grants): number {
  const granted = grantedRank(person, grants);
  const mayLook = granted > 0 || grants.viewers.length === 0;
  if (!mayLook) return 0;
  const operatorsNamed = grants.operators.length + grants.admins.length > 0;
  return Math.max(granted, operatorsNamed ? RANK.viewer : RANK.operator);
}

function whoGrants(grants: Grants): string {
  return `${adminsOf(grants)} can grant it.`;
}

function whoMends(grants: Grants): string {
  return `${adminsOf(grants)} can give the app the users:read scope.`;
}

/** Groups as well as people; the ids alone, so that a refusal wakes nobody up. */
function adminsOf({ admins }: Grants): string {
  if (admins.length === 0) return 'Whoever runs the bot';
  const named = admins.slice(0, MOST_NAMED).join(', ');
  const more = admins.length > MOST_NAMED ? ` and ${admins.length - MOST_NAMED} more` : '';
  return `An admin (${named}${more})`;
}

function refused(reason: string): Decision {
  return { kind: 'refused', reason };
}
