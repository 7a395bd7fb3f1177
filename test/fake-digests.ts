import type { DigestRun } from '../src/digest/run.ts';
import type { DigestSchedule } from '../src/digest/schedule.ts';
import type { Snapshot } from '../src/digest/snapshot.ts';
import type { Store } from '../src/store/store.ts';

interface Kept {
  readonly run: DigestRun;
  readonly snapshot: Snapshot;
}

/** Digests in memory, with the promises of the real ones; `runs` shows what became of each. */
export function fakeDigests(
  initial: readonly DigestSchedule[] = [],
): Store['digests'] & { runs(): readonly DigestRun[] } {
  const schedules = new Map(
    initial.map((each) => [each.id, { ...each, version: Math.max(each.version, 1) }]),
  );
  const runs = new Map<string, DigestRun>();
  const kept = new Map<string, Kept>();
  const keyOf = ({ schedule, dueAt }: Pick<DigestRun, 'schedule' | 'dueAt'>) =>
    `${schedule} ${dueAt.toISOString()}`;
  const sorted = () => [...runs.values()].sort(byTime);
  const newest = () => [...kept.values()].sort((one, other) => byTime(one.run, other.run));
  function add(run: DigestRun): void {
    if (!runs.has(keyOf(run))) runs.set(keyOf(run), run);
  }
  return {
    runs: sorted,
    list: async (channel) =>
      [...schedules.values()]
        .filter((each) => each.channel === channel)
        .sort((a, b) => Number(a.createdAt) - Number(b.createdAt) || (a.id < b.id ? -1 : 1)),
    get: async (id) => schedules.get(id),
    save: async (schedule) => {
      if ((schedules.get(schedule.id)?.version ?? 0) !== schedule.version) return 'lost';
      const { createdBy, createdAt } = schedules.get(schedule.id) ?? schedule;
      schedules.set(schedule.id, { ...schedule, createdBy, createdAt, version: schedule.version + 1 });
      return 'saved';
    },
    remove: async (id) => (schedules.delete(id) ? 'removed' : 'absent'),
    due: async (now) =>
      [...schedules.values()]
        .filter(({ paused, nextAt }) => !paused && nextAt && nextAt <= now)
        .sort((a, b) => Number(a.nextAt) - Number(b.nextAt) || (a.id < b.id ? -1 : 1)),
    begin: async ({ id, nextAt }, { dueAt, missed, nextAt: then }, why) => {
      const there = schedules.get(id);
      if (!there || there.paused || there.nextAt?.getTime() !== nextAt?.getTime()) return 'lost';
      schedules.set(id, { ...there, nextAt: then });
      const fresh = (at: Date): DigestRun => ({
        ...{
          schedule: id,
          channel: there.channel,
          dueAt: at,
          why: '',
          missed: undefined,
          digest: undefined,
          snapshot: undefined,
        },
        ...{ state: 'announced', posting: undefined, root: undefined, said: 0, nextAt: at },
        refusedSinceAt: undefined,
      });
      if (missed) add({ ...fresh(missed.firstAt), state: 'skipped', why, missed, nextAt: undefined });
      if (dueAt) add(fresh(dueAt));
      return 'begun';
    },
    owed: async (now, channel) =>
      sorted()
        .filter(({ nextAt, schedule }) => nextAt && nextAt <= now && schedules.has(schedule))
        .filter((run) => channel === undefined || run.channel === channel),
    saveRun: async (run) => {
      const { snapshot, state } = run;
      if (!runs.has(keyOf(run))) return;
      runs.set(keyOf(run), run);
      if (state === 'posted' && snapshot && !kept.has(keyOf(run))) kept.set(keyOf(run), { run, snapshot });
    },
    leftOut: async (schedule, before) => {
      const own = sorted().filter((run) => run.schedule === schedule && run.dueAt < before);
      const last = own.findLastIndex(({ state }) => state === 'posted');
      return own
        .slice(Math.max(last, 0))
        .filter(({ state, why }) => state === 'skipped' || state === 'failed' || (state === 'posted' && why));
    },
    snapshots: async (schedule, most) =>
      newest()
        .filter(({ run }) => run.schedule === schedule)
        .map(({ snapshot }) => snapshot)
        .slice(-most),
    snapshotAt: async (channel, at) =>
      newest()
        .filter(({ run }) => run.channel === channel)
        .map(({ snapshot }) => snapshot)
        .filter(({ takenAt }) => takenAt <= at)
        .sort((one, other) => Number(one.takenAt) - Number(other.takenAt))
        .at(-1),
    forget: async (before) => {
      for (const [key, { dueAt }] of runs) if (dueAt < before) runs.delete(key);
      for (const [key, { snapshot }] of kept) if (snapshot.takenAt < before) kept.delete(key);
    },
  };
}

function byTime(one: DigestRun, other: DigestRun): number {
  return Number(one.dueAt) - Number(other.dueAt) || (one.schedule < other.schedule ? -1 : 1);
}
