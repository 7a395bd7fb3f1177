import { describe, expect, it } from 'vitest';
import { nextTime } from '../../src/cron.ts';
import { UpstreamError } from '../../src/errors.ts';
import { fakeOperations } from '../fake-store.ts';
import { fakeEstate, fakeWatches } from '../fakes.ts';
import { aRef, aSighting, NOW } from '../given.ts';
import { ANNA, aThread, aWatch } from '../given-alerts.ts';
import { aSchedule, aSnapshot, DAY_MS } from '../given-digest.ts';
import { anOperationRecord } from '../given-operation.ts';
import { aMorning, type Morning, post, states } from './given-digests.ts';
import { MINUTE, SECOND } from './given-night.ts';

const UNREACHABLE = new UpstreamError('post to C1: Slack cannot be reached', 'unreachable');
const UNCONFIRMED = new UpstreamError('post to C1: Slack did not answer in time', 'unconfirmed');
const ARCHIVED = new UpstreamError('post to C1: the channel is archived', 'refused');
const HOUR = 60 * MINUTE;
const TRACKER =
  '# Move\n\n## Completion criteria\n\n- [x] Built\n- [ ] Tested\n\n## Next steps\n\n- [ ] Test it\n';

/** A channel with an operation, so that a digest has a root and a reply. */
async function aMorningOfWork(given: Parameters<typeof aMorning>[0] = {}): Promise<Morning> {
  const operations = fakeOperations([anOperationRecord({ source: TRACKER })]);
  await operations.use('C1', 'op-1', ANNA, NOW);
  return aMorning({ operations, ...given });
}

/** Other runs, when leases of a dead process are over. */
async function goOn(morning: Morning): Promise<void> {
  morning.revive();
  for (let run = 0; run < 3; run += 1) {
    morning.pass(MINUTE + SECOND);
    await post(morning);
  }
}

const roots = ({ slack }: Morning, channel = 'C1') =>
  slack.messages.filter((each) => each.channel === channel && !each.under).map(({ texts }) => texts[0] ?? '');
const replies = ({ slack }: Morning) =>
  slack.messages.filter(({ under }) => under).map(({ texts }) => texts[0] ?? '');

describe('a digest that is due', () => {
  it('is posted once, with its thread', async () => {
    const morning = await aMorningOfWork();
    await post(morning);
    await post(morning);
    expect(roots(morning)).toHaveLength(1);
    expect(roots(morning)[0]).toMatch(
      /^🟢 On track · Snail Trail · nothing blocks, 1 service without trouble\n/,
    );
    expect(replies(morning)).toHaveLength(1);
    expect(replies(morning)[0]).toContain('Next steps\n• Test it\nNext digest: 5 Mar 03:00 UTC');
    expect(states(morning)).toEqual(['posted']);
  });

  it('is not posted before its time, nor where it is paused', async () => {
    const morning = aMorning({
      schedules: [
        aSchedule({ nextAt: new Date(NOW.getTime() + SECOND) }),
        aSchedule({ id: 'p', paused: { at: NOW, by: ANNA, why: '' } }),
      ],
    });
    await post(morning);
    expect(roots(morning)).toEqual([]);
    morning.pass(SECOND);
    await post(morning);
    expect(roots(morning)).toHaveLength(1);
  });

  it('says in one line that nothing changed since the last', async () => {
    const morning = await aMorningOfWork();
    await post(morning);
    morning.pass(DAY_MS);
    await post(morning);
    expect(roots(morning)[1]).toBe(
      '🟢 On track · Snail Trail · nothing blocks, 1 service without trouble · nothing changed since 4 Mar 03:00 UTC',
    );
    expect(replies(morning)).toHaveLength(1);
  });

  it('tells what changed since the last', async () => {
    const morning = await aMorningOfWork();
    await post(morning);
    const record = await morning.deps.operations.get('op-1');
    if (!record) throw new Error('no operation');
    const source = TRACKER.replace('- [ ] Tested', '- [x] Tested');
    await morning.deps.operations.save({ ...record, source }, undefined);
    morning.pass(DAY_MS);
    await post(morning);
    expect(roots(morning)[1]).toContain('criteria 2/2 (▲1)');
    expect(replies(morning)[1]).toContain('✅ done: criterion Tested');
  });

  it('is a root alone where it is to be short', async () => {
    const morning = await aMorningOfWork({ schedules: [aSchedule({ depth: 'short' })] });
    await post(morning);
    expect([roots(morning).length, replies(morning).length, states(morning)]).toEqual([1, 0, ['posted']]);
  });

  it('is posted by one of two processes at the same moment', async () => {
    const morning = await aMorningOfWork();
    await Promise.all([post(morning), post(morning), post(morning)]);
    expect([roots(morning).length, replies(morning).length]).toEqual([1, 1]);
  });

  it('shares its facts with all others of the moment, and those that need somebody go first', async () => {
    const channels = ['C1', 'C2', 'C3', 'C4'];
    const watch = channels.map((channel) => aWatch({ channel }));
    const { estate, asked } = fakeEstate([aSighting()]);
    const schedules = channels.map((channel) => aSchedule({ id: channel, channel }));
    const morning = aMorning({ schedules, estate, watches: fakeWatches(watch) });
    await morning.threads.save([{ thread: { ...aThread({ id: 't' }), channel: 'C3', version: 0 } }], NOW);
    await post(morning);
    expect(asked).toMatchObject({ sweeps: 1, overviews: 0, looks: 0 });
    expect(morning.slack.messages.filter(({ under }) => !under).map(({ channel }) => channel)).toEqual([
      'C3',
      'C1',
      'C2',
      'C4',
    ]);
  });
});

