import type { LogExcerpt } from '../alerting/context.ts';
import type { LogSources } from '../aws/estate-logs.ts';
import { type Fact, type Gap, type Unknown, unknownOf } from '../deployment/fact.ts';
import type { Task } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { isFault } from '../deployment/stopped-tasks.ts';
import { taskOfTarget } from '../deployment/task-of-target.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { isErrorText } from '../tailing/error-text.ts';
import type { LogSource } from '../tailing/log-source.ts';
import { excerptsOf, LATE_LINES, linesInTime, type WantedExcerpts } from './log-excerpts.ts';

type LinesDeps = Pick<Deps, 'estate' | 'redact' | 'clock' | 'sleep'>;

/** Error lines, and what stood in the way of more. */
export interface ErrorLines {
  readonly errors: Fact<readonly LogExcerpt[]>;
  /** Where there are none: the last lines of one task that fails, oldest first. */
  readonly lastLines: readonly LogExcerpt[];
  readonly gaps: readonly Gap[];
}

/** A task that fails says why within minutes. */
const SINCE_MS = 15 * 60_000;
const MOST_LINES = 50;
/** A failing check shows in the last few lines where the program itself does not speak of errors. */
const MOST_LAST = 5;
/** They fail alike; more would only cost more reads. */
const MOST_TASKS = 2;
const SOURCES_MAX_AGE_MS = 60_000;
const SUBJECT = 'log lines';

/** The last error lines of the tasks that fail, of the whole service where none stands out; oldest first, secrets made unreadable. */
export function errorLinesOf(deps: LinesDeps, sighting: Sighting): Promise<ErrorLines> {
  return linesInTime(reading(deps, sighting), deps, () => without(LATE_LINES));
}

/** The newest lines, each once, oldest first. */
export function newestOf(lines: readonly LogExcerpt[], most = MOST_LINES): readonly LogExcerpt[] {
  const each = new Map(lines.map((line) => [`${line.at.getTime()} ${line.container} ${line.text}`, line]));
  return [...each.values()].sort((one, other) => one.at.getTime() - other.at.getTime()).slice(-most);
}

async function reading(deps: LinesDeps, sighting: Sighting): Promise<ErrorLines> {
  const { ref } = sighting;
  const now = deps.clock.now();
  try {
    const { task, found } = await sourcesOf(deps, sighting);
    const sources = found.flatMap((each) => each.sources);
    const [first] = found.flatMap(({ notReadable }) => notReadable);
    if (sources.length === 0) return without(notRead(first?.why ?? 'no container tells where its lines are'));
    const reads = await Promise.allSettled(sources.map((source) => linesIn(deps, ref.env, source, ERRORS)));
    const lines = reads.flatMap((read) => (read.status === 'fulfilled' ? read.value : []));
    const failures = reads.flatMap((read) => (read.status === 'rejected' ? [holeOf(read.reason)] : []));
    const [failure] = failures;
    if (failure && failures.length === reads.length) return without(failure);
    const holes = [...found.flatMap(({ gaps }) => gaps), ...failures];
    const own = task && lines.length === 0 ? (found[0]?.sources ?? []) : [];
    return {
      errors: { kind: 'known', value: newestOf(lines), readAt: now, source: 'logs:FilterLogEvents' },
      lastLines: await lastLinesIn(deps, ref.env, own),
      gaps: holes.slice(0, 1).map((unknown) => ({ env: ref.env, subject: SUBJECT, unknown })),
    };
  } catch (error) {
    return without(holeOf(error));
  }
}

function without(errors: Unknown): ErrorLines {
  return { errors, lastLines: [], gaps: [] };
}

/**
 * Those of failing tasks, the first of which is named. A task that is gone meanwhile, or whose streams do not name
 * it, leaves the service's own.
 */
async function sourcesOf(
  { estate }: LinesDeps,
  sighting: Sighting,
): Promise<{ readonly task: Task | undefined; readonly found: readonly LogSources[] }> {
  const ask = (task?: string) =>
    estate.logs.sources(sighting.ref, { task }, { maxAgeMs: SOURCES_MAX_AGE_MS });
  const tasks = failingTasks(sighting).slice(0, MOST_TASKS);
  const asked = await Promise.allSettled(tasks.map(async (task) => ({ task, sources: await ask(task.id) })));
  const found = asked.flatMap((each) =>
    each.status === 'fulfilled' && each.value.sources.sources.length > 0 ? [each.value] : [],
  );
  const [first] = found;
  if (!first) return { task: undefined, found: [await ask()] };
  return { task: first.task, found: found.map(({ sources }) => sources) };
}

/** They are more than people were promised: where they cannot be read, nothing is missing. */
async function lastLinesIn(
  deps: LinesDeps,
  env: string,
  sources: readonly LogSource[],
): Promise<readonly LogExcerpt[]> {
  const reads = await Promise.allSettled(sources.map((source) => linesIn(deps, env, source, LAST)));
  return newestOf(
    reads.flatMap((read) => (read.status === 'fulfilled' ? read.value : [])),
    MOST_LAST,
  );
}

type Wanted = Pick<WantedExcerpts, 'limit' | 'matches'>;

const ERRORS: Wanted = { limit: MOST_LINES, matches: isErrorText };
const LAST: Wanted = { limit: MOST_LAST, matches: (text) => text.trim() !== '' };

function linesIn(
  deps: LinesDeps,
  env: string,
  source: LogSource,
  wanted: Wanted,
): Promise<readonly LogExcerpt[]> {
  const untilAt = deps.clock.now();
  const sinceAt = new Date(untilAt.getTime() - SINCE_MS);
  return excerptsOf(deps, env, { source, sinceAt, untilAt, ...wanted });
}

/** Running ones that do not pass a check first, then the newest that stopped by a fault. */
function failingTasks({ tasks, stopped, targetGroups }: Sighting): readonly Task[] {
  const running = tasks.kind === 'known' ? tasks.value : [];
  const behind = targetGroups
    .flatMap(({ targets }) => (targets.kind === 'known' ? targets.value : []))
    .filter(({ state }) => state === 'unhealthy')
    .flatMap((target) => taskOfTarget(target, running) ?? []);
  const unhealthy = running.filter(({ health }) => health === 'unhealthy');
  const ended = [...(stopped?.kind === 'known' ? stopped.value : [])]
    .filter(isFault)
    .sort((one, other) => (other.stoppedAt?.getTime() ?? 0) - (one.stoppedAt?.getTime() ?? 0));
  return [...new Map([...behind, ...unhealthy, ...ended].map((task) => [task.id, task])).values()];
}

/** A task that is not there any more is nobody's mistake here. */
function holeOf(error: unknown): Unknown {
  return error instanceof UserError ? notRead(error.message) : unknownOf(error);
}

function notRead(detail: string): Unknown {
  return { kind: 'unknown', why: 'unsupported', detail };
}
