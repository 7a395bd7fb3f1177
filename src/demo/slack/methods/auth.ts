import type { Methods } from './method.ts';

/** Who the token belongs to, and the way to a Socket Mode connection. */
export function authMethods(openSocket: () => string): Methods {
  return {
    'api.test': { token: 'any', run: ({ args }) => ({ args: args.raw }) },
    'auth.test': {
      token: 'any',
      run: ({ slack }) => {
        const { team, app } = slack.seed;
        return {
          url: `${slack.origin()}/`,
          team: team.name,
          user: slack.ledger.user(app.botUser)?.name ?? '',
          team_id: team.id,
          user_id: app.botUser,
          bot_id: app.botId,
          is_enterprise_install: false,
        };
      },
    },
    'apps.connections.open': { token: 'app', run: () => ({ url: openSocket() }) },
  };
}