describe('a process that ends', () => {
  it('at any step leaves each digest posted, and none twice', async () => {
    for (let steps = 0; ; steps += 1) {
      const morning = await aMorningOfWork();
      morning.killAfter(steps);
      await post(morning).catch(() => undefined);
      const wasKilled = morning.isDead();
      await goOn(morning);
      expect([roots(morning).length, replies(morning).length], `after ${steps} steps`).toEqual([1, 1]);
      expect(states(morning), `after ${steps} steps`).toEqual(['posted']);
      expect(await morning.digests.snapshots('digest-1', 9), `after ${steps} steps`).toHaveLength(1);
      if (!wasKilled) {
        expect(steps).toBeGreaterThan(15);
        return;
      }
    }
  });

  it('at any step where nobody may read the channel repeats at most one message, and marks it', async () => {
    let doubled = 0;
    for (let steps = 0; ; steps += 1) {
      const morning = await aMorningOfWork();
      morning.slack.hide();
      morning.killAfter(steps);
      await post(morning).catch(() => undefined);
      const wasKilled = morning.isDead();
      await goOn(morning);
      const all = [...roots(morning), ...replies(morning)];
      expect(Math.min(roots(morning).length, replies(morning).length), `after ${steps} steps`).toBe(1);
      const marked = all.filter((text) => text.includes('This may be here twice'));
      expect(all.length - 2).toBeLessThanOrEqual(1);
      if (all.length > 2) expect(marked).toHaveLength(1);
      doubled += all.length - 2;
      if (!wasKilled) break;
    }
    expect(doubled).toBeGreaterThan(1);
  });
});

