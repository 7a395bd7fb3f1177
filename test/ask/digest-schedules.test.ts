import { describe, expect, it } from 'vitest';
import { addDigest, depthIn, meantSchedule, pauseDigest } from '../../src/ask/digest-schedules.ts';
import { fakeDigests } from '../fake-digests.ts';
import { aCall, clock, SOME_DIRECTORY } from '../fakes.ts';
import { aSchedule } from '../given-digest.ts';

const aPause = aCall({ words: ['pause'] });

describe('schedules of a channel', () => {
  it('are changed as they are now, where somebody else was faster', async () => {
    const digests = fakeDigests([aSchedule()]);
    let saves = 0;
    const busy: typeof digests = {
      ...digests,
      save: async (schedule) => {
        saves += 1;
        if (saves === 1) await digests.save({ ...schedule, paused: undefined, words: 'theirs' });
        return digests.save(schedule);
      },
    };
    await pauseDigest({ digests: busy, clock, directory: SOME_DIRECTORY }, aPause);
    expect(await digests.get('digest-1')).toMatchObject({ words: 'theirs', paused: { why: '' } });
  });

  it('are given up on where others are faster all the time', async () => {
    const digests: ReturnType<typeof fakeDigests> = {
      ...fakeDigests([aSchedule()]),
      save: async () => 'lost',
    };
    const pausing = pauseDigest({ digests, clock, directory: SOME_DIRECTORY }, aPause);
    await expect(pausing).rejects.toThrow('changes all the time');
  });

  it('are twenty at most', async () => {
    const digests = fakeDigests(
      Array.from({ length: 20 }, (_, nth) =>
        aSchedule({ id: `d${nth}`, times: { cron: `${nth} 9 * * *`, zone: 'UTC' } }),
      ),
    );
    const call = aCall({ words: ['every', 'day', '10:00'], options: { tz: 'UTC' } });
    await expect(addDigest({ digests, clock, directory: SOME_DIRECTORY }, call)).rejects.toThrow(
      'This channel gets 20 digests',
    );
  });

  it('of other channels are not meant', async () => {
    const digests = fakeDigests([aSchedule({ channel: 'C2' })]);
    await expect(meantSchedule({ digests }, aCall(), '1')).rejects.toThrow(/gets no digest/);
  });

  it.each([
    [{}, undefined],
    [{ short: true }, 'short'],
    [{ full: true }, 'full'],
  ] as const)('of %j are so long', (options, depth) => {
    expect(depthIn({ options })).toBe(depth);
  });
});
