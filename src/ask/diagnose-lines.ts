import type { StoppedRecord } from '../alerting/stopped-record.ts';
import { type Fact, type Unknown, unknownOf } from '../deployment/fact.ts';
import type { Task } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { checkThatStopped } from '../deployment/stopped-tasks.ts';
import type { Deps } from '../deps.ts';
import type { Line } from '../diagnosis/evidence.ts';
import { startedIn } from '../diagnosis/listening.ts';
import type { Suspect } from '../diagnosis/suspect.ts';
import { UserError } from '../errors.ts';
import type { LogSource } from '../tailing/log-source.ts';
import { placeOf } from '../tailing/place.ts';
import { clean, cut } from '../text.ts';
import { newestOf } from './error-lines.ts';
import { excerptsOf, LATE_LINES, LONGEST_LINE, linesInTime } from './log-excerpts.ts';

type LinesDeps = Pick<Deps, 'estate' | 'redact' | 'clock' | 'sleep'>;

/** What the failing tasks wrote, and when the health path was last answered with success. */
export interface DiagnosisLines {
  readonly lines: Fact<readonly Line[]>;
  readonly success: Line | undefined;
  /** Why there are fewer than there could be; undefined also where `lines` says it. */
  readonly gap: Unknown | undefined;
  readonly earlierStart?: Line | undefined;
}

/** They fail alike; more would only cost more reads. */
const MOST_TASKS = 2;
const MOST_LINES = 60;
/** As long as ECS remembers a task, and the task's own life before that. */
const SINCE_MS = 2 * 60 * 60_000;
const SOURCES = { maxAgeMs: 60_000 };

/** Reads both at once, within four seconds. Lines that were kept with stopped tasks stand in where none can be read. */
export function diagnosisLines(
  deps: LinesDeps,
  asked: {
    readonly sighting: Sighting;
    readonly suspect: Suspect;
    readonly records: readonly StoppedRecord[];
  },
): Promise<DiagnosisLines> {
  const reading = Promise.all([
    failingLines(deps, asked),
    lastSuccess(deps, asked.sighting),
    earlierStart(deps, asked),
  ]);
  return linesInTime(
    reading.then(([failing, success, earlier]) => ({
      lines: failing.lines,
      success: success.line,
      gap: failing.gap ?? (failing.lines.kind === 'known' ? success.gap : undefined),
      earlierStart: earlier,
    })),
    deps,
    () => ({ lines: LATE_LINES, success: undefined, gap: undefined }),
  );
}

async function failingLines(
  deps: LinesDeps,
  { sighting, suspect, records }: Parameters<typeof diagnosisLines>[1],
): Promise<Pick<DiagnosisLines, 'lines' | 'gap'>> {
  const tasks = suspect.failing.slice(0, MOST_TASKS);
  const reads = await Promise.allSettled(tasks.map((task) => linesOf(deps, sighting, task)));
  const read = reads.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
  const ids = new Set(suspect.failing.map(({ id }) => id));
  const kept = records.flatMap(({ task, lines = [] }) =>
    ids.has(task.id) ? lines.map((line) => ({ ...line, task: task.id })) : [],
  );
  const holes = reads.flatMap((each) => (each.status === 'rejected' ? [holeOf(each.reason)] : []));
  // Where there is no group, or no stream, nothing was written: that is no gap.
  const gap = holes.find(({ why }) => why !== 'not-found');
  if (read.length === 0 && kept.length === 0 && gap) return { lines: gap, gap: undefined };
  const value = newestOf([...kept, ...read], MOST_LINES * MOST_TASKS);
  const source = 'logs:FilterLogEvents';
  return { lines: { kind: 'known', value, readAt: deps.clock.now(), source }, gap };
}