describe('a digest that was missed', () => {
  it.each([
    ['two hours', 2 * HOUR, /\n⏰ Late: due 4 Mar 03:00 UTC, posted 4 Mar 05:00 UTC$/],
    ['three minutes', 3 * MINUTE, /^[^⏰]*$/u],
  ])('for %s is posted, and says so where it is late', async (_, ms, text) => {
    const morning = aMorning();
    morning.pass(ms);
    await post(morning);
    expect(roots(morning)).toHaveLength(1);
    expect(roots(morning)[0]).toMatch(text);
  });

  it('is left to the next where that comes within the hour, which says it', async () => {
    const morning = aMorning();
    morning.pass(DAY_MS - 30 * MINUTE);
    await post(morning);
    expect([roots(morning), states(morning)]).toEqual([[], ['skipped']]);
    morning.pass(30 * MINUTE);
    await post(morning);
    expect(roots(morning)[0]).toContain(
      '1 digest before this one left out (4 Mar 03:00 UTC): I was not running',
    );
    expect(states(morning)).toEqual(['skipped', 'posted']);
  });

  it('three days long: the newest is posted, the others are counted', async () => {
    const morning = aMorning();
    morning.pass(3 * DAY_MS + MINUTE);
    await post(morning);
    expect(roots(morning)).toHaveLength(1);
    expect(roots(morning)[0]).toContain(
      '3 digests before this one left out (4 Mar 03:00 UTC to 6 Mar 03:00 UTC)',
    );
    morning.pass(DAY_MS);
    await post(morning);
    expect(roots(morning)[1]).not.toContain('left out');
  });
});

describe('Slack', () => {
  it('that is down is asked again, and the digest is posted once and late', async () => {
    const morning = await aMorningOfWork();
    morning.slack.refuse(UNREACHABLE);
    await post(morning);
    await post(morning);
    expect([roots(morning), states(morning)]).toEqual([[], ['announced, owed']]);
    for (let run = 0; run < 60; run += 1) {
      morning.pass(MINUTE);
      await post(morning);
    }
    morning.slack.accept();
    morning.pass(10 * SECOND);
    await post(morning);
    await post(morning);
    expect([roots(morning).length, replies(morning).length]).toEqual([1, 1]);
    expect(roots(morning)[0]).toContain('⏰ Late: due 4 Mar 03:00 UTC, posted 4 Mar 04:00 UTC');
  });

  it('that is down all day long makes the next one say so', async () => {
    const morning = aMorning();
    morning.slack.refuse(UNREACHABLE);
    await post(morning);
    morning.pass(DAY_MS - 40 * MINUTE);
    await post(morning);
    morning.slack.accept();
    expect(states(morning)).toEqual(['skipped']);
    morning.pass(40 * MINUTE);
    await post(morning);
    expect(roots(morning)).toHaveLength(1);
    expect(roots(morning)[0]).toContain('left out (4 Mar 03:00 UTC): Slack did not take it');
  });

  it('that took a post without saying so is found out, and asked once', async () => {
    const morning = await aMorningOfWork();
    morning.slack.answer(() => {
      throw UNCONFIRMED;
    });
    await post(morning);
    morning.slack.answer(() => {});
    morning.pass(10 * SECOND);
    await post(morning);
    expect([roots(morning).length, replies(morning).length, states(morning)]).toEqual([1, 1, ['posted']]);
  });

  it('that hides what it took makes the repeat a marked one', async () => {
    const morning = aMorning();
    morning.slack.hide();
    morning.slack.answer(() => {
      throw UNCONFIRMED;
    });
    await post(morning);
    morning.slack.answer(() => {});
    morning.pass(10 * SECOND);
    await post(morning);
    expect(roots(morning)).toHaveLength(2);
    expect(roots(morning)[1]).toContain('This may be here twice');
  });

  it('that does not know the channel any more pauses the schedule and tells its maker, once', async () => {
    const schedules = [aSchedule(), aSchedule({ id: 'other', channel: 'C2' })];
    const morning = aMorning({ schedules });
    morning.slack.refuse(ARCHIVED);
    for (let day = 0; day < 3; day += 1) {
      await post(morning);
      morning.pass(DAY_MS);
    }
    expect(morning.slack.told).toHaveLength(1);
    expect(morning.slack.told[0]).toMatch(
      /^UANNA: 🔴 I cannot post the digest day 3:00 to C1, so I paused it/,
    );
    expect((await morning.digests.get('digest-1'))?.paused).toMatchObject({ by: undefined });
    expect(roots(morning, 'C2')).toHaveLength(3);
  });

  it('that refuses the bot itself pauses nothing', async () => {
    const morning = aMorning();
    for (const error of [
      new UpstreamError('post to C1: the token was revoked', 'credentials'),
      new UpstreamError('post to C1', 'denied', { permission: 'chat:write' }),
    ]) {
      morning.slack.refuse(error);
      morning.pass(10 * SECOND);
      await post(morning);
    }
    expect(morning.slack.told).toEqual([]);
    expect((await morning.digests.get('digest-1'))?.paused).toBeUndefined();
    morning.slack.accept();
    morning.pass(10 * SECOND);
    await post(morning);
    expect(roots(morning)).toHaveLength(1);
  });

  it('that takes no replies until the next digest is due: they are given up, which is logged and said once', async () => {
    const morning = await aMorningOfWork();
    morning.slack.answer(() => {
      if (roots(morning).length > 0) morning.slack.refuse(UNREACHABLE);
    });
    await post(morning);
    expect([roots(morning).length, replies(morning).length, states(morning)]).toEqual([
      1,
      0,
      ['posted, owed'],
    ]);
    for (let hour = 1; hour < 24; hour += 1) {
      morning.pass(HOUR);
      await post(morning);
    }
    expect(states(morning)).toEqual(['posted, owed']);
    morning.slack.answer(() => {});
    morning.slack.accept();
    morning.pass(HOUR);
    await expect(post(morning)).rejects.toMatchObject({
      errors: [
        {
          errors: [
            {
              message:
                'could not finish the thread of the digest of 4 Mar 03:00 UTC in C1, gave up: Slack did not take it',
            },
          ],
        },
      ],
    });
    expect(states(morning)).toEqual(['posted', 'posted']);
    expect(roots(morning)[1]).toContain(
      'The thread of the digest before this one (4 Mar 03:00 UTC) is not complete: Slack did not take it',
    );
    morning.pass(DAY_MS);
    await post(morning);
    expect(roots(morning)[2]).not.toContain('not complete');
    expect(replies(morning)).toEqual([]);
  });

  it('in which somebody deletes the root gets no thread, and no second root', async () => {
    const morning = await aMorningOfWork();
    morning.slack.answer(() => {
      const [root] = morning.slack.messages;
      if (root) morning.slack.delete(root.ts);
    });
    await post(morning);
    morning.pass(MINUTE);
    await post(morning);
    expect([morning.slack.messages.length, states(morning)]).toEqual([0, ['posted']]);
    expect((await morning.digests.get('digest-1'))?.paused).toBeUndefined();
  });
});

