import { NAMES } from '../aws/limits.ts';
import { findService, type ServiceMatch } from '../deployment/find-service.ts';
import { serviceLabel, serviceOfKey } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';
import type { Call } from './answer.ts';
import { oneValue } from './grammar.ts';

/**
 * The service somebody meant, or the several it could be. A remembered list finds it; a new one settles what that does not.
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
  const remembered = await estate.list(NAMES, scope);
  const first = findService(typed, remembered.refs, scope ?? defaultEnvironment(estate));
  if (first.kind !== 'unknown') return first;
  const fresh = await estate.list({ maxAgeMs: 0 }, scope);
  const second = findService(typed, fresh.refs, scope ?? defaultEnvironment(estate));
  if (second.kind !== 'unknown') return second;
  const gaps = fresh.gaps.map(
    (gap) =>
      `${gap.env}: ${gap.subject} ${gap.unknown.permission ? `needs ${gap.unknown.permission}` : gap.unknown.detail}`,
  );
  const seen = { nearest: second.nearest, none: fresh.refs.length === 0, gaps };
  throw new UserError(unknownService(typed, seen, defaultEnvironment(estate)));
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
  const match = await meantService(deps, name, oneValue(options.env));
  if (match.kind === 'found') return match.ref;
  const labels = match.refs.slice(0, 10).map((ref) => serviceLabel(ref, defaultEnvironment(deps.estate)));
  throw new UserError(
    `Several services fit "${oneLine(name, 60)}": ${labels.join(', ')}. Type the whole name.`,
  );
}

/**
 * The service a menu's value stands for: untrusted, since old messages keep old values.
 * @throws UserError when it is not there any more
 */
export async function chosenService({ estate }: Pick<Deps, 'estate'>, value: string): Promise<ServiceRef> {
  const { refs } = await estate.list(NAMES);
  const ref = serviceOfKey(value, refs);
  if (ref) return ref;
  throw new UserError('That service is not there any more. `/snail status` lists what is.');
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
  {
    nearest,
    none,
    gaps,
  }: { readonly nearest: readonly ServiceRef[]; readonly none: boolean; readonly gaps: readonly string[] },
  defaultEnv: string,
): string {
  const names = nearest.map((ref) => serviceLabel(ref, defaultEnv)).join(', ');
  const hidden = gaps.length > 0 ? ` Not everything could be read: ${gaps.join('; ')}.` : '';
  if (none) return `I see no service at all, so not "${oneLine(typed, 60)}" either.${hidden}`;
  const hint = names === '' ? '`/snail status --all` lists all.' : `Nearest: ${names}.`;
  return `No service is called "${oneLine(typed, 60)}". ${hint}${hidden}`;
}
