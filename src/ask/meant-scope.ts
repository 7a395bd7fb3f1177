import { type Scope, scopeOf } from '../alerting/scope.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';
import type { Call } from './answer.ts';
import { oneValue } from './grammar.ts';
import { defaultEnvironment, knownEnvironment, oneService } from './meant-service.ts';

/** What names of services and clusters are made of, and stars. */
const PATTERN = /^[\w*-]{1,255}$/;
/** AWS allows 128 letters for a key and 256 for a value. */
const TAG = /^([^=]{1,128})=(.{1,256})$/;

/**
 * What somebody wants to be watched: a service, all whose names fit a pattern (`prod/*`, `web*`, `*:prod/*`), or
 * all that carry a tag (`tag:team=payments`). Without an environment it is the default one.
 * @throws UserError for a service that is not there, with the nearest names; for what is neither
 */
export async function meantScope(
  deps: Pick<Deps, 'estate'>,
  call: Pick<Call, 'words' | 'options'>,
): Promise<Scope> {
  const [typed, ...others] = call.words;
  const tag = typed === undefined ? undefined : /^(?:([^:]*):)?tag:(.*)$/is.exec(typed);
  const isWide = tag || typed?.includes('*');
  if (typed === undefined || others.length > 0 || !isWide) return scopeOf(await oneService(deps, call));
  const envOption = oneValue(call.options.env);
  if (tag) return tagOf(tag[2] ?? '', environmentOf(deps, tag[1], envOption));
  const [, env, names = ''] = /^(?:([^:]*):)?(.*)$/s.exec(typed) ?? [];
  return patternOf(names, environmentOf(deps, env, envOption));
}

function tagOf(typed: string, env: string): Scope {
  const [, key, value] = TAG.exec(typed) ?? [];
  if (key !== undefined && value !== undefined) return { kind: 'tag', env, key, value };
  throw new UserError('A tag is typed with its value: `tag:team=payments`.');
}

function patternOf(typed: string, env: string): Scope {
  const parts = typed.replace(/\*+/g, '*').split('/');
  const [cluster = '*', name = ''] = parts.length === 1 ? ['*', ...parts] : parts;
  if (parts.length <= 2 && PATTERN.test(cluster) && PATTERN.test(name))
    return { kind: 'names', env, cluster, name };
  throw new UserError(
    `"${oneLine(typed, 60)}" fits no name. A pattern is \`cluster/name\` or a name, with \`*\` for any letters: \`prod/*\`, \`web*\`, \`*:prod/*\`.`,
  );
}

/** As typed before the colon, else as the option says, else the default one; `*` and parts with it as they are. */
function environmentOf(
  { estate }: Pick<Deps, 'estate'>,
  typed: string | undefined,
  option: string | undefined,
): string {
  if (typed !== undefined && option !== undefined && typed.toLowerCase() !== option.toLowerCase())
    throw new UserError('Two environments are named: type only one, before the colon or behind `--env`.');
  const env = typed ?? option;
  const aliases = estate.environments.map(({ alias }) => alias);
  if (env?.includes('*')) {
    if (/^[\w*-]+$/.test(env)) return env.replace(/\*+/g, '*');
    throw new UserError('An environment is typed as `prod-eu:` or `*:` before the rest.');
  }
  return knownEnvironment(aliases, env) ?? defaultEnvironment(estate);
}
