import { findService, type ServiceMatch } from '../deployment/find-service.ts';
import { serviceLabel } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';
import type { Call } from './answer.ts';

/** Names of services change seldom: a minute-old list finds them, a new one settles what it does not find. */
const NAMES_MAX_AGE_MS = 60_000;

/**
 * The service somebody meant, or the several it could be.
 * @throws UserError when nothing fits, with the nearest names and with what kept us from seeing more.
 */
export async function meantService(
  { estate }: Pick<Deps, 'estate'>,
  typed: string,
  env: string | undefined,
): Promise<Exclude<ServiceMatch, { kind: 'unknown' }>> {
  const scope = knownEnvironment(
    estate.environments.map(({ alias }) => alias),
    env,
  );
  const remembered = await estate.list({ maxAgeMs: NAMES_MAX_AGE_MS }, scope);
  const first = findService(typed, remembered.refs, scope ?? defaultEnvironment(estate));
  if (first.kind !== 'unknown') return first;
  const fresh = await estate.list({ maxAgeMs: 0 }, scope);
  const second = findService(typed, fresh.refs, scope ?? defaultEnvironment(estate));
  if (second.kind !== 'unknown') return second;
  const gaps = fresh.gaps.map(
    (gap) =>
      `${gap.env}: ${gap.subject} ${gap.unknown.permission ? `needs ${gap.unknown.permission}` : gap.unknown.detail}`,
  );
  throw new UserError(unknownService(typed, second.nearest, defaultEnvironment(estate), gaps));
}

/**
 * The one service somebody named, for commands that change something and so do not guess.
 * @throws UserError when none or several fit, or more than one name was typed.
 */
export async function oneService(
  deps: Pick<Deps, 'estate'>,
  { words, options }: Pick<Call, 'words' | 'options'>,
): Promise<ServiceRef> {
  const [name, ...others] = words;
  if (name === undefined || others.length > 0)
    throw new UserError('Name one service, for example `web` or `cluster/web`.');
  const match = await meantService(deps, name, typeof options.env === 'string' ? options.env : undefined);
  if (match.kind === 'found') return match.ref;
  const labels = match.refs.slice(0, 10).map((ref) => serviceLabel(ref, defaultEnvironment(deps.estate)));
  throw new UserError(
    `Several services fit "${oneLine(name, 60)}": ${labels.join(', ')}. Type the whole name.`,
  );
}

/** Alias of the environment that is meant where none is named. */
export function defaultEnvironment(estate: Pick<Deps['estate'], 'environments'>): string {
  return estate.environments[0]?.alias ?? '';
}

/** @throws UserError for an alias that is not configured. */
export function knownEnvironment(aliases: readonly string[], typed: string | undefined): string | undefined {
  if (typed === undefined) return undefined;
  const alias = aliases.find((each) => each.toLowerCase() === typed.toLowerCase());
  if (alias) return alias;
  throw new UserError(`There is no environment "${oneLine(typed, 60)}". Configured: ${aliases.join(', ')}.`);
}

function unknownService(
  typed: string,
  nearest: readonly ServiceRef[],
  defaultEnv: string,
  gaps: readonly string[],
): string {
  const names = nearest.map((ref) => serviceLabel(ref, defaultEnv)).join(', ');
  const hidden = gaps.length > 0 ? ` Not everything could be read: ${gaps.join('; ')}.` : '';
  if (names === '') return `I see no service at all, so not "${oneLine(typed, 60)}" either.${hidden}`;
  return `No service is called "${oneLine(typed, 60)}". Nearest: ${names}.${hidden}`;
}
