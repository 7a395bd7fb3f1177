import type { Who } from '../access/person.ts';
import type { Digest } from '../digest/digest.ts';
import type { DigestRun } from '../digest/run.ts';
import type { DigestDepth, DigestSchedule, Pause } from '../digest/schedule.ts';
import type { Snapshot } from '../digest/snapshot.ts';
import { fromJson, jsonText } from './json.ts';
import { whoText } from './operation-rows.ts';
import { type DigestRunRow, type DigestScheduleRow, type DigestSnapshotRow, LONGEST } from './tables.ts';
import { bounded, keyText } from './text.ts';

/** The row of a schedule as it is saved; its version is one more. */
export function scheduleRow(schedule: DigestSchedule): DigestScheduleRow {
  return {
    id: keyText(schedule.id, LONGEST.id),
    channel: keyText(schedule.channel, LONGEST.id),
    cron: keyText(schedule.times.cron, LONGEST.detail),
    zone: keyText(schedule.times.zone, LONGEST.name),
    words: bounded(schedule.words, LONGEST.name),
    depth: schedule.depth,
    created_by: whoText(schedule.createdBy),
    created_at: schedule.createdAt.toISOString(),
    paused: schedule.paused ? jsonText(schedule.paused, LONGEST.text) : null,
    next_at: schedule.nextAt?.toISOString() ?? null,
    version: schedule.version + 1,
  };
}

/** The schedule in a row. */
export function scheduleOf(row: DigestScheduleRow): DigestSchedule {
  return {
    id: row.id,
    channel: row.channel,
    times: { cron: row.cron, zone: row.zone },
    words: row.words,
    depth: row.depth as DigestDepth,
    createdBy: fromJson(row.created_by) as Who,
    createdAt: new Date(row.created_at),
    paused: row.paused === null ? undefined : pauseIn(row.paused),
    nextAt: instantIn(row.next_at),
    version: row.version,
  };
}

function pauseIn(column: string): Pause {
  const { at, by, why } = fromJson(column) as Pause;
  return { at, by, why };
}

/** The row of one digest. */
export function runRow(run: DigestRun): DigestRunRow {
  return {
    schedule: keyText(run.schedule, LONGEST.id),
    due_at: run.dueAt.toISOString(),
    channel: keyText(run.channel, LONGEST.id),
    state: run.state,
    why: bounded(run.why, LONGEST.text),
    missed: run.missed ? jsonText(run.missed) : null,
    digest: run.digest ? jsonText(run.digest, LONGEST.text) : null,
    // Ids in it are compared, so none of them is cut.
    snapshot: run.snapshot ? jsonText(run.snapshot) : null,
    posting: run.posting ? jsonText(run.posting) : null,
    root: run.root ?? null,
    said: run.said,
    next_at: run.nextAt?.toISOString() ?? null,
    refused_since_at: run.refusedSinceAt?.toISOString() ?? null,
  };
}

/** The digest in a row. */
export function runOf(row: DigestRunRow): DigestRun {
  return {
    schedule: row.schedule,
    channel: row.channel,
    dueAt: new Date(row.due_at),
    state: row.state as DigestRun['state'],
    why: row.why,
    missed: row.missed === null ? undefined : (fromJson(row.missed) as DigestRun['missed']),
    digest: row.digest === null ? undefined : (fromJson(row.digest) as Digest),
    snapshot: row.snapshot === null ? undefined : snapshotIn({ snapshot: row.snapshot }),
    posting: row.posting === null ? undefined : (fromJson(row.posting) as DigestRun['posting']),
    root: row.root ?? undefined,
    said: row.said,
    nextAt: instantIn(row.next_at),
    refusedSinceAt: instantIn(row.refused_since_at),
  };
}

/** The row of how things stood when a digest was posted. */
export function snapshotRow(
  { schedule, dueAt, channel }: Pick<DigestRun, 'schedule' | 'dueAt' | 'channel'>,
  snapshot: Snapshot,
): DigestSnapshotRow {
  return {
    schedule: keyText(schedule, LONGEST.id),
    due_at: dueAt.toISOString(),
    channel: keyText(channel, LONGEST.id),
    taken_at: snapshot.takenAt.toISOString(),
    snapshot: jsonText(snapshot),
  };
}

/** How things stood, as a row has it. */
export function snapshotIn({ snapshot }: Pick<DigestSnapshotRow, 'snapshot'>): Snapshot {
  return fromJson(snapshot) as Snapshot;
}

function instantIn(column: string | null): Date | undefined {
  return column === null ? undefined : new Date(column);
}
