import { describe, expect, it } from 'vitest';
import {
  runOf,
  runRow,
  scheduleOf,
  scheduleRow,
  snapshotIn,
  snapshotRow,
} from '../../src/store/digest-rows.ts';
import { NOW } from '../given.ts';
import { ANNA, anAlert } from '../given-alerts.ts';
import { aDigest, anOperationState, aRun, aSchedule, aSnapshot } from '../given-digest.ts';

describe('rows of digests', () => {
  it('give the schedule back, one version on', () => {
    const schedule = aSchedule({ paused: { at: NOW, by: ANNA, why: '' } });
    expect(scheduleOf(scheduleRow(schedule))).toEqual({ ...schedule, version: 2 });
  });

  it('tell a pause of ours from one that somebody wanted', () => {
    const paused = { at: NOW, by: undefined, why: 'archived' };
    expect(scheduleOf(scheduleRow(aSchedule({ paused }))).paused).toEqual(paused);
  });

  it('give a run back, instants as instants', () => {
    const run = aRun({
      digest: aDigest({ alerts: [anAlert()] }),
      posting: { key: 'k', at: NOW, what: 1 },
      missed: { firstAt: NOW, lastAt: NOW, count: 1 },
    });
    const back = runOf(runRow(run));
    expect(back.posting).toEqual(run.posting);
    expect(back.missed).toEqual(run.missed);
    expect(back.digest?.alerts).toMatchObject([{ beganAt: anAlert().beganAt, openings: anAlert().openings }]);
  });

  it('cut what is far too long, but never an id that is compared later', () => {
    const long = 'x'.repeat(9000);
    const run = aRun({ why: long, digest: aDigest({ verdict: { kind: 'unknown', reason: long } }) });
    const { why, digest } = runOf(runRow(run));
    expect([why.length, digest?.verdict.reason.length]).toEqual([4000, 4000]);
    const entries = { open: [long], done: [], dropped: [] };
    const snapshot = aSnapshot({ operation: anOperationState({ entries }) });
    expect(snapshotIn(snapshotRow(run, snapshot)).operation?.entries).toEqual(entries);
  });
});
