import type { Freshness } from '../aws/estate.ts';
import { NAMES } from '../aws/limits.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { chooseMessage } from '../views/choose.ts';
import { here } from '../views/place-words.ts';
import type { Answer, Call } from './answer.ts';
import { oneValue, parseWords } from './grammar.ts';
import { cardOf, overviewOf } from './judged-answer.ts';
import { defaultEnvironment, knownEnvironment, meantService, oneService } from './meant-service.ts';
import { openAlerts } from './open-alerts.ts';
import { watchedServices } from './watched-services.ts';

/** The options of `status`; its buttons carry the same words and come back through here. */
export const STATUS_OPTIONS = { env: 'value', all: 'flag' } as const;

const NONE = { refs: [], gaps: [] };

/** What a status is made from. */
export type StatusDeps = Pick<Deps, 'estate' | 'clock' | 'watches' | 'threads' | 'blackBox'>;
type Asked = Pick<Call, 'words' | 'options' | 'place'>;

/** Answers `status …`: the card of the one service named, else one line for each service in question. */
export async function statusAnswer(deps: StatusDeps, asked: Asked, freshness: Freshness): Promise<Answer> {
  const [name, ...others] = asked.words;
  const { place } = asked;
  const env = oneValue(asked.options.env);
  if (others.length > 0) throw new UserError('One service at a time, please: `/snail status <service>`.');
  if (name === undefined) return everyService(deps, asked, env, freshness);
  if (place.kind === 'terminal') return cardOf(deps, await oneService(deps, asked), { freshness, place });
  const match = await meantService(deps, name, env);
  if (match.kind === 'found') return cardOf(deps, match.ref, { freshness, place });
  return {
    message: chooseMessage(name, match.refs, defaultEnvironment(deps.estate)),
    data: { candidates: match.refs },
  };
}

/** The same answer for the words a button carries. */
export function statusAgain(
  deps: StatusDeps,
  value: string,
  place: Call['place'],
  freshness: Freshness,
): Promise<Answer> {
  return statusAnswer(deps, { ...parseWords(value, STATUS_OPTIONS), place }, freshness);
}

async function everyService(
  deps: StatusDeps,
  { options, place }: Asked,
  typedEnv: string | undefined,
  freshness: Freshness,
): Promise<Answer> {
  const aliases = deps.estate.environments.map(({ alias }) => alias);
  const env = knownEnvironment(aliases, typedEnv);
  const value = [env ? `--env ${env}` : '', options.all ? '--all' : ''].filter(Boolean).join(' ');
  const [watched, open] = await Promise.all([
    options.all ? NONE : watchedServices(deps, place),
    openAlerts(deps, place),
  ]);
  const alerts = open.alerts.filter(({ ref }) => env === undefined || ref.env === env);
  const unread = [...open.gaps, ...watched.gaps];
  const inScope = watched.refs.filter((ref) => env === undefined || ref.env === env);
  if (inScope.length > 0) {
    const title = `the services ${here(place)} watches (\`/snail status --all\` for every one)`;
    return overviewOf(deps, inScope, { freshness, title, value, place, gaps: unread, alerts });
  }
  const { refs, gaps: unlisted } = await deps.estate.list(NAMES, env, freshness);
  const gaps = [...unread, ...unlisted];
  const environments = env === undefined ? aliases : [env];
  const title = 'every service that can be listed';
  return overviewOf(deps, refs, { freshness, title, value, place, gaps, environments, alerts });
}
