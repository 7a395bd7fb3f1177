import type { StoppedRecord } from '../src/alerting/stopped-record.ts';
import { type Delivery, isAlertThread, type Thread, UNDELIVERED } from '../src/alerting/thread.ts';
import { sameService } from '../src/deployment/ref.ts';
import { UpstreamError } from '../src/errors.ts';
import type { HistoryEntry, OperationRecord } from '../src/operation/record.ts';
import { nameKey } from '../src/store/operation-rows.ts';
import type { OperationSummary, Store } from '../src/store/store.ts';
import { isVisible } from '../src/store/visible.ts';
import type { Standing } from '../src/verification/standing.ts';

interface Kept {
  readonly thread: Thread;
  readonly delivery: Delivery;
  readonly changedAt: Date;
  readonly closedAt: Date | undefined;
}

/** Threads in memory, with the promises of the real ones; `kept` shows what is there. */
export function fakeThreads(
  initial: readonly Thread[] = [],
): Store['threads'] & { kept(): readonly Thread[] } {
  const rows = new Map<string, Kept>();
  for (const thread of initial) put({ ...thread, version: thread.version - 1 }, new Date(0));

  function put(thread: Thread, now: Date): void {
    const before = rows.get(thread.id);
    rows.set(thread.id, {
      thread: { ...thread, version: thread.version + 1 },
      delivery: before?.delivery ?? UNDELIVERED,
      changedAt: now,
      closedAt: thread.open ? undefined : (before?.closedAt ?? now),
    });
  }

  function isLost(thread: Thread): boolean {
    if ((rows.get(thread.id)?.thread.version ?? 0) !== thread.version) return true;
    return thread.open && [...rows.values()].some(({ thread: other }) => rivals(thread, other));
  }

  function sorted(): readonly Kept[] {
    return [...rows.values()].sort(
      (one, other) =>
        one.changedAt.getTime() - other.changedAt.getTime() || (one.thread.id < other.thread.id ? -1 : 1),
    );
  }

  return {
    kept: () => sorted().map(({ thread }) => thread),
    list: async ({ channel, closedSince, topic }) =>
      sorted()
        .filter(({ closedAt }) => !closedAt || (closedSince && closedAt >= closedSince))
        .map(({ thread }) => thread)
        .filter((thread) => channel === undefined || thread.channel === channel)
        .filter(({ about }) => topic === undefined || about.topic === topic),
    get: async (id) => rows.get(id)?.thread,
    save: async (changes, now) => {
      const lost: string[] = [];
      const removed = changes.flatMap((change) => ('remove' in change ? [change.remove] : []));
      for (const id of removed) {
        const there = rows.get(id);
        if (there && isVisible(there.thread)) lost.push(id);
        else rows.delete(id);
      }
      const threads = changes.flatMap((change) => ('thread' in change ? [change.thread] : []));
      for (const thread of threads.sort((one, other) => Number(one.open) - Number(other.open))) {
        if (isLost(thread)) lost.push(thread.id);
        else put(thread, now);
      }
      return lost;
    },
    due: async (now, channel) => {
      const seen = sorted()
        .filter(({ thread }) => channel === undefined || thread.channel === channel)
        .filter(({ thread, delivery }) => isVisible(thread) || delivery.root !== undefined);
      const isOwed = ({ thread, delivery }: Kept) => thread.version > delivery.version;
      const isTime = ({ delivery: { nextAt } }: Kept) => nextAt !== undefined && nextAt <= now;
      const channels = new Set(
        seen
          .filter((each) => (each.delivery.nextAt ? isTime(each) : isOwed(each)))
          .map(({ thread }) => thread.channel),
      );
      return seen
        .filter((each) => channels.has(each.thread.channel) && (isOwed(each) || isTime(each)))
        .map(({ thread, delivery }) => ({ thread, delivery }));
    },
    deliveryOf: async (id) => rows.get(id)?.delivery ?? UNDELIVERED,
    saveDelivery: async (id, delivery) => {
      const there = rows.get(id);
      if (there) rows.set(id, { ...there, delivery });
    },
    climbing: async (now) =>
      [...rows.values()]
        .map(({ thread }) => thread)
        .filter((thread) => thread.open)
        .filter(isAlertThread)
        .filter(({ about }) => about.nextAt && about.nextAt <= now)
        .sort((one, other) => Number(one.about.nextAt) - Number(other.about.nextAt)),
    forget: async (closedBefore) => {
      for (const [id, { closedAt }] of rows) if (closedAt && closedAt < closedBefore) rows.delete(id);
    },
  };
}

function rivals(one: Thread, other: Thread): boolean {
  return other.open && one.id !== other.id && one.channel === other.channel && one.key === other.key;
}

/** Leases in memory. */
export function fakeLeases(): Store['leases'] {
  const held = new Map<string, { readonly id: string; readonly until: Date }>();
  return {
    take: async (name, worker, now) => {
      const holder = held.get(name);
      if (holder && holder.id !== worker.id && holder.until > now) return false;
      held.set(name, worker);
      return true;
    },
    free: async (name, id) => {
      if (held.get(name)?.id === id) held.delete(name);
    },
  };
}

