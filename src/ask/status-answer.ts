import type { Freshness } from '../aws/estate.ts';
import { NAMES } from '../aws/limits.ts';
import { type Gap, unknownOf } from '../deployment/fact.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { chooseMessage } from '../views/choose.ts';
import { operationWithServices } from '../views/operation-with-services.ts';
import { overviewMessage } from '../views/overview.ts';
import { here } from '../views/place-words.ts';
import type { Answer, Call } from './answer.ts';
import { oneValue, parseWords } from './grammar.ts';
import { cardOf, overviewOf } from './judged-answer.ts';
import { defaultEnvironment, knownEnvironment, meantService, oneService } from './meant-service.ts';
import { openAlerts } from './open-alerts.ts';
import { type OperationCard, type OperationDeps, operationCard } from './operation-answer.ts';
import { operationHere } from './operation-here.ts';
import { watchedServices } from './watched-services.ts';

/** The options of `status`; its buttons carry the same words and come back through here. */
export const STATUS_OPTIONS = { env: 'value', all: 'flag', op: 'value' } as const;

const NONE = { refs: [], gaps: [] };

/** What a status is made from. */
export type StatusDeps = OperationDeps & Pick<Deps, 'estate' | 'watches' | 'threads' | 'blackBox'>;
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
  const value = [env ? `--env ${env}` : '', options.all ? '--all' : '', opWords(options)]
    .filter(Boolean)
    .join(' ');
  const [watched, open, own] = await Promise.all([
    options.all ? NONE : watchedServices(deps, place),
    openAlerts(deps, place),
    ownOperation(deps, { options, place }, value),
  ]);
  const alerts = open.alerts.filter(({ ref }) => env === undefined || ref.env === env);
  const unread = [...open.gaps, ...watched.gaps, ...own.gaps];
  const inScope = watched.refs.filter((ref) => env === undefined || ref.env === env);
  if (inScope.length > 0) {
    const title = `the services ${here(place)} watches (\`/snail status --all\` for every one)`;
    return withOperation(own.card, (show) =>
      overviewOf(deps, inScope, { freshness, title, value, place, gaps: unread, alerts, show }),
    );
  }
  const { refs, gaps: unlisted } = await deps.estate.list(NAMES, env, freshness);
  const gaps = [...unread, ...unlisted];
  const environments = env === undefined ? aliases : [env];
  const title = 'every service that can be listed';
  return withOperation(own.card, (show) =>
    overviewOf(deps, refs, { freshness, title, value, place, gaps, environments, alerts, show }),
  );
}

function opWords({ op }: Asked['options']): string {
  const name = oneValue(op);
  return name === undefined ? '' : `--op "${name.replaceAll('"', '')}"`;
}

/** The operation that is worked at here; where the database does not say, a gap. */
async function ownOperation(
  deps: OperationDeps,
  asked: Pick<Asked, 'options' | 'place'>,
  value: string,
): Promise<{ readonly card: OperationCard | undefined; readonly gaps: readonly Gap[] }> {
  try {
    const record = await operationHere(deps.operations, asked);
    const card = record && (await operationCard(deps, record, { value, place: asked.place }));
    return { card, gaps: [] };
  } catch (error) {
    return {
      card: undefined,
      gaps: [{ env: undefined, subject: 'the operation', unknown: unknownOf(error) }],
    };
  }
}

/** Both are one answer: the operation first, the services below it. */
async function withOperation(
  card: OperationCard | undefined,
  services: (show: typeof overviewMessage) => Promise<Answer>,
): Promise<Answer> {
  if (!card) return services(overviewMessage);
  const answer = await services((...shown) => operationWithServices(card.message, overviewMessage(...shown)));
  return both(answer, card);
}

function both(answer: Answer, card: OperationCard): Answer {
  const { later } = answer;
  const data = { operation: card.data, ...(isObject(answer.data) ? answer.data : {}) };
  return { ...answer, data, ...(later ? { later: later.then((fuller) => both(fuller, card)) } : {}) };
}

function isObject(data: unknown): data is object {
  return typeof data === 'object' && data !== null;
}
