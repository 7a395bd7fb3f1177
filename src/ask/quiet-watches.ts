import { watchersOf } from '../alerting/find-watchers.ts';
import { isQuiet } from '../alerting/is-quiet.ts';
import type { Watch } from '../alerting/watch.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Deps } from '../deps.ts';
import { expandScopes } from './expand-scopes.ts';

/** What tells whether quiet holds calls back. */
export type QuietDeps = Pick<Deps, 'watches' | 'estate'>;

/**
 * Which watch of a channel covers a service, the most particular one, whether that wants quiet or not. Undefined where
 * none of the channel's watches wants quiet now, as is mostly so.
 */
export async function quietWatches(
  deps: QuietDeps,
  channel: string,
  now: Date,
): Promise<((ref: ServiceRef) => Watch | undefined) | undefined> {
  const watches = await deps.watches.list(channel);
  if (!watches.some(({ quiet }) => isQuiet(quiet, now))) return undefined;
  const tags = watches.flatMap(({ scope }) => (scope.kind === 'tag' ? [scope] : []));
  const { tagged } = await expandScopes(deps, tags);
  return (ref) => watchersOf(ref, watches, tagged)[0];
}