async function linesOf(deps: LinesDeps, { ref }: Sighting, task: Task): Promise<readonly Line[]> {
  const { sources } = await deps.estate.logs.sources(ref, { task: task.id }, SOURCES);
  const untilAt = deps.clock.now();
  const sinceAt = new Date(Math.max(untilAt.getTime() - SINCE_MS, task.createdAt?.getTime() ?? 0));
  const all = await Promise.all(
    sources.map((source) => excerptsOf(deps, ref.env, { source, sinceAt, untilAt, limit: MOST_LINES })),
  );
  return all.flat();
}

/** The newest line of the service in which its health path was answered with success. */
async function lastSuccess(
  deps: LinesDeps,
  sighting: Sighting,
): Promise<{ readonly line: Line | undefined; readonly gap: Unknown | undefined }> {
  if (sighting.targetGroups.length === 0) return { line: undefined, gap: undefined };
  try {
    const { sources } = await deps.estate.logs.sources(sighting.ref, {}, SOURCES);
    const found = await Promise.all(sources.map((source) => successIn(deps, sighting, source)));
    return { line: newestOf(found.flat(), 1)[0], gap: undefined };
  } catch (error) {
    const gap = holeOf(error);
    return { line: undefined, gap: gap.why === 'not-found' ? undefined : gap };
  }
}

/** The code is the first number behind what was asked, or stands before it; the size of an answer is no code. */
const SUCCEEDED =
  /(?:GET|HEAD) [^\s"]{1,2000}(?: HTTP\/[\d.]+)?"?\D{0,40} 2\d\d\b|(?:^|[^\w.])2\d\d\b(?! ?(?:ms|s|B|bytes)\b).{0,80}?(?:GET|HEAD) \//;

async function successIn(deps: LinesDeps, { ref }: Sighting, source: LogSource): Promise<readonly Line[]> {
  const untilAt = deps.clock.now();
  const sinceAt = new Date(untilAt.getTime() - SINCE_MS);
  const { lines } = await deps.estate.logs.newest(
    ref.env,
    { source, sinceAt, untilAt, pattern: '"ELB-HealthChecker" " 200 "' },
    { limit: 1, mostPages: 2, matches: ({ text }) => SUCCEEDED.test(text.slice(0, LONGEST_LINE)) },
  );
  return lines.map(({ at, stream, text }) => ({
    at,
    task: placeOf(stream).task,
    container: source.container,
    text: cut(deps.redact(clean(text)).text, LONGEST_LINE),
  }));
}

/** As long as anybody would wait for a program to start. */
const START_MS = 15 * 60_000;
const ANSWERED = /codes: \[/;

/** How long a task that serves took to start: those that are stopped too early never come to say it. */
async function earlierStart(
  deps: LinesDeps,
  { sighting: { ref, tasks }, suspect }: Parameters<typeof diagnosisLines>[1],
): Promise<Line | undefined> {
  const texts = [
    ...suspect.targets.map(({ target }) => target.description ?? ''),
    ...suspect.events.map(({ message }) => message),
  ];
  const isCutShort = suspect.failing.some((task) => checkThatStopped(task)?.by === 'load-balancer');
  const running = tasks.kind === 'known' ? tasks.value : [];
  const serving = running.find((task) => task.startedAt && !suspect.tasks.includes(task));
  if (!isCutShort || !serving?.startedAt || texts.some((text) => ANSWERED.test(text))) return undefined;
  const sinceAt = serving.startedAt;
  const untilAt = new Date(Math.min(sinceAt.getTime() + START_MS, deps.clock.now().getTime()));
  const wanted = { sinceAt, untilAt, limit: 1, matches: (text: string) => startedIn(text) !== undefined };
  try {
    const { sources } = await deps.estate.logs.sources(ref, { task: serving.id }, SOURCES);
    const found = await Promise.all(
      sources.map((source) => excerptsOf(deps, ref.env, { source, ...wanted })),
    );
    const [line] = newestOf(found.flat(), 1);
    return line && { ...line, task: serving.id };
  } catch (error) {
    holeOf(error);
    return undefined;
  }
}

function holeOf(error: unknown): Unknown {
  if (error instanceof UserError) return { kind: 'unknown', why: 'unsupported', detail: error.message };
  return unknownOf(error);
}
