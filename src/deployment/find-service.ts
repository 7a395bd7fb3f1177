import { nearest } from './nearest.ts';
import type { ServiceRef } from './service.ts';

/** What a typed name led to. */
export type ServiceMatch =
  | { readonly kind: 'found'; readonly ref: ServiceRef }
  | { readonly kind: 'ambiguous'; readonly refs: readonly ServiceRef[] }
  /** `nearest` holds at most three, the most alike first; none where nothing is near. */
  | { readonly kind: 'unknown'; readonly nearest: readonly ServiceRef[] };

/**
 * Finds the one service a person meant by `name`, `cluster/name`, `env:name`, `env:cluster/name` or a part
 * of the name that only one service has. Whole names win over parts, and among equal whole names the one in
 * the default environment wins. Letter case does not matter unless names differ in nothing else.
 */
export function findService(typed: string, refs: readonly ServiceRef[], defaultEnv: string): ServiceMatch {
  const wanted = splitTyped(typed, refs);
  const inScope = refs.filter(
    (ref) =>
      (wanted.env === undefined || ref.env === wanted.env) &&
      (wanted.cluster === undefined || equal(ref.cluster, wanted.cluster)),
  );
  const tiers: ((ref: ServiceRef) => boolean)[] = [
    (ref) => ref.name === wanted.name && ref.env === (wanted.env ?? defaultEnv),
    (ref) => ref.name === wanted.name,
    (ref) => equal(ref.name, wanted.name),
    (ref) => wanted.name !== '' && ref.name.toLowerCase().includes(wanted.name.toLowerCase()),
  ];
  for (const fits of tiers) {
    const [first, ...others] = inScope.filter(fits);
    if (first)
      return others.length === 0
        ? { kind: 'found', ref: first }
        : { kind: 'ambiguous', refs: [first, ...others] };
  }
  return {
    kind: 'unknown',
    nearest: nearest(wanted.name, inScope.length > 0 ? inScope : refs, ({ name }) => name),
  };
}

function splitTyped(
  typed: string,
  refs: readonly ServiceRef[],
): { env?: string; cluster?: string; name: string } {
  const colon = typed.indexOf(':');
  const env = colon > 0 ? refs.find((ref) => equal(ref.env, typed.slice(0, colon)))?.env : undefined;
  const rest = env === undefined ? typed : typed.slice(colon + 1);
  const slash = rest.indexOf('/');
  return {
    ...(env === undefined ? {} : { env }),
    ...(slash > 0 ? { cluster: rest.slice(0, slash) } : {}),
    name: rest.slice(slash + 1),
  };
}

function equal(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
