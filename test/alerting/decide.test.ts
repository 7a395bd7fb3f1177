import { describe, expect, it } from 'vitest';
import { decide, endAlert, isOpen, isPast } from '../../src/alerting/decide.ts';
import { ALERT_POLICY, REMEMBER_MS, REOPEN_MS } from '../../src/alerting/policy.ts';
import { minutesAgo, NOW } from '../given.ts';
import { ANNA, aBadCheck, aCheck, anAlert, BEN } from '../given-alerts.ts';
import { aTimeline, HOUR, MINUTE, SECOND } from './timeline.ts';

const AROUND = { policy: ALERT_POLICY, now: NOW, isQuiet: false };

/** Opened by bad looks, and over by good ones. */
function anOverOne() {
  const line = aTimeline();
  line.looks('bad', 'bad', 'bad', 'good', 'good');
  return line;
}

describe('an alert', () => {
  it('opens after three bad looks of four, and closes after two good ones in a row', () => {
    const line = aTimeline();
    expect(line.look('good'), 'all is well').toBe('nothing');
    expect(line.look('bad'), 'one look is not enough').toBe('counting');
    expect(line.look('bad'), 'nor are two').toBe('counting');
    expect(line.look('bad'), 'three are').toBe('firing: opened');
    expect(line.look('bad'), 'it was said').toBe('firing');
    expect(line.look('good'), 'one good look may be luck').toBe('firing');
    expect(line.look('bad'), 'it was').toBe('firing');
    expect(line.look('good'), 'the count begins again').toBe('firing');
    expect(line.look('good'), 'two in a row').toBe('resolved: resolved');
    expect(line.look('good'), 'it was said').toBe('resolved');
  });

  it('opens although one of the looks was good, and began with the first bad one', () => {
    const line = aTimeline();
    line.looks('bad', 'good', 'bad');
    expect(line.look('bad')).toBe('firing: opened');
    expect(line.alert).toMatchObject({
      beganAt: NOW,
      openings: [new Date(NOW.getTime() + 45 * SECOND)],
      word: 'unhealthy',
    });
  });

  it('is forgotten where none of the last four looks was bad', () => {
    const line = aTimeline();
    line.looks('bad', 'bad');
    expect(line.looks('good', 'good', 'good'), 'the second bad one is still among four').toBe('counting');
    expect(line.look('good')).toBe('nothing');
  });

  it('of bad looks that never are three of four stays untold, and began with one that counts', () => {
    const line = aTimeline();
    const came = Array.from({ length: 12 }, (_, at) => line.look(at % 3 === 0 ? 'bad' : 'good'));
    expect(new Set(came)).toEqual(new Set(['counting']));
    expect(line.alert.beganAt.getTime()).toBe(NOW.getTime() + 9 * 15 * SECOND);
  });

  it.each(['settling', 'unknown', 'not-looked'] as const)(
    'is left as it is by a look that is %s',
    (outcome) => {
      const line = aTimeline();
      line.looks('bad', 'bad');
      const counting = line.alert;
      expect(line.lookFor(10 * MINUTE, outcome).at(-1)).toBe('counting');
      expect(line.alert).toBe(counting);
      expect(line.look('bad'), 'and neither counts nor begins anew').toBe('firing: opened');
      const firing = line.alert;
      line.lookFor(HOUR, outcome);
      expect(line.alert).toBe(firing);
      expect(decide(undefined, aCheck({ outcome }), AROUND)).toBeUndefined();
    },
  );

  it('does not count what was read once twice', () => {
    const line = aTimeline();
    line.look('bad', { readAt: NOW });
    expect(line.look('bad', { readAt: NOW })).toBe('counting');
    expect(line.look('bad', { readAt: minutesAgo(1) }), 'nor what is older').toBe('counting');
    line.wait(-MINUTE);
    expect(line.look('bad', { readAt: NOW }), 'nor where the clock was set back').toBe('counting');
    expect(line.alert.looks).toHaveLength(1);
  });

  it('begins to count anew where nobody looked for long', () => {
    const line = aTimeline();
    line.looks('bad', 'bad');
    line.wait(2 * HOUR);
    expect(line.look('bad'), 'two hours ago says nothing about now').toBe('counting');
    expect(line.alert.beganAt.getTime()).toBeGreaterThan(NOW.getTime() + 2 * HOUR);
  });

  it('writes nothing while it stays as it is, but for the newest bad look every five minutes', () => {
    const line = aTimeline();
    line.looks('bad', 'bad', 'bad', 'bad');
    const seen = new Set();
    for (let at = 0; at < 40; at += 1) {
      line.look('bad');
      seen.add(line.alert);
    }
    expect(seen.size).toBe(3);
    expect(line.now.getTime() - line.alert.lastBadAt.getTime()).toBeLessThanOrEqual(5 * MINUTE + 15 * SECOND);
  });

  it('keeps its state with the policy that it is given', () => {
    const eager = aTimeline({ policy: { open: { bad: 1, of: 1 }, close: 3 } });
    expect(eager.look('bad')).toBe('firing: opened');
    expect(eager.looks('good', 'good')).toBe('firing');
    expect(eager.look('good')).toBe('resolved: resolved');
    expect(eager.alert.resolved?.how).toBe('3 good looks in a row');
  });

  it('says how long it lasted, from the first bad look', () => {
    const line = anOverOne();
    expect(line.alert.news.at(-1)?.step).toEqual({
      kind: 'resolved',
      resolution: {
        at: new Date(NOW.getTime() + MINUTE),
        by: undefined,
        how: '2 good looks in a row',
      },
      afterMs: MINUTE,
    });
  });
});

