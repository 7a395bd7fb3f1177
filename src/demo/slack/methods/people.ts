import { Refusal } from '../refusal.ts';
import { type Methods, pageOf, userOf } from './method.ts';
import { wireUser } from './wire.ts';

/** People and user groups. */
export const peopleMethods: Methods = {
  'users.info': {
    scopes: ['users:read'],
    run: ({ args, slack }) => ({ user: wireUser(userOf(slack, args.need('user'))) }),
  },
  'users.list': {
    scopes: ['users:read'],
    run: (call) => {
      const { page, next } = pageOf(call.slack.seed.users, call);
      return {
        members: page.map(wireUser),
        cache_ts: 1_700_000_000,
        response_metadata: { next_cursor: next },
      };
    },
  },
  'usergroups.list': {
    scopes: ['usergroups:read'],
    run: ({ args, slack }) => ({
      usergroups: slack.seed.groups.map((group) => ({
        id: group.id,
        team_id: slack.seed.team.id,
        is_usergroup: true,
        name: group.name,
        handle: group.handle,
        date_delete: 0,
        ...(args.flag('include_count') && { user_count: group.users.length }),
        ...(args.flag('include_users') && { users: group.users }),
      })),
    }),
  },
  'usergroups.users.list': {
    scopes: ['usergroups:read'],
    run: ({ args, slack }) => {
      const id = args.need('usergroup');
      const group = slack.seed.groups.find((one) => one.id === id);
      if (!group) throw new Refusal('no_such_subteam');
      return { users: group.users };
    },
  },
};
