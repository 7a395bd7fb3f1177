import type { Freshness } from '../aws/estate.ts';
import { UserError } from '../errors.ts';
import type { Answer, Call } from './answer.ts';
import { type DeploysDeps, deploysAnswer, pageTyped } from './deploys-answer.ts';
import { oneValue, parseWords } from './grammar.ts';
import { type HealthDeps, healthAnswer, healthOverview } from './health-answer.ts';
import { chosenService, defaultEnvironment, knownEnvironment } from './meant-service.ts';

export type LensDeps = HealthDeps & DeploysDeps;

/**
 * The answer that a button names, as it is typed: "deploys prod-eu:prod/web --page 2", "health --env prod-eu".
 * @throws UserError for one from another time
 */
export async function lensAgain(
  deps: LensDeps,
  value: string,
  { place, freshness }: { readonly place: Call['place']; readonly freshness: Freshness },
): Promise<Answer> {
  const { words, options } = parseWords(value, { page: 'value', env: 'value' });
  const [lens, key] = words;
  if (lens !== 'health' && lens !== 'deploys')
    throw new UserError(
      'That button is from another time. Type `/snail health` or `/snail deploys <service>`.',
    );
  if (key === undefined) {
    const aliases = deps.estate.environments.map(({ alias }) => alias);
    const env = knownEnvironment(aliases, oneValue(options.env)) ?? defaultEnvironment(deps.estate);
    return healthOverview(deps, { env, freshness, place });
  }
  const ref = await chosenService(deps, key);
  return lens === 'health'
    ? healthAnswer(deps, ref, { freshness, place })
    : deploysAnswer(deps, ref, { page: pageTyped(oneValue(options.page)), freshness });
}
