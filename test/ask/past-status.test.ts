import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/ask/answer.ts';
import { pastStatus } from '../../src/ask/past-status.ts';
import { dispatch } from '../../src/commands/dispatch.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { fakeDigests } from '../fake-digests.ts';
import { aCall, clock, fakeEstate } from '../fakes.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aRun, aSchedule, aSnapshot } from '../given-digest.ts';

/** Now is 4 March, 03:00 UTC and 04:00 in Berlin; digests were posted at 10:00 and 17:00 UTC the day before. */
async function aChannel() {
  const digests = fakeDigests([aSchedule()]);
  for (const [minutes, verdict] of [
    [17 * 60, 'on-track'],
    [10 * 60, 'blocked'],
  ] as const) {
    const dueAt = minutesAgo(minutes);
    const schedule = await digests.get('digest-1');
    if (!schedule) throw new Error('no schedule');
    await digests.begin(schedule, { dueAt, missed: undefined, nextAt: NOW }, '');
    const services = { 'prod-eu:prod/web': 'unhealthy', 'prod-eu:prod/web-admin': 'healthy' } as const;
    const snapshot = aSnapshot({ takenAt: dueAt, verdict, services });
    await digests.saveRun(aRun({ dueAt, state: 'posted', snapshot }));
  }
  const deps = { digests, clock, estate: fakeEstate([]).estate };
  return async (typed: string, given: Partial<Call> = {}) => {
    const { typed: words } = dispatch(typed, COMMANDS);
    const person = { ...aCall().person, zone: 'Europe/Berlin' };
    return (await pastStatus(deps, aCall({ person, ...given, ...words }))).message.text;
  };
}

describe('how things stood in a channel', () => {
  it.each([
    // 18:00 in Berlin is 17:00 UTC.
    ['status --at "yesterday 18:00"', /^🕰️ As of 3 Mar 17:00 UTC, 10 h ago: .*\n🔴 Blocked/],
    ['status --at yesterday 18:00', /^🕰️ As of 3 Mar 17:00 UTC/],
    ['status --at=yesterday 6 pm', /^🕰️ As of 3 Mar 17:00 UTC/],
    ['status --at "2 hours ago"', /^🕰️ As of 3 Mar 17:00 UTC/],
    ['status --at 2 hours ago', /^🕰️ As of 3 Mar 17:00 UTC/],
    ['status --at 18:00 yesterday', /^🕰️ As of 3 Mar 17:00 UTC/],
    [
      'status --at "yesterday 17:59"',
      /^🕰️ As of 3 Mar 10:00 UTC, 17 h ago: .*, 6 h 59 min before it\n🟢 On track/,
    ],
    ['status --at "yesterday 17:30 UTC"', /^🕰️ As of 3 Mar 17:00 UTC/],
    [
      'status web --at "yesterday 18:00"',
      /before it\n🔴 prod\/web unhealthy\nNot kept|UTC\n🔴 prod\/web unhealthy\nNot kept/,
    ],
    ['status admin --at "yesterday 18:00"', /UTC\n🟢 prod\/web-admin healthy\nNot kept/],
  ])('%s', async (typed, words) => {
    expect(await (await aChannel())(typed)).toMatch(words);
  });

  it('is meant in UTC where Slack does not say the zone, which is said', async () => {
    const say = await aChannel();
    const text = await say('status --at "yesterday 17:30"', { person: aCall().person });
    expect(text).toMatch(/^🕰️ As of 3 Mar 17:00 UTC/);
    expect(text).toContain('Your time was taken as UTC');
  });

  it.each([
    [
      'status --at "yesterday 9:00"',
      {},
      /^How things stood at 3 Mar 2026, 09:00 \(Europe\/Berlin\) is not known: only digests keep it, and none was posted in this channel by then/,
    ],
    ['status --at "yesterday 18:00" --all', {}, /^`--at` and `--all` do not go together/],
    ['status --at "tomorrow 18:00"', {}, /is no time that I understand/],
    [
      'status api --at "yesterday 18:00"',
      {},
      /No service in the digest of that time fits `api`\. It had prod-eu:prod\/web, /,
    ],
    ['status a b --at "yesterday 18:00"', {}, /^One service at a time/],
    [
      'status --at "yesterday 18:00"',
      { place: { ...aCall().place, kind: 'terminal' } as const },
      /a terminal is none/,
    ],
  ])('%s is refused: %3$s', async (typed, given, complaint) => {
    await expect((await aChannel())(typed, given)).rejects.toThrow(complaint);
  });
});
