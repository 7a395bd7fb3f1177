import type { Calls } from './calls.ts';

/** Who the bot is, by its token. */
export interface Identity {
  readonly team: string;
  readonly teamName: string;
  /** Of the Enterprise Grid organisation, where there is one. */
  readonly enterprise: string | undefined;
  /** The bot's user id: what people mention. */
  readonly user: string;
  readonly userName: string;
  readonly bot: string | undefined;
  /** OAuth scopes of the token; undefined where Slack did not say. */
  readonly scopes: readonly string[] | undefined;
}

/**
 * Asks Slack whose token this is.
 * @throws UpstreamError; its kind is `credentials` for a token that Slack does not accept
 * @see https://docs.slack.dev/reference/methods/auth.test
 */
export async function identify(calls: Calls, patienceMs: number): Promise<Identity> {
  const answer = await calls.make(
    {
      method: 'auth.test',
      attempt: 'sign in to Slack',
      repeatable: true,
      run: (client) => client.auth.test(),
    },
    patienceMs,
  );
  return {
    team: answer.team_id ?? '',
    teamName: answer.team ?? '',
    enterprise: answer.enterprise_id,
    user: answer.user_id ?? '',
    userName: answer.user ?? '',
    bot: answer.bot_id,
    scopes: answer.response_metadata?.scopes,
  };
}
