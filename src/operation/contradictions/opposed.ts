import { groupedBy } from '../grouped.ts';
import { tellingOf, type Weigh } from '../wording/likeness.ts';
import { aboutOf, type SameThing } from './same-thing.ts';
import type { Saying } from './saying.ts';

/** Claims, and what stands against each of them. */
export interface Opposed {
  /** The boldest first, then in the file's order. */
  readonly claims: readonly Saying[];
  /** In the file's order. */
  readonly against: readonly Saying[];
}

interface Both {
  readonly claims: readonly Saying[];
  readonly against: readonly Saying[];
  readonly weigh: Weigh;
  readonly same: SameThing;
}

/**
 * Pairs claims with what stands against them about the same thing, one group for each of the latter; groups with the
 * same claims are one. Only sayings that share a telling word are compared.
 */
export function opposed({ claims, against, weigh, same }: Both): readonly Opposed[] {
  const byTerm = byTellingWord(claims, weigh);
  const groups = new Map<string, Opposed>();
  for (const each of against) {
    const near = new Set(tellingOf(aboutOf(each, weigh), weigh).flatMap((term) => byTerm.get(term) ?? []));
    const hit = [...near].filter((claim) => claim !== each && same(claim, each)).sort(byBoldness);
    if (hit.length === 0) continue;
    const key = hit.map(({ line }) => line).join(' ');
    groups.set(key, { claims: hit, against: [...(groups.get(key)?.against ?? []), each] });
  }
  return [...groups.values()];
}

/** Groups that share a claim are one: all that is said for a thing, and all against it. */
export function joined(groups: readonly Opposed[]): readonly Opposed[] {
  const parent = groups.map((_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parent[root] !== undefined && parent[root] !== root) root = parent[root] ?? root;
    return root;
  };
  const holder = new Map<Saying, number>();
  for (const [at, { claims }] of groups.entries())
    for (const claim of claims) {
      const other = holder.get(claim);
      if (other === undefined) holder.set(claim, at);
      else parent[Math.max(rootOf(at), rootOf(other))] = Math.min(rootOf(at), rootOf(other));
    }
  const together = groupedBy(groups.keys(), rootOf);
  return [...together.values()].map((members) => merged(members.flatMap((at) => groups[at] ?? [])));
}

/** For the order of quotes: the boldest claim first. */
export function byBoldness(one: Saying, other: Saying): number {
  return other.boldness - one.boldness || one.line - other.line;
}

/** Which sayings speak of each telling word. */
export function byTellingWord(
  sayings: readonly Saying[],
  weigh: Weigh,
): ReadonlyMap<string, readonly Saying[]> {
  const pairs = sayings.flatMap((saying) =>
    tellingOf(aboutOf(saying, weigh), weigh).map((term) => ({ term, saying })),
  );
  const byTerm = groupedBy(pairs, ({ term }) => term);
  return new Map([...byTerm].map(([term, members]) => [term, members.map(({ saying }) => saying)]));
}

function merged(groups: readonly Opposed[]): Opposed {
  return {
    claims: [...new Set(groups.flatMap(({ claims }) => claims))].sort(byBoldness),
    against: [...new Set(groups.flatMap(({ against }) => against))].sort((a, b) => a.line - b.line),
  };
}