describe('the words of an alert', () => {
  it('are news where the word is another, and are just kept where only the reason is', () => {
    const line = aTimeline();
    line.looks('bad', 'bad', 'bad');
    expect(line.look('bad', { reason: '1 of 2 unhealthy' })).toBe('firing');
    expect(line.alert.reason).toBe('1 of 2 unhealthy');
    expect(line.look('bad', { word: 'all unhealthy', reason: 'all' })).toBe('firing: changed');
    expect(line.alert.news.at(-1)?.step).toEqual({ kind: 'changed', word: 'all unhealthy', reason: 'all' });
    line.look('good');
    expect(line.alert, 'a good look has no words').toMatchObject({ word: 'all unhealthy', reason: 'all' });
  });

  it('are no news in a snooze, nor before it opens', () => {
    const line = aTimeline();
    line.look('bad', { word: 'stalled' });
    expect(line.look('bad', { word: 'failed' })).toBe('counting');
    expect(line.look('bad', { word: 'failed' })).toBe('firing: opened');
    line.click({ kind: 'snooze' });
    expect(line.look('bad', { word: 'rolled back' })).toBe('snoozed');
    expect(line.alert.word).toBe('rolled back');
  });
});

describe('an alert that people took or silenced', () => {
  it.each([
    ['acknowledge', 'acknowledged'],
    ['snooze', 'snoozed'],
  ] as const)('by %s stays so while it is bad, and its end is told', (kind, state) => {
    const line = aTimeline();
    line.looks('bad', 'bad', 'bad');
    line.click({ kind });
    expect(line.look('bad')).toBe(state);
    expect(line.look('good')).toBe(state);
    expect(line.look('good')).toBe('resolved: resolved');
    expect(line.alert).toMatchObject({ acknowledged: undefined, snoozed: undefined, nextAt: undefined });
  });
});

describe('trouble that comes back', () => {
  it('within half an hour goes on in the same thread', () => {
    const line = anOverOne();
    line.wait(20 * MINUTE);
    const backAt = line.now;
    expect(line.looks('bad', 'bad'), 'two bad looks are not enough this time either').toBe('resolved');
    expect(line.look('bad')).toBe('firing: reopened');
    expect(line.alert).toMatchObject({ beganAt: backAt, resolved: undefined });
    expect(line.alert.openings).toHaveLength(2);
  });

  it('later is another alert', () => {
    const line = anOverOne();
    const over = line.alert;
    line.wait(REOPEN_MS + MINUTE);
    expect(isPast(over, line.now)).toBe(true);
    line.look('good');
    expect(line.alert, 'good looks leave it').toBe(over);
    expect(line.look('bad')).toBe('counting');
    expect(line.alert).toMatchObject({ news: [], openings: [] });
  });

  it('that began within half an hour is counted to its end', () => {
    const line = anOverOne();
    line.wait(REOPEN_MS - 30 * SECOND);
    expect(line.looks('bad', 'bad')).toBe('resolved');
    line.wait(MINUTE);
    expect(isPast(line.alert, line.now)).toBe(false);
    expect(line.look('bad')).toBe('firing: reopened');
    expect(line.now.getTime() - NOW.getTime()).toBeLessThan(REMEMBER_MS);
  });

  it('opening for the third time comes and goes, which is said once and over after ten calm minutes', () => {
    const line = anOverOne();
    expect(line.looks('bad', 'bad', 'bad')).toBe('firing: reopened');
    expect(line.looks('good', 'good')).toBe('resolved: resolved');
    expect(line.looks('bad', 'bad', 'bad')).toBe('firing: flapping');
    expect(line.alert.news.at(-1)?.step).toEqual({
      kind: 'flapping',
      times: 3,
      sinceAt: new Date(NOW.getTime() + 30 * SECOND),
    });
    for (let time = 0; time < 5; time += 1) {
      expect(line.looks('good', 'good', 'good'), 'no end and no beginning is told').toBe('firing');
      expect(line.looks('bad', 'bad', 'bad')).toBe('firing');
    }
    const calm = line.lookFor(10 * MINUTE, 'good');
    expect(new Set(calm)).toEqual(new Set(['firing']));
    expect(line.look('good')).toBe('resolved: resolved');
    expect(line.alert).toMatchObject({
      flappingSinceAt: undefined,
      resolved: { how: 'no bad look for 10 min' },
    });
  });

  it('slowly does not come and go', () => {
    const line = anOverOne();
    for (let time = 0; time < 4; time += 1) {
      line.lookFor(20 * MINUTE, 'good');
      expect(line.looks('bad', 'bad', 'bad')).toBe('firing: reopened');
      line.looks('good', 'good');
    }
  });

  it('and then stays bad for half an hour no longer comes and goes', () => {
    const line = anOverOne();
    line.looks('bad', 'bad', 'bad', 'good', 'good', 'bad', 'bad', 'bad');
    expect(line.alert.flappingSinceAt).toBeDefined();
    line.lookFor(31 * MINUTE, 'bad');
    expect(line.alert.flappingSinceAt).toBeUndefined();
    expect(line.looks('good', 'good')).toBe('resolved: resolved');
  });

  it('calls whom the channel names by then', () => {
    const over = anAlert({
      state: 'resolved',
      onCall: 'UOLD',
      looks: [
        { at: minutesAgo(2), bad: true },
        { at: minutesAgo(1), bad: true },
      ],
      resolved: { at: minutesAgo(5), by: undefined, how: 'x' },
    });
    const again = decide(over, aBadCheck(), { ...AROUND, onCall: 'UNEW' });
    expect(again).toMatchObject({ state: 'firing', onCall: 'UNEW', escalateTo: undefined, rung: 1 });
  });
});

