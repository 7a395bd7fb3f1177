import { sameService } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import { covers, type Scope, serviceIn } from './scope.ts';
import type { Watch } from './watch.ts';

/** A scope that only AWS can expand. */
export type TagScope = Extract<Scope, { kind: 'tag' }>;

/**
 * The watches that a service falls under: one of each channel. Where several of a channel cover it, the most
 * particular one says who is on call and when it is quiet: that of the service itself, then the longest pattern,
 * then a tag. What it leaves open the next one says, so that quiet hours for a service do not leave nobody on call.
 * @param tagged the services that carry a tag, as far as that was read
 */
export function watchersOf(
  ref: ServiceRef,
  watches: readonly Watch[],
  tagged: (scope: TagScope) => readonly ServiceRef[],
): readonly Watch[] {
  const covering = watches
    .filter(({ scope }) => isCovered(ref, scope, tagged))
    .sort((one, other) => weightOf(other.scope) - weightOf(one.scope));
  const found = new Map<string, Watch>();
  for (const watch of covering) {
    const before = found.get(watch.channel);
    found.set(watch.channel, before ? completed(before, watch) : watch);
  }
  return [...found.values()];
}

function completed(watch: Watch, { onCall, escalateTo, quiet }: Watch): Watch {
  return {
    ...watch,
    onCall: watch.onCall ?? onCall,
    escalateTo: watch.escalateTo ?? escalateTo,
    quiet: watch.quiet ?? quiet,
  };
}

function isCovered(
  ref: ServiceRef,
  scope: Scope,
  tagged: (scope: TagScope) => readonly ServiceRef[],
): boolean {
  if (scope.kind === 'names') return covers(scope, ref);
  return tagged(scope).some((each) => sameService(each, ref));
}

/** More letters that are given say more about what is meant. */
function weightOf(scope: Scope): number {
  if (scope.kind === 'tag') return 0;
  if (serviceIn(scope)) return Number.POSITIVE_INFINITY;
  return 1 + `${scope.env}${scope.cluster}${scope.name}`.replaceAll('*', '').length;
}
