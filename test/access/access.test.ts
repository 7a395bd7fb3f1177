import { describe, expect, it } from 'vitest';
import { decide, type Grants, type Role } from '../../src/access/access.ts';
import type { Person, PersonKind, Place } from '../../src/access/person.ts';

const OPEN: Grants = { viewers: [], operators: [], admins: [] };

function aPerson(kind: PersonKind, id = 'U1', groups: readonly string[] = []): Person {
  return { id, team: 'T1', kind, groups };
}

function aPlace(kind: Place['kind'] = 'channel'): Place {
  return { channel: 'C1', thread: undefined, kind, team: 'T1' };
}

/** The roles a person may act in. */
function rolesOf(person: Person, grants: Partial<Grants>, place = aPlace()): Role[] {
  const all: Role[] = ['viewer', 'operator', 'admin'];
  return all.filter((needs) => decide({ person, place, needs }, { ...OPEN, ...grants }).kind === 'allowed');
}

function reasonFor(person: Person, needs: Role, grants: Partial<Grants> = {}): string {
  const decision = decide({ person, place: aPlace(), needs }, { ...OPEN, ...grants });
  return decision.kind === 'refused' ? decision.reason : expect.unreachable('it was allowed');
}

const LOOK: Role[] = ['viewer'];
const OPERATE: Role[] = ['viewer', 'operator'];
const ALL: Role[] = ['viewer', 'operator', 'admin'];

describe('a member', () => {
  it.each<[string, Partial<Grants>, Role[]]>([
    ['looks and operates when nobody is named', {}, OPERATE],
    ['only looks once operators are named', { operators: ['U9'] }, LOOK],
    ['only looks once admins are named', { admins: ['U9'] }, LOOK],
    ['may nothing once viewers are named', { viewers: ['U9'] }, []],
    ['may nothing when others hold every role', { viewers: ['U9'], operators: ['U8'], admins: ['U7'] }, []],
    ['operates when named as viewer and no operator is', { viewers: ['U1'] }, OPERATE],
    ['looks when named as viewer', { viewers: ['U1'], operators: ['U9'] }, LOOK],
    ['operates when named as operator', { operators: ['U1'] }, OPERATE],
    [
      'looks and operates as operator where viewers are named',
      { viewers: ['U9'], operators: ['U1'] },
      OPERATE,
    ],
    ['does everything as admin', { admins: ['U1'] }, ALL],
    [
      'does everything as admin where all else is named',
      { viewers: ['U9'], operators: ['U9'], admins: ['U1'] },
      ALL,
    ],
    ['has the highest of several roles', { viewers: ['U1'], operators: ['U1'], admins: ['U1'] }, ALL],
  ])('%s', (_, grants, roles) => {
    expect(rolesOf(aPerson('member'), grants)).toEqual(roles);
    expect(rolesOf(aPerson('member'), grants, aPlace('direct'))).toEqual(roles);
  });

  it('has what their user group was given', () => {
    const person = aPerson('member', 'W1', ['S1', 'S2']);
    expect(rolesOf(person, { operators: ['S2'] })).toEqual(OPERATE);
    expect(rolesOf(person, { admins: ['S1'] })).toEqual(ALL);
    expect(rolesOf(person, { admins: ['S3'] })).toEqual(LOOK);
  });

  it('is not taken for somebody whose id begins alike', () => {
    expect(rolesOf(aPerson('member', 'U1'), { admins: ['U12', 'U', 'u1', ''] })).toEqual(LOOK);
  });
});

describe('a guest', () => {
  it.each<[string, Partial<Grants>, Role[]]>([
    ['may nothing by default', {}, []],
    ['looks when named as viewer, and no more', { viewers: ['U1'] }, LOOK],
    ['operates when named as operator', { operators: ['U1'] }, OPERATE],
    ['does everything when named as admin', { admins: ['U1'] }, ALL],
    ['may nothing when others are named', { viewers: ['U9'], operators: ['U9'] }, []],
  ])('%s', (_, grants, roles) => {
    expect(rolesOf(aPerson('guest'), grants)).toEqual(roles);
  });
});

describe('a bot', () => {
  it('may nothing, named or not', () => {
    const everything = { viewers: ['U1'], operators: ['U1'], admins: ['U1'] };
    expect(rolesOf(aPerson('bot'), {})).toEqual([]);
    expect(rolesOf(aPerson('bot'), everything)).toEqual([]);
  });
});

