import type { TagScope } from '../alerting/find-watchers.ts';
import { covers, type Scope, scopeText, serviceIn } from '../alerting/scope.ts';
import { NAMES } from '../aws/limits.ts';
import type { Gap } from '../deployment/fact.ts';
import { serviceKey } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Deps } from '../deps.ts';

/** The services that some scopes cover at the moment. */
export interface Expanded {
  /** Each once: those named first, then by pattern, then by tag. */
  readonly refs: readonly ServiceRef[];
  /** What could not be listed: there may be more. */
  readonly gaps: readonly Gap[];
  /** Those that concern one of the scopes; a service that is named has none. */
  readonly gapsOf: (scope: Scope) => readonly Gap[];
  /** Those of one of the tags. */
  readonly tagged: (scope: TagScope) => readonly ServiceRef[];
}

/** Finds what scopes cover. A service that is named is taken as it is, without a question to AWS; the list for patterns is a remembered one. */
export async function expandScopes(
  { estate }: Pick<Deps, 'estate'>,
  scopes: readonly Scope[],
): Promise<Expanded> {
  const exact = scopes.flatMap((scope) => serviceIn(scope) ?? []);
  const patterns = scopes.filter((scope) => scope.kind === 'names' && !serviceIn(scope));
  const tags = new Map(
    scopes.flatMap((scope) => (scope.kind === 'tag' ? [[scopeText(scope), scope] as const] : [])),
  );
  const [lists, carriers] = await Promise.all([
    Promise.all(
      aliasesOf(estate, patterns).map(async (env) => ({ env, ...(await estate.list(NAMES, env)) })),
    ),
    Promise.all([...tags].map(async ([text, scope]) => [text, await carriersOf(estate, scope)] as const)),
  ]);
  const named = lists
    .flatMap(({ refs }) => refs)
    .filter((ref) => patterns.some((scope) => covers(scope, ref)));
  const byTag = new Map(carriers);
  const found = [...exact, ...named, ...carriers.flatMap(([, { refs }]) => refs)];
  return {
    refs: [...new Map(found.map((ref) => [serviceKey(ref), ref])).values()],
    gaps: [...lists, ...byTag.values()].flatMap(({ gaps }) => gaps),
    gapsOf(scope) {
      if (scope.kind === 'tag') return byTag.get(scopeText(scope))?.gaps ?? [];
      if (serviceIn(scope)) return [];
      return lists.filter(({ env }) => reaches(scope.env, env)).flatMap(({ gaps }) => gaps);
    },
    tagged: (scope) => byTag.get(scopeText(scope))?.refs ?? [],
  };
}

/** The environments that patterns reach into. */
function aliasesOf(estate: Deps['estate'], scopes: readonly Scope[]): readonly string[] {
  const all = estate.environments.map(({ alias }) => alias);
  return all.filter((alias) => scopes.some(({ env }) => reaches(env, alias)));
}

async function carriersOf(
  estate: Deps['estate'],
  { env, key, value }: TagScope,
): Promise<Pick<Expanded, 'refs' | 'gaps'>> {
  const aliases = estate.environments.map(({ alias }) => alias).filter((alias) => reaches(env, alias));
  // One that is not configured any more is asked all the same: the estate says so in a gap.
  const asked = aliases.length > 0 ? aliases : [env];
  const all = await Promise.all(asked.map((alias) => estate.tagged({ env: alias, key, value }, NAMES)));
  return { refs: all.flatMap(({ refs }) => refs), gaps: all.flatMap(({ gaps }) => gaps) };
}

function reaches(env: string, alias: string): boolean {
  return covers({ kind: 'names', env, cluster: '*', name: '*' }, { env: alias, cluster: '', name: '' });
}