describe('a schedule', () => {
  it('that is paused or removed between its time and the post says nothing', async () => {
    for (const change of ['pause', 'remove'] as const) {
      const morning = aMorning();
      morning.slack.refuse(UNREACHABLE);
      await post(morning);
      const schedule = await morning.digests.get('digest-1');
      if (!schedule) throw new Error('no schedule');
      if (change === 'remove') await morning.digests.remove('digest-1');
      else await morning.digests.save({ ...schedule, paused: { at: NOW, by: ANNA, why: '' } });
      morning.slack.accept();
      morning.pass(MINUTE);
      await post(morning);
      expect(roots(morning)).toEqual([]);
    }
  });

  it('of which the database fails once is posted all the same, once', async () => {
    const morning = await aMorningOfWork();
    const { saveRun } = morning.deps.digests;
    let failures = 1;
    const digests: typeof morning.deps.digests = {
      ...morning.digests,
      saveRun: async (run) => {
        if (run.root !== undefined && failures-- > 0)
          throw new UpstreamError('save the digest: another process holds the file', 'timeout');
        return saveRun(run);
      },
    };
    await expect(post({ ...morning, deps: { ...morning.deps, digests } })).rejects.toThrow(
      'digests not posted',
    );
    morning.pass(5 * SECOND);
    await post({ ...morning, deps: { ...morning.deps, digests } });
    expect([roots(morning).length, replies(morning).length, states(morning)]).toEqual([1, 1, ['posted']]);
  });

  it('forgets how things stood after 400 days', async () => {
    const morning = aMorning();
    await post(morning);
    morning.pass(399 * DAY_MS);
    await post(morning);
    expect(await morning.digests.snapshotAt('C1', NOW)).toBeDefined();
    morning.pass(2 * DAY_MS);
    await post(morning);
    expect(await morning.digests.snapshotAt('C1', NOW)).toBeUndefined();
  });

  it('that breaks keeps no other from being posted', async () => {
    const schedules = [aSchedule(), aSchedule({ id: 'other', channel: 'C2' })];
    const morning = aMorning({ schedules });
    const snapshots: typeof morning.digests.snapshots = async (id) =>
      id === 'digest-1' ? [aSnapshot({ services: undefined as never })] : [];
    const deps = { ...morning.deps, digests: { ...morning.digests, snapshots } };
    await expect(post({ ...morning, deps })).rejects.toThrow('digests not posted');
    expect([roots(morning, 'C1'), roots(morning, 'C2').length]).toEqual([[], 1]);
  });

  it('of a channel that watches what cannot be read says that it is not known', async () => {
    const sighting = aSighting({
      ref: aRef(),
      service: { kind: 'unknown', why: 'timeout', detail: 'ECS did not answer' },
    });
    const morning = aMorning({ estate: fakeEstate([sighting]).estate });
    await post(morning);
    expect(roots(morning)[0]).toMatch(/^❔ Not known · 1 service could not be read/);
  });
});

