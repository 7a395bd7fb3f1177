import { beforeEach, expect, it } from 'vitest';
import type { DigestRun } from '../../src/digest/run.ts';
import type { Digests } from '../../src/store/store.ts';
import { minutesAgo, NOW } from '../given.ts';
import { ANNA, anAlert } from '../given-alerts.ts';
import { aDigest, aRun, aSchedule, aSnapshot, DAY_MS } from '../given-digest.ts';

const TOMORROW = new Date(NOW.getTime() + DAY_MS);
const DUE = { dueAt: NOW, missed: undefined, nextAt: TOMORROW } as const;
const WHY = 'I was not running';

/** What digests promise, wherever they are kept. */
export function digestPromises(given: () => Digests): void {
  let digests: Digests;
  beforeEach(() => {
    digests = given();
  });

  const add = async (more: Parameters<typeof aSchedule>[0] = {}) => {
    const schedule = aSchedule({ version: 0, ...more });
    expect(await digests.save(schedule)).toBe('saved');
    return { ...schedule, version: 1 };
  };
  const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id);
  /** A digest that was posted so many days from now. */
  const posted = async (days: number) => {
    const dueAt = new Date(NOW.getTime() + days * DAY_MS);
    const schedule = await digests.get('digest-1');
    if (!schedule) throw new Error('no schedule');
    await digests.save({ ...schedule, nextAt: dueAt });
    await digests.begin({ ...schedule, nextAt: dueAt }, { dueAt, missed: undefined, nextAt: TOMORROW }, WHY);
    const snapshot = aSnapshot({ takenAt: dueAt });
    await digests.saveRun(aRun({ dueAt, snapshot, state: 'posted', root: '1.1', nextAt: undefined }));
  };

  it('come back as they were saved', async () => {
    const paused = { at: NOW, by: undefined, why: 'the channel is archived' };
    const schedule = await add({ paused, nextAt: undefined, depth: 'full' });
    expect(await digests.get('digest-1')).toEqual(schedule);
    const wanted = { ...schedule, paused: { at: NOW, by: ANNA, why: '' } };
    expect(await digests.save(wanted)).toBe('saved');
    expect(await digests.get('digest-1')).toEqual({ ...wanted, version: 2 });
  });

  it('are numbered in a channel in the order in which they were added', async () => {
    await add({ id: 'b', createdAt: minutesAgo(1) });
    await add({ id: 'c', createdAt: minutesAgo(2) });
    await add({ id: 'a', createdAt: minutesAgo(1) });
    await add({ id: 'd', channel: 'C2' });
    expect(ids(await digests.list('C1'))).toEqual(['c', 'a', 'b']);
    expect(await digests.list('C3')).toEqual([]);
  });

  it('are saved by whoever comes first, and by nobody once they are removed', async () => {
    const schedule = await add();
    expect(await digests.save({ ...schedule, words: 'first' })).toBe('saved');
    expect(await digests.save({ ...schedule, words: 'second' })).toBe('lost');
    expect(await digests.save(aSchedule({ version: 0 }))).toBe('lost');
    expect(await digests.remove('digest-1')).toBe('removed');
    expect(await digests.remove('digest-1')).toBe('absent');
    expect(await digests.save({ ...schedule, version: 2 })).toBe('lost');
    expect(await digests.get('digest-1')).toBeUndefined();
  });

  it('are due when their time has come, unless they are paused', async () => {
    await add({ id: 'now' });
    await add({ id: 'before', nextAt: minutesAgo(5) });
    await add({ id: 'later', nextAt: new Date(NOW.getTime() + 1) });
    await add({ id: 'never', nextAt: undefined });
    await add({ id: 'paused', paused: { at: NOW, by: ANNA, why: '' } });
    expect(ids(await digests.due(NOW))).toEqual(['before', 'now']);
  });

  it('begin once for each moment', async () => {
    const schedule = await add();
    expect(await digests.begin(schedule, DUE, WHY)).toBe('begun');
    expect(await digests.begin(schedule, DUE, WHY)).toBe('lost');
    expect(await digests.owed(NOW)).toEqual([aRun()]);
    expect((await digests.get('digest-1'))?.nextAt).toEqual(TOMORROW);
    expect(await digests.due(NOW)).toEqual([]);
  });

  it('begin once for each moment, even where the schedule is set back', async () => {
    const schedule = await add();
    await digests.begin(schedule, DUE, WHY);
    await digests.saveRun(aRun({ state: 'posted', root: '1.1', nextAt: undefined }));
    await digests.save({ ...schedule, nextAt: NOW });
    expect(await digests.begin({ ...schedule, version: 2 }, DUE, WHY)).toBe('begun');
    expect(await digests.owed(NOW)).toEqual([]);
  });

  it('do not begin once they are paused or removed', async () => {
    const schedule = await add();
    await digests.save({ ...schedule, paused: { at: NOW, by: ANNA, why: '' } });
    expect(await digests.begin(schedule, DUE, WHY)).toBe('lost');
    await digests.remove('digest-1');
    expect(await digests.begin(schedule, DUE, WHY)).toBe('lost');
    expect(await digests.owed(NOW)).toEqual([]);
  });

  it('owe what was begun, and nothing once the schedule is removed', async () => {
    const schedule = await add();
    await digests.begin(schedule, DUE, WHY);
    expect(await digests.owed(minutesAgo(1))).toEqual([]);
    expect(await digests.owed(NOW, 'C1')).toHaveLength(1);
    expect(await digests.owed(NOW, 'C2')).toEqual([]);
    const later: DigestRun = aRun({
      ...{ digest: aDigest({ alerts: [anAlert()] }), posting: { key: 'k', at: NOW, what: 'root' } },
      ...{ refusedSinceAt: NOW, why: 'Slack cannot be reached', nextAt: TOMORROW },
    });
    await digests.saveRun(later);
    expect(await digests.owed(NOW)).toEqual([]);
    const [back] = await digests.owed(TOMORROW);
    expect(JSON.parse(JSON.stringify(back))).toEqual(JSON.parse(JSON.stringify(later)));
    expect(back?.digest?.toAt).toEqual(NOW);
    expect(back?.digest?.alerts[0]?.openings).toEqual(anAlert().openings);
    await digests.remove('digest-1');
    expect(await digests.owed(TOMORROW)).toEqual([]);
  });

  it('tell which were left out since the last that was posted', async () => {
    await add();
    await posted(-5);
    const missed = { firstAt: minutesAgo(3 * 1440), lastAt: minutesAgo(2 * 1440), count: 2 };
    const schedule = await digests.get('digest-1');
    if (!schedule) throw new Error('no schedule');
    await digests.save({ ...schedule, nextAt: missed.firstAt });
    const back = { ...schedule, nextAt: missed.firstAt };
    await digests.begin(back, { ...DUE, missed }, WHY);
    const out = await digests.leftOut('digest-1', NOW);
    expect(out.map(({ missed: each, why }) => ({ each, why }))).toEqual([{ each: missed, why: WHY }]);
    expect(await digests.leftOut('digest-1', missed.firstAt)).toEqual([]);
    await digests.saveRun(aRun({ state: 'posted', root: '1.2', nextAt: undefined }));
    expect(await digests.leftOut('digest-1', TOMORROW)).toEqual([]);
    expect(await digests.leftOut('digest-2', TOMORROW)).toEqual([]);
  });

  it('tell of one whose thread was given up, until the next is posted', async () => {
    await add();
    await digests.begin(aSchedule(), DUE, WHY);
    await digests.saveRun(aRun({ state: 'posted', root: '1.2', nextAt: undefined, why: 'Slack was away' }));
    expect(await digests.leftOut('digest-1', NOW)).toEqual([]);
    expect(await digests.leftOut('digest-1', TOMORROW)).toMatchObject([
      { state: 'posted', why: 'Slack was away', dueAt: NOW },
    ]);
  });

  it('keep how things stood, the newest asked for last', async () => {
    await add();
    for (const days of [-3, -2, -1]) await posted(days);
    const days = (await digests.snapshots('digest-1', 2)).map(({ takenAt }) => takenAt);
    expect(days).toEqual([minutesAgo(2 * 1440), minutesAgo(1440)]);
    const at = async (minutes: number, channel = 'C1') =>
      (await digests.snapshotAt(channel, minutesAgo(minutes)))?.takenAt;
    expect(await at(1500)).toEqual(minutesAgo(2 * 1440));
    expect(await at(1440)).toEqual(minutesAgo(1440));
    expect(await at(4 * 1440)).toBeUndefined();
    expect(await at(0, 'C2')).toBeUndefined();
  });

  it('forget what is old, and nothing else', async () => {
    await add();
    for (const days of [-3, -1]) await posted(days);
    await digests.forget(minutesAgo(2 * 1440));
    expect(await digests.snapshots('digest-1', 9)).toHaveLength(1);
    expect(await digests.get('digest-1')).toBeDefined();
  });
}