describe.each<PersonKind>(['stranger', 'unverified'])('somebody from elsewhere or nowhere: %s', (kind) => {
  it.each<[string, Partial<Grants>, Role[]]>([
    ['may nothing by default', {}, []],
    ['may nothing when others are named', { viewers: ['U9'], operators: ['U9'], admins: ['U9'] }, []],
    ['looks when named as viewer, and no more', { viewers: ['U1'] }, LOOK],
    ['operates when named as operator', { operators: ['U1'] }, OPERATE],
    ['does everything when named as admin', { admins: ['U1'] }, ALL],
  ])('%s', (_, grants, roles) => {
    expect(rolesOf(aPerson(kind), grants)).toEqual(roles);
  });

  it('is named by their own id alone, not by a group', () => {
    expect(rolesOf(aPerson(kind, 'U1', ['S1']), { viewers: ['S1'], admins: ['S1'] })).toEqual([]);
  });
});

describe('somebody presumed to be a member, where Slack cannot tell', () => {
  it.each<[string, Partial<Grants>, Role[]]>([
    ['looks, and no more, where everybody may', {}, LOOK],
    ['may nothing once others are named viewers', { viewers: ['U9'] }, []],
    ['looks when named as viewer', { viewers: ['U1'] }, LOOK],
    ['operates when named as operator', { operators: ['U1'] }, OPERATE],
    ['operates when a group of theirs is', { operators: ['S1'] }, OPERATE],
    ['does everything when named as admin', { admins: ['U1'] }, ALL],
  ])('%s', (_, grants, roles) => {
    expect(rolesOf(aPerson('presumed', 'U1', ['S1']), grants)).toEqual(roles);
  });
});

describe('the terminal', () => {
  it.each<PersonKind>(['member', 'guest', 'bot', 'stranger', 'unverified', 'presumed'])(
    'lets a %s do everything',
    (kind) => {
      expect(rolesOf(aPerson(kind), { viewers: ['U9'], admins: ['U9'] }, aPlace('terminal'))).toEqual(ALL);
    },
  );
});

describe('a refusal', () => {
  it('says which role is needed and who can grant it', () => {
    expect(reasonFor(aPerson('member'), 'operator', { admins: ['U7', 'S8'] })).toBe(
      'This needs the operator role. An admin (U7, S8) can grant it.',
    );
    expect(reasonFor(aPerson('member'), 'admin')).toBe(
      'This needs the admin role. Whoever runs the bot can grant it.',
    );
    expect(reasonFor(aPerson('member'), 'viewer', { viewers: ['U9'] })).toBe(
      'Looking is limited to people who were given a role. Whoever runs the bot can grant it.',
    );
  });

  it('tells guests, bots and strangers why', () => {
    expect(reasonFor(aPerson('guest'), 'viewer')).toMatch(/^Guests need to be named\. Whoever runs the bot/);
    expect(reasonFor(aPerson('bot'), 'viewer')).toBe('Bots are not answered.');
    expect(reasonFor(aPerson('stranger'), 'viewer')).toBe(
      'People of other workspaces need to be named. Whoever runs the bot can grant it.',
    );
    expect(reasonFor(aPerson('presumed'), 'operator')).toMatch(/^This Slack does not say who is a member/);
    expect(reasonFor(aPerson('presumed'), 'viewer', { viewers: ['U9'] })).toMatch(/^Looking is limited/);
  });

  it('tells whoever runs the bot which scope is missing', () => {
    expect(reasonFor(aPerson('unverified'), 'viewer')).toMatch(
      /^I cannot tell members from guests, because the app lacks the users:read scope.* Whoever runs the bot can give the app the users:read scope\.$/,
    );
  });

  it('names three admins and counts the rest', () => {
    const admins = ['U2', 'U3', 'U4', 'U5', 'U6'];
    expect(reasonFor(aPerson('member'), 'admin', { admins })).toContain('(U2, U3, U4 and 2 more)');
  });

  it.each<PersonKind>(['guest', 'member', 'stranger', 'unverified', 'presumed'])(
    'mentions nobody when a %s is refused',
    (kind) => {
      expect(reasonFor(aPerson(kind), 'admin', { admins: ['U7'] })).not.toMatch(/[<@>`]/);
    },
  );
});