describe('five hundred of the same minute', () => {
  it('in 200 channels are all posted once, at one look at AWS', async () => {
    const channels = Array.from({ length: 200 }, (_, nth) => `C${nth}`);
    const schedules = Array.from({ length: 500 }, (_, nth) =>
      aSchedule({ id: `d${nth}`, channel: channels[nth % 200] ?? '', depth: nth % 3 ? 'usual' : 'short' }),
    );
    const { estate, asked } = fakeEstate([aSighting()]);
    const watches = fakeWatches(channels.map((channel) => aWatch({ channel })));
    const morning = aMorning({ schedules, estate, watches });
    await post(morning);
    await post(morning);
    expect(morning.slack.messages.filter(({ under }) => !under)).toHaveLength(500);
    expect(new Set(states(morning))).toEqual(new Set(['posted']));
    expect(asked).toMatchObject({ sweeps: 1, lists: 0, overviews: 0 });
  });
});

describe('where clocks change', () => {
  it.each([
    [
      'Europe/Berlin in spring',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-03-28T00:00Z',
      ['28 02:30', '29 03:00', '30 02:30'],
    ],
    [
      'Europe/Berlin in autumn',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-10-24T00:00Z',
      ['24 02:30', '25 02:30', '26 02:30'],
    ],
    [
      'New York in autumn',
      '30 1 * * *',
      'America/New_York',
      '2026-10-31T04:00Z',
      ['31 01:30', '1 01:30', '2 01:30'],
    ],
    [
      'Lord Howe in spring',
      '15 2 * * *',
      'Australia/Lord_Howe',
      '2026-10-02T14:00Z',
      ['3 02:15', '4 02:30', '5 02:15'],
    ],
    [
      'Lord Howe in autumn',
      '45 1 * * *',
      'Australia/Lord_Howe',
      '2026-04-03T13:00Z',
      ['4 01:45', '5 01:45', '6 01:45'],
    ],
  ])('%s: one a day, through the night', async (_, cron, zone, from, wanted) => {
    const times = { cron, zone };
    const startAt = new Date(from);
    const morning = aMorning({ schedules: [aSchedule({ times, nextAt: nextTime(times, startAt) })] });
    morning.pass(startAt.getTime() - morning.at().getTime());
    const seen: string[] = [];
    for (let step = 0; step < 3 * 24 * 12 - 1; step += 1) {
      const before = roots(morning).length;
      await post(morning);
      if (roots(morning).length > before) seen.push(wall(morning.at(), zone));
      morning.pass(5 * MINUTE);
    }
    expect(seen).toEqual(wanted);
  });
});

/** "29 03:00": what the wall clock shows. */
function wall(at: Date, timeZone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
  return `${new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric' }).format(at)} ${time}`;
}