describe('an alert that somebody resolved', () => {
  function aResolvedOne(kind: 'targets' | 'rollout' = 'targets') {
    const line = aTimeline({ alert: anAlert({ kind }) });
    line.wait(15 * SECOND);
    line.click({ kind: 'resolve' });
    return line;
  }

  it('although it is bad is believed for half an hour, and opened again once', () => {
    const line = aResolvedOne();
    expect(isOpen(line.alert), 'it is watched').toBe(true);
    expect(new Set(line.lookFor(REOPEN_MS, 'bad'))).toEqual(new Set(['resolved']));
    expect(line.look('bad')).toBe('firing: reopened');
    expect(line.alert.news.at(-1)?.step).toEqual({ kind: 'reopened', by: undefined });
    expect(line.alert.beganAt, 'it is the same trouble').toEqual(minutesAgo(1));
    line.click({ kind: 'resolve', by: BEN });
    expect(new Set(line.lookFor(3 * HOUR, 'bad')), 'whoever insists is believed').toEqual(
      new Set(['resolved']),
    );
    expect(line.look('good')).toBe('resolved');
    expect(isOpen(line.alert)).toBe(false);
  });

  it('is asked again after an end that looks told', () => {
    const line = aResolvedOne();
    line.lookFor(REOPEN_MS + MINUTE, 'bad');
    line.looks('good', 'good');
    expect(line.looks('bad', 'bad', 'bad')).toBe('firing: reopened');
    line.click({ kind: 'resolve' });
    expect(line.lookFor(REOPEN_MS + MINUTE, 'bad')).toContain('firing: reopened');
  });

  it('about a rollout stays so', () => {
    const line = aResolvedOne('rollout');
    expect(new Set(line.lookFor(12 * HOUR, 'bad'))).toEqual(new Set(['resolved']));
    expect(isOpen(line.alert), 'and its thread keeps another from opening').toBe(true);
  });

  it('is over with the first good look: what comes then is another alert', () => {
    const line = aResolvedOne();
    line.look('good');
    expect([isOpen(line.alert), isPast(line.alert, line.now)]).toEqual([false, true]);
    expect(line.look('bad')).toBe('counting');
    expect(line.alert.news).toEqual([]);
  });

  it('is not opened again in quiet hours', () => {
    const line = aResolvedOne();
    line.quiet(true);
    expect(new Set(line.lookFor(HOUR, 'bad'))).toEqual(new Set(['resolved']));
    line.quiet(false);
    expect(line.look('bad')).toBe('firing: reopened');
  });
});

