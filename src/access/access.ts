import type { Person, PersonKind, Place } from './person.ts';

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
 * AWS; an admin is always named. Guests have only what was given to them or to a group they are in; people of
 * other workspaces, and those Slack does not tell about, only what was given to them by their own id. The
 * reason of a refusal is one or two plain sentences for the person, with ids instead of mentions.
 */
export function decide({ person, place, needs }: Wish, grants: Grants): Decision {
  // Whoever has the shell has the credentials as well.
  if (place.kind === 'terminal') return ALLOWED;
  if (person.kind === 'bot') return refused('Bots are not answered.');
  return RANK[needs] <= rankOf(person, person.kind, grants)
    ? ALLOWED
    : refused(`${whyNot(person.kind, needs)} ${whoMends(person.kind, grants)}`);
}

type Human = Exclude<PersonKind, 'bot'>;

function rankOf({ id, groups }: Person, kind: Human, grants: Grants): number {
  switch (kind) {
    case 'member':
      return memberRank([id, ...groups], grants);
    case 'guest':
      return grantedRank([id, ...groups], grants);
    case 'presumed':
      return Math.max(grantedRank([id, ...groups], grants), grants.viewers.length === 0 ? RANK.viewer : 0);
    case 'stranger':
    case 'unverified':
      return grantedRank([id], grants);
  }
}

/** 0 where nothing was given to any of these ids. */
function grantedRank(ids: readonly string[], { viewers, operators, admins }: Grants): number {
  if (ids.some((id) => admins.includes(id))) return RANK.admin;
  if (ids.some((id) => operators.includes(id))) return RANK.operator;
  return ids.some((id) => viewers.includes(id)) ? RANK.viewer : 0;
}

function memberRank(ids: readonly string[], grants: Grants): number {
  const granted = grantedRank(ids, grants);
  const mayLook = granted > 0 || grants.viewers.length === 0;
  if (!mayLook) return 0;
  const operatorsNamed = grants.operators.length + grants.admins.length > 0;
  return Math.max(granted, operatorsNamed ? RANK.viewer : RANK.operator);
}

function whyNot(kind: Human, needs: Role): string {
  switch (kind) {
    case 'member':
      return NEEDS[needs];
    case 'guest':
      return 'Guests need to be named.';
    case 'stranger':
      return 'People of other workspaces need to be named.';
    case 'unverified':
      return 'I cannot tell members from guests, because the app lacks the users:read scope, so I answer only people who are named by id.';
    case 'presumed':
      return needs === 'viewer'
        ? NEEDS.viewer
        : 'This Slack does not say who is a member, so only people who are named may do more than look.';
  }
}

function whoMends(kind: Human, grants: Grants): string {
  return kind === 'unverified'
    ? `${adminsOf(grants)} can give the app the users:read scope.`
    : `${adminsOf(grants)} can grant it.`;
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
