import type { StoppedRecord } from '../alerting/stopped-record.ts';
import { excerptsOf, LATE_LINES, linesInTime } from '../ask/log-excerpts.ts';
import type { Task } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { groupStopped } from '../deployment/stopped-tasks.ts';
import type { Deps } from '../deps.ts';
import { UpstreamError, UserError } from '../errors.ts';

/** Last lines kept of a task. */
const MOST_LINES = 50;
/** Tasks whose lines are read in one go: reads that people wait for go first, and there is a next time. */
const MOST_READ = 5;
/** What a task says about its end, it says within this time before. */
const BEFORE_END_MS = 15 * 60_000;
/** Lines arrive a little after the task has ended. */
const AFTER_END_MS = 60_000;

type KeepDeps = Pick<Deps, 'blackBox' | 'estate' | 'redact' | 'clock' | 'sleep'>;

/**
 * Writes down the tasks that stopped since the last look, and the last lines of those that did not stop as
 * expected: ECS forgets them after about an hour. Lines that cannot be read are noted as such, with the reason.
 */
export async function keepStopped(deps: KeepDeps, sightings: readonly Sighting[]): Promise<void> {
  const fresh: StoppedRecord[] = [];
  for (const [place, seen] of byCluster(sightings)) {
    const tasks = seen.flatMap(stoppedIn);
    if (tasks.length === 0) continue;
    const { env, cluster } = place;
    const kept = await deps.blackBox.known(
      env,
      cluster,
      tasks.map(({ task }) => task.id),
    );
    fresh.push(...tasks.filter(({ task }) => !kept.has(task.id)).map((each) => recordOf(deps, each)));
  }
  if (fresh.length === 0) return;
  await deps.blackBox.add(fresh);
  const worthReading = fresh.filter(({ task }) => groupStopped([task]).some(({ expected }) => !expected));
  const read = await Promise.all(newest(worthReading).map((record) => readInTime(deps, record)));
  if (read.length > 0) await deps.blackBox.add(read);
}

interface Stopped {
  readonly ref: Sighting['ref'];
  readonly task: Task;
}

function stoppedIn({ ref, stopped }: Sighting): readonly Stopped[] {
  if (stopped?.kind !== 'known') return [];
  return stopped.value.filter(({ stoppedAt }) => stoppedAt !== undefined).map((task) => ({ ref, task }));
}

function byCluster(
  sightings: readonly Sighting[],
): Iterable<readonly [{ readonly env: string; readonly cluster: string }, readonly Sighting[]]> {
  const clusters = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const key = `${sighting.ref.env} ${sighting.ref.cluster}`;
    const seen = clusters.get(key);
    if (seen) seen.push(sighting);
    else clusters.set(key, [sighting]);
  }
  return [...clusters.values()].flatMap((seen) => (seen[0] ? [[seen[0].ref, seen] as const] : []));
}

function recordOf({ clock }: KeepDeps, { ref, task }: Stopped): StoppedRecord {
  return { ref, task, seenAt: clock.now(), lines: undefined, notRead: undefined };
}

function newest(records: readonly StoppedRecord[]): readonly StoppedRecord[] {
  const timeOf = ({ task }: StoppedRecord) => task.stoppedAt?.getTime() ?? 0;
  return [...records].sort((one, other) => timeOf(other) - timeOf(one)).slice(0, MOST_READ);
}

/** The next look waits for it. */
function readInTime(deps: KeepDeps, record: StoppedRecord): Promise<StoppedRecord> {
  return linesInTime(withLines(deps, record), deps, () => ({ ...record, notRead: LATE_LINES.detail }));
}

async function withLines(deps: KeepDeps, record: StoppedRecord): Promise<StoppedRecord> {
  try {
    return { ...record, lines: await lastLines(deps, record) };
  } catch (error) {
    if (!(error instanceof UpstreamError) && !(error instanceof UserError)) throw error;
    return { ...record, notRead: error.message };
  }
}

/** Of all its containers, oldest first, secrets made unreadable. */
async function lastLines(
  deps: KeepDeps,
  { ref, task }: StoppedRecord,
): Promise<NonNullable<StoppedRecord['lines']>> {
  const { sources } = await deps.estate.logs.sources(ref, { task: task.id }, { maxAgeMs: 60_000 });
  const endMs = (task.stoppedAt ?? deps.clock.now()).getTime();
  const wanted = {
    sinceAt: new Date(endMs - BEFORE_END_MS),
    untilAt: new Date(endMs + AFTER_END_MS),
    limit: MOST_LINES,
  };
  const all = await Promise.all(sources.map((source) => excerptsOf(deps, ref.env, { source, ...wanted })));
  return all
    .flat()
    .map(({ at, container, text }) => ({ at, container, text }))
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .slice(-MOST_LINES);
}