describe('in quiet hours', () => {
  it('an alert is kept to oneself, and opened by the first bad look after', () => {
    const line = aTimeline({ onCall: 'UANNA' });
    line.quiet(true);
    expect(line.looks('bad', 'bad', 'bad')).toBe('muted');
    expect(line.alert).toMatchObject({
      openings: [],
      news: [],
      nextAt: new Date(NOW.getTime() + 30 * SECOND),
    });
    expect(new Set(line.lookFor(HOUR, 'bad'))).toEqual(new Set(['muted']));
    line.quiet(false);
    const openedAt = line.now;
    expect(line.look('bad')).toBe('firing: opened');
    expect(line.alert).toMatchObject({ beganAt: NOW, openings: [openedAt], rung: 1 });
  });

  it('an alert that gets good is never told', () => {
    const line = aTimeline();
    line.quiet(true);
    line.looks('bad', 'bad', 'bad');
    expect(line.look('good')).toBe('muted');
    expect(line.look('good')).toBe('nothing');
  });

  it('an alert calls whom the channel names once they are over', () => {
    const muted = anAlert({ state: 'muted', onCall: 'UOLD', openings: [], news: [], nextAt: NOW });
    const readAt = new Date(NOW.getTime() + MINUTE);
    const around = { ...AROUND, now: readAt, onCall: 'UNEW', escalateTo: 'STEAM' };
    expect(decide(muted, aBadCheck({ readAt }), around)).toMatchObject({
      state: 'firing',
      onCall: 'UNEW',
      escalateTo: 'STEAM',
    });
  });

  it('trouble that is no longer bad enough waits until it is', () => {
    const line = aTimeline();
    line.quiet(true);
    line.looks('bad', 'bad', 'good', 'bad', 'good');
    line.quiet(false);
    expect(line.look('bad'), 'two of four').toBe('muted');
    expect(line.look('bad'), 'three of four').toBe('firing: opened');
  });

  it('a good look as the first one after opens nothing', () => {
    const line = aTimeline();
    line.quiet(true);
    line.looks('bad', 'bad', 'bad');
    line.quiet(false);
    expect(line.look('good')).toBe('muted');
    expect(line.look('bad')).toBe('firing: opened');
  });

  it('an open alert ends as ever, and does not open again before they are over', () => {
    const line = aTimeline();
    line.looks('bad', 'bad', 'bad');
    line.quiet(true);
    expect(line.looks('good', 'good')).toBe('resolved: resolved');
    expect(line.looks('bad', 'bad', 'bad', 'bad')).toBe('resolved');
    line.quiet(false);
    expect(line.look('bad')).toBe('firing: reopened');
  });
});

describe('endAlert', () => {
  it('tells the end where people know of the alert, and forgets it where they do not', () => {
    const how = 'the service was deleted';
    for (const state of ['counting', 'muted'] as const)
      expect(endAlert(anAlert({ state }), how, NOW)).toBeUndefined();
    for (const state of ['firing', 'acknowledged', 'snoozed'] as const) {
      const over = endAlert(anAlert({ state, nextAt: NOW }), how, NOW);
      expect(over).toMatchObject({ state: 'resolved', resolved: { at: NOW, how }, nextAt: undefined });
      expect(over?.news.at(-1)?.step.kind).toBe('resolved');
    }
  });

  it('leaves what was over, and watches no longer what was resolved by hand', () => {
    const resolved = { at: minutesAgo(3), by: undefined, how: 'x' };
    const over = anAlert({ state: 'resolved', resolved, looks: [] });
    expect(endAlert(over, 'gone', NOW)).toBe(over);
    const byHand = endAlert(anAlert({ state: 'resolved', resolved: { ...resolved, by: ANNA } }), 'gone', NOW);
    expect(byHand).toMatchObject({ resolved: { by: ANNA }, news: [{ seq: 1 }] });
    expect(byHand && isOpen(byHand)).toBe(false);
  });

  it('of a service that is back counts anew', () => {
    const line = aTimeline();
    line.looks('bad', 'bad', 'bad', 'bad');
    line.end('this channel no longer watches it');
    expect(line.looks('bad', 'bad')).toBe('resolved');
    expect(line.look('bad')).toBe('firing: reopened');
  });
});

describe('a clock that is set', () => {
  it.each([-HOUR, -5 * MINUTE, HOUR])('by %i ms neither opens nor ends anything twice', (ms) => {
    const line = aTimeline();
    line.looks('bad', 'bad', 'bad', 'bad');
    line.wait(ms);
    expect(line.looks('bad', 'bad', 'bad')).toBe('firing');
    line.wait(ms);
    expect(line.lookFor(MINUTE, 'good').filter((came) => came === 'resolved: resolved')).toHaveLength(1);
    expect(line.alert.news.map(({ step }) => step.kind)).toEqual(['opened', 'resolved']);
  });

  it('back still counts looks, and never says that it lasted less than no time', () => {
    const line = aTimeline();
    line.looks('bad', 'bad');
    line.wait(-2 * MINUTE);
    expect(line.look('bad')).toBe('firing: opened');
    line.wait(-10 * MINUTE);
    line.looks('good', 'good', 'good');
    expect(line.alert.news.at(-1)?.step).toMatchObject({ kind: 'resolved', afterMs: 0 });
  });
});
