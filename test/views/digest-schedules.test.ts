import { describe, expect, it } from 'vitest';
import { digestPausedMessage, scheduleMessage, schedulesMessage } from '../../src/views/digest-schedules.ts';
import { IN_CHANNEL, minutesAgo, NOW } from '../given.ts';
import { aSchedule } from '../given-digest.ts';
import { fits, HOSTILE, offences } from './alert-cases.ts';

const HOSTILE_ONE = aSchedule({
  ...{
    words: HOSTILE,
    createdBy: { id: 'U1', name: HOSTILE },
    paused: { at: NOW, by: { id: 'U2', name: HOSTILE }, why: HOSTILE },
  },
});

describe('the digests of a channel', () => {
  it('say when each comes next, and who wanted it', () => {
    const all = [aSchedule({ depth: 'full' }), aSchedule({ nextAt: undefined })];
    expect(schedulesMessage(all, { place: IN_CHANNEL }).text.split('\n').slice(1, 3)).toEqual([
      '1 day 3:00 UTC · next 4 Mar 03:00 UTC · full · by Anna',
      '2 day 3:00 UTC · never comes again · by Anna',
    ]);
  });

  it('show the next times in the zone of the reader', () => {
    const next = [NOW, minutesAgo(-1440), minutesAgo(-2880)];
    const { text, blocks } = scheduleMessage(aSchedule(), { did: 'Added', next, notes: ['Mind the gap.'] });
    expect(text.split('\n').slice(1)).toEqual(['Then: 5 Mar 03:00 UTC, 6 Mar 03:00 UTC', 'Mind the gap.']);
    expect(JSON.stringify(blocks)).toContain('<!date^');
  });

  it('that were paused by the bot say why, and what to do', () => {
    const why = 'could not post to C1: the channel is archived';
    const { text } = digestPausedMessage(aSchedule({ paused: { at: NOW, by: undefined, why } }));
    expect(text).toContain(
      `Why: ${why}\nOnce the channel takes posts again, type /snail digest resume there.`,
    );
  });

  it('let no name call, link or leave its place', () => {
    for (const message of [
      schedulesMessage([HOSTILE_ONE], { place: IN_CHANNEL }),
      scheduleMessage(HOSTILE_ONE, { did: 'Added', next: [], notes: [HOSTILE] }),
      digestPausedMessage(HOSTILE_ONE),
    ]) {
      expect(offences(message)).toEqual([]);
      expect(fits(message)).toBe(true);
    }
  });

  it('are cut with a count', () => {
    const many = Array.from({ length: 99 }, (_, nth) => aSchedule({ id: `d${nth}` }));
    const message = schedulesMessage(many, { place: IN_CHANNEL });
    expect(message.text).toContain('and 69 more');
    expect(fits(message)).toBe(true);
  });
});
