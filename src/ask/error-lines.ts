import type { LogExcerpt } from '../alerting/context.ts';
import type { LogSources } from '../aws/estate-logs.ts';
import type { Fact, Gap, Unknown } from '../deployment/fact.ts';
import type { Task } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { isFault } from '../deployment/stopped-tasks.ts';
import { taskOfTarget } from '../deployment/task-of-target.ts';
import type { Deps } from '../deps.ts';
import { UpstreamError, UserError } from '../errors.ts';
import { isErrorText } from '../tailing/error-text.ts';
import type { LogLine } from '../tailing/log-line.ts';
import type { LogSource } from '../tailing/log-source.ts';
import { placeOf } from '../tailing/place.ts';
import { clean } from '../text.ts';

type LinesDeps = Pick<Deps, 'estate' | 'redact' | 'clock' | 'sleep'>;

/** Error lines, and what stood in the way of more. */
export interface ErrorLines {
  readonly errors: Fact<readonly LogExcerpt[]>;
  /** Where there are none: the last lines of one task that fails, oldest first. */
  readonly lastLines: readonly LogExcerpt[];
  readonly gaps: readonly Gap[];
}

/** People wait for the rest, and it is worth more than the lines. */
const PATIENCE_MS = 4000;
/** A task that fails says why within minutes. */
const SINCE_MS = 15 * 60_000;
const MOST_LINES = 50;
/** A failing check shows in the last few lines where the program itself does not speak of errors. */
const MOST_LAST = 5;
/** They fail alike; more would only cost more reads. */
const MOST_TASKS = 2;
/** Of one container: 20,000 lines. */
const MOST_PAGES = 2;
const SOURCES_MAX_AGE_MS = 60_000;
const SUBJECT = 'log lines';

/** The last error lines of the tasks that fail, of the whole service where none stands out; oldest first, secrets made unreadable. */
export async function errorLinesOf(deps: LinesDeps, sighting: Sighting): Promise<ErrorLines> {
  const late: Unknown = {
    kind: 'unknown',
    why: 'timeout',
    detail: 'could not read log lines: it took too long',
  };
  const waited = new AbortController();
  try {
    return await Promise.race([
      reading(deps, sighting),
      deps.sleep(PATIENCE_MS, waited.signal).then(() => without(late)),
    ]);
  } finally {
    waited.abort();
  }
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
    const failures = reads.flatMap((read) => (read.status === 'rejected' ? [unknownOf(read.reason)] : []));
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
    return without(unknownOf(error));
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

interface Wanted {
  readonly limit: number;
  readonly matches: (text: string) => boolean;
}

const ERRORS: Wanted = { limit: MOST_LINES, matches: isErrorText };
const LAST: Wanted = { limit: MOST_LAST, matches: (text) => text.trim() !== '' };

async function linesIn(
  { estate, redact, clock }: LinesDeps,
  env: string,
  source: LogSource,
  { limit, matches }: Wanted,
): Promise<readonly LogExcerpt[]> {
  const now = clock.now();
  const sinceAt = new Date(now.getTime() - SINCE_MS);
  const safe = ({ text }: LogLine) => redact(clean(text)).text;
  const { lines } = await estate.logs.newest(
    env,
    { source, sinceAt, untilAt: now, pattern: undefined },
    { limit, mostPages: MOST_PAGES, matches: (line) => matches(safe(line)) },
  );
  return lines.map((line) => ({
    at: line.at,
    task: placeOf(line.stream).task,
    container: source.container,
    text: safe(line),
  }));
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

function unknownOf(error: unknown): Unknown {
  if (error instanceof UserError) return notRead(error.message);
  if (!(error instanceof UpstreamError)) throw error;
  const { kind: why, message: detail, permission } = error;
  return { kind: 'unknown', why, detail, ...(permission === undefined ? {} : { permission }) };
}

function notRead(detail: string): Unknown {
  return { kind: 'unknown', why: 'unsupported', detail };
}