/** A black box in memory. */
export function fakeBlackBox(initial: readonly StoppedRecord[] = []): Store['blackBox'] {
  let all = [...initial];
  const stoppedAt = ({ task, seenAt }: StoppedRecord) => task.stoppedAt ?? task.stoppingAt ?? seenAt;
  return {
    known: async (env, cluster, ids) =>
      new Set(
        all
          .filter(({ ref, task }) => ref.env === env && ref.cluster === cluster && ids.includes(task.id))
          .map(({ task }) => task.id),
      ),
    add: async (records) => {
      for (const record of records) {
        const before = all.find(
          ({ ref, task }) =>
            ref.env === record.ref.env && ref.cluster === record.ref.cluster && task.id === record.task.id,
        );
        if (!before) all.push(record);
        else if (!before.lines && (record.lines || record.notRead !== undefined))
          all = all.map((each) =>
            each === before ? { ...before, lines: record.lines, notRead: record.notRead } : each,
          );
      }
    },
    list: async (ref, since, limit) =>
      all
        .filter((record) => sameService(record.ref, ref) && stoppedAt(record) >= since)
        .sort((one, other) => stoppedAt(other).getTime() - stoppedAt(one).getTime())
        .slice(0, limit),
    forget: async (stoppedBefore) => {
      all = all.filter((record) => stoppedAt(record) >= stoppedBefore);
    },
  };
}

/** Operations in memory, with the promises of the real ones. The given ones have no history. */
export function fakeOperations(initial: readonly OperationRecord[] = []): Store['operations'] {
  const records = new Map(initial.map((each) => [each.id, { ...each, version: Math.max(each.version, 1) }]));
  const steps = new Map<string, readonly HistoryEntry[]>();
  const used = new Map<string, string>();
  const named = (name: string) =>
    [...records.values()].find((each) => !each.archivedAt && nameKey(each.name) === nameKey(name));
  return {
    get: async (id) => records.get(id),
    named: async (name) => named(name),
    ofChannel: async (channel) => {
      const found = records.get(used.get(channel) ?? '');
      return found?.archivedAt ? undefined : found;
    },
    list: async () =>
      [...records.values()]
        .map(({ id, name, fileName, changedAt, archivedAt }) => {
          const channels = [...used.keys()].filter((channel) => used.get(channel) === id).sort();
          return { id, name, fileName, changedAt, archivedAt, channels };
        })
        .sort(byUse),
    use: async (channel, id) => {
      used.set(channel, id);
    },
    save: async (record, step) => {
      const before = records.get(record.id);
      if ((before?.version ?? 0) !== record.version) return 'lost';
      const holder = record.archivedAt ? undefined : named(record.name);
      if (holder && holder.id !== record.id) return 'taken';
      const past = steps.get(record.id) ?? [];
      if (step && past.some(({ seq }) => seq === step.seq))
        throw new UpstreamError('save the operation: the history has such a step', 'refused');
      const { createdBy, createdAt } = before ?? record;
      records.set(record.id, { ...record, createdBy, createdAt, version: record.version + 1 });
      if (step) steps.set(record.id, [...past, step]);
      return 'saved';
    },
    history: async (id, limit) =>
      [...(steps.get(id) ?? [])]
        .sort((one, other) => other.seq - one.seq)
        .slice(0, Math.min(Math.max(Math.trunc(limit), 0), 1000)),
  };
}

function byUse(one: OperationSummary, other: OperationSummary): number {
  return (
    Number(one.archivedAt !== undefined) - Number(other.archivedAt !== undefined) ||
    other.changedAt.getTime() - one.changedAt.getTime() ||
    (one.id < other.id ? -1 : 1)
  );
}

/** What probes saw, in memory, with the promises of the real ones. */
export function fakeVerifications(
  initial: Readonly<Record<string, readonly Standing[]>> = {},
): Store['verifications'] {
  const rows = new Map(
    Object.entries(initial).map(([id, all]) => [id, new Map(all.map((each) => [each.criterion, each]))]),
  );
  const of = (operation: string) => rows.get(operation) ?? new Map<string, Standing>();
  return {
    list: async (operation) =>
      [...of(operation).values()].sort((one, other) => (one.criterion < other.criterion ? -1 : 1)),
    save: async (operation, standings) => {
      const there = of(operation);
      rows.set(operation, there);
      return standings.flatMap((standing) => {
        if ((there.get(standing.criterion)?.version ?? 0) !== standing.version) return [standing.criterion];
        there.set(standing.criterion, { ...standing, version: standing.version + 1 });
        return [];
      });
    },
    keep: async (operation, criteria) => {
      for (const id of of(operation).keys()) if (!criteria.includes(id)) of(operation).delete(id);
    },
  };
}
