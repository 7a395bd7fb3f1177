import { type Clock, inTime } from '../clock.ts';
import type { Fact, Unknown } from '../deployment/fact.ts';
import { liveRevisions } from '../deployment/revisions.ts';
import type { Revision, Service, ServiceRef, Task, TaskDefinition } from '../deployment/service.ts';
import { UpstreamError } from '../errors.ts';
import { type FoundSources, findSources, type WantedSources } from '../tailing/find-sources.ts';
import type { LogMapping } from '../tailing/log-mapping.ts';
import type { LogPage, NewestLines } from '../tailing/log-page.ts';
import type { LogQuery } from '../tailing/log-source.ts';
import { begun, late } from './begun.ts';
import type { Freshness } from './estate.ts';
import type { PagePlace } from './logs.ts';
import type { Member } from './members.ts';
import type { NewestWanted } from './newest-lines.ts';
import type { LinesRead, LinesWanted } from './shared-lines.ts';

/** Where a service's lines are, and what could not be looked at on the way. */
export interface LogSources extends FoundSources {
  /** Tasks or revisions that could not be read: there may be more sources. */
  readonly gaps: readonly Unknown[];
}

/** Log lines of all environments. Every method throws UpstreamError. */
export interface EstateLogs {
  /**
   * Where a service's lines are.
   * @throws UserError for a container or a task that there is not
   */
  sources(ref: ServiceRef, wanted: WantedSources, freshness: Freshness): Promise<LogSources>;
  /** @see Logs.page */
  page(env: string, query: LogQuery, at?: PagePlace): Promise<LogPage>;
  /** @see Logs.pages */
  pages(env: string, query: LogQuery, at?: PagePlace): AsyncGenerator<LogPage, void, undefined>;
  /** Lines as they come; those who follow the same source at the same time share the reads. */
  since(env: string, wanted: LinesWanted): Promise<LinesRead>;
  /** @see Logs.newest */
  newest(env: string, query: LogQuery, wanted: NewestWanted): Promise<NewestLines>;
}

interface Around {
  readonly mappings: readonly LogMapping[];
  readonly clock: Clock;
  /** How long the search for sources may take. */
  readonly ms: number;
}

export function createEstateLogs(
  memberOf: (alias: string) => Member | undefined,
  around: Around,
): EstateLogs {
  const member = (env: string): Member => {
    const found = memberOf(env);
    if (found) return found;
    throw new UpstreamError(`read logs of ${env}: there is no such environment`, 'not-found');
  };
  return {
    sources: async (ref, wanted, freshness) => sourcesOf(member(ref.env), around, { ref, wanted, freshness }),
    page: async (env, query, at) => member(env).logs.page(query, at),
    pages: (env, query, at) => member(env).logs.pages(query, at),
    since: async (env, wanted) => member(env).linesSince(wanted),
    newest: async (env, query, wanted) => member(env).logs.newest(query, wanted),
  };
}

async function sourcesOf(
  member: Member,
  around: Around,
  asked: { readonly ref: ServiceRef; readonly wanted: WantedSources; readonly freshness: Freshness },
): Promise<LogSources> {
  const { ref, wanted, freshness } = asked;
  const { service, running, stopped } = await stateOf(member, around, ref, freshness);
  const tasks = { running: listed(running), stopped: listed(stopped) };
  const revisions = revisionsOf(known(service), [...tasks.running, ...tasks.stopped]);
  const read = await definitionsOf(member, around, revisions, freshness);
  const definitions = read.flatMap(listed);
  const untold = [running, stopped].flatMap(holes);
  const gaps = [...untold, ...read.flatMap(holes)];
  const [gap] = gaps;
  if (gap && definitions.length === 0) throw failureOf(gap);
  const { region } = member.environment;
  try {
    return {
      ...findSources({ ref, region, ...tasks, definitions, mappings: around.mappings }, wanted),
      gaps,
    };
  } catch (error) {
    // A task that is not among those that could be read is no mistake of the person's.
    const [unread] = wanted.task !== undefined || wanted.previous ? untold : [];
    throw unread ? failureOf(unread) : error;
  }
}

async function stateOf({ reads }: Member, { clock, ms }: Around, ref: ServiceRef, freshness: Freshness) {
  const service = begun('the service', reads.service(ref, freshness));
  const running = begun('its tasks', reads.serviceTasks(ref, 'RUNNING', freshness));
  const stopped = begun('its stopped tasks', reads.serviceTasks(ref, 'STOPPED', freshness));
  const all = Promise.all([service.done, running.done, stopped.done]);
  await inTime(all, ms, clock, () => undefined);
  return { service: service.soFar(late), running: running.soFar(late), stopped: stopped.soFar(late) };
}

async function definitionsOf(
  { reads }: Member,
  { clock, ms }: Around,
  revisions: readonly Revision[],
  freshness: Freshness,
): Promise<readonly Fact<readonly TaskDefinition[]>[]> {
  const all = revisions.map((each) =>
    begun(`task definition ${each.family}:${each.number}`, reads.definitions([each], freshness)),
  );
  await inTime(Promise.all(all.map(({ done }) => done)), ms, clock, () => undefined);
  return all.map((each) => each.soFar(late));
}

/** Those of the service first, then those of tasks that are of other ones. */
function revisionsOf(service: Service, tasks: readonly Task[]): readonly Revision[] {
  const all = [...liveRevisions(service), ...tasks.flatMap(({ revision }) => revision ?? [])];
  return [...new Map(all.map((revision) => [revision.arn, revision])).values()];
}

function known<T>(fact: Fact<T>): T {
  if (fact.kind === 'known') return fact.value;
  throw failureOf(fact);
}

function listed<T>(fact: Fact<readonly T[]>): readonly T[] {
  return fact.kind === 'known' ? fact.value : [];
}

function holes(fact: Fact<unknown>): readonly Unknown[] {
  return fact.kind === 'unknown' ? [fact] : [];
}

function failureOf({ why, detail, permission }: Unknown): UpstreamError {
  const attempt = detail.replace(/^could not /, '');
  return new UpstreamError(attempt, why === 'pending' ? 'timeout' : why, permission ? { permission } : {});
}
