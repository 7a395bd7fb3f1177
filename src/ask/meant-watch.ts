import { covers, type Scope, scopeText, serviceIn } from '../alerting/scope.ts';
import type { Watch } from '../alerting/watch.ts';
import { UserError } from '../errors.ts';
import { capital, oneLine } from '../text.ts';
import { here, type Where } from '../views/place-words.ts';
import { scopeLabel } from '../views/scope-words.ts';

const MOST_NAMED = 10;

interface Asked {
  readonly typed: string;
  readonly env: string | undefined;
  readonly place: Where;
  readonly defaultEnv: string;
}

/**
 * The watch that somebody means among those of a place: as it is listed, by the service's name, or by a part that
 * only one has. Looks nowhere else, so that a deleted service can be let go.
 * @throws UserError where none or several fit
 */
export function meantWatch(watches: readonly Watch[], asked: Asked): Watch {
  const { typed, env, defaultEnv } = asked;
  const wanted = typed.toLowerCase();
  const inScope = watches.filter(({ scope }) => env === undefined || same(scope.env, env));
  const tiers: ((scope: Scope) => boolean)[] = [
    (scope) => same(scopeText(scope), wanted) || same(scopeLabel(scope, defaultEnv), wanted),
    (scope) => scope.env === defaultEnv && isNamed(scope, wanted),
    (scope) => isNamed(scope, wanted),
    (scope) => wanted !== '' && scopeText(scope).toLowerCase().includes(wanted),
  ];
  for (const fits of tiers) {
    const [first, ...others] = inScope.filter(({ scope }) => fits(scope));
    if (first && others.length === 0) return first;
    if (first)
      throw new UserError(`Several fit: ${labels([first, ...others], defaultEnv)}. Type the whole name.`);
  }
  throw new UserError(unknownWatch(watches, asked));
}

function isNamed(scope: Scope, wanted: string): boolean {
  return (
    scope.kind === 'names' && (same(scope.name, wanted) || same(`${scope.cluster}/${scope.name}`, wanted))
  );
}

/** A service that only a pattern covers is let go of by nothing but its pattern. */
function unknownWatch(watches: readonly Watch[], { typed, env, place, defaultEnv }: Asked): string {
  const covering = watches.filter(({ scope }) => !serviceIn(scope) && mayCover(scope, typed, env));
  const asked = oneLine(typed, 60);
  if (covering.length > 0)
    return `"${asked}" is not watched by its own name, but by ${labels(covering, defaultEnv)}. Let go of that, or leave it.`;
  const what = watches.length === 0 ? 'It watches none.' : `It watches ${labels(watches, defaultEnv)}.`;
  return `${capital(here(place))} does not watch "${asked}". ${what}`;
}

/** As far as was typed: parts that were not are taken to fit. */
function mayCover(scope: Scope, typed: string, option: string | undefined): boolean {
  const [, env = option, cluster, name] = /^(?:([^:]+):)?(?:([^/]+)\/)?(.+)$/s.exec(typed) ?? [];
  if (scope.kind === 'tag' || name === undefined) return false;
  const given = {
    ...scope,
    ...(env === undefined ? { env: '*' } : {}),
    ...(cluster === undefined ? { cluster: '*' } : {}),
  };
  return covers(given, { env: env ?? '', cluster: cluster ?? '', name });
}

function labels(watches: readonly Watch[], defaultEnv: string): string {
  return watches
    .slice(0, MOST_NAMED)
    .map(({ scope }) => `\`${scopeLabel(scope, defaultEnv)}\``)
    .join(', ');
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
