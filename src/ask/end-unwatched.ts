import { alertEnd, NO_LONGER_WATCHED } from '../alerting/alert-change.ts';
import { watchersOf } from '../alerting/find-watchers.ts';
import { covers, type Scope } from '../alerting/scope.ts';
import type { AlertThread } from '../alerting/thread.ts';
import type { Deps } from '../deps.ts';
import { alertsIn } from './alerts-in.ts';
import { expandScopes } from './expand-scopes.ts';

type EndDeps = Pick<Deps, 'threads' | 'watches' | 'estate' | 'clock'>;

/** A sweep that saves at the same moment is over by the second try. */
const MOST_TRIES = 3;

/**
 * Ends the alerts of services that a channel watched by a scope and by nothing else. Those of which nobody can
 * tell, since tags cannot be read, are left to the next sweep.
 * @returns how many that people had been told of
 */
export async function endUnwatched(deps: EndDeps, channel: string, scope: Scope): Promise<number> {
  const ended = new Set<string>();
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const now = deps.clock.now();
    const changes = (await unwatchedIn(deps, channel, scope)).map((thread) =>
      alertEnd(thread, NO_LONGER_WATCHED, now),
    );
    const lost = changes.length > 0 ? await deps.threads.save(changes, now) : [];
    for (const change of changes) {
      if ('thread' in change && !lost.includes(change.thread.id)) ended.add(change.thread.id);
    }
    if (lost.length === 0) break;
  }
  return ended.size;
}

async function unwatchedIn(deps: EndDeps, channel: string, scope: Scope): Promise<readonly AlertThread[]> {
  const [threads, watches] = await Promise.all([alertsIn(deps, { channel }), deps.watches.list(channel)]);
  const concerned = threads.filter(({ about }) => scope.kind === 'tag' || covers(scope, about.ref));
  if (concerned.length === 0) return [];
  const tags = watches.flatMap((watch) => (watch.scope.kind === 'tag' ? [watch.scope] : []));
  const { tagged, gaps } = await expandScopes(deps, tags);
  const isUnread = (env: string) => gaps.some((gap) => gap.env === undefined || gap.env === env);
  return concerned.filter(
    ({ about: { ref } }) => watchersOf(ref, watches, tagged).length === 0 && !isUnread(ref.env),
  );
}
