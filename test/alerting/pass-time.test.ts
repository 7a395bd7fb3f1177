import { describe, expect, it } from 'vitest';
import { nextRungOf, passTime } from '../../src/alerting/pass-time.ts';
import { ALERT_POLICY } from '../../src/alerting/policy.ts';
import { minutesAgo, NOW } from '../given.ts';
import { ANNA, anAlert, BEN } from '../given-alerts.ts';
import { aTimeline, HOUR, MINUTE } from './timeline.ts';

/** Fires with somebody on call, and a group that comes after. */
function aFiringOne() {
  const line = aTimeline({ onCall: 'UANNA', escalateTo: 'STEAM' });
  line.looks('bad', 'bad', 'bad');
  line.wait(-15_000);
  return line;
}

describe('an alert that nobody acknowledges', () => {
  it('climbs the ladder, each rung once', () => {
    const line = aFiringOne();
    expect(nextRungOf(line.alert)).toEqual({ kind: 'group', id: 'STEAM' });
    expect(line.passAfter(9 * MINUTE), 'there is time yet').toBe('firing');
    expect(line.passAfter(MINUTE), 'ten minutes').toBe('firing: escalated');
    expect(line.alert.news.at(-1)?.step).toEqual({ kind: 'escalated', to: { kind: 'group', id: 'STEAM' } });
    expect(line.pass(), 'it was called').toBe('firing');
    expect(nextRungOf(line.alert)).toEqual({ kind: 'channel' });
    expect(line.passAfter(10 * MINUTE)).toBe('firing: escalated');
    expect(line.alert.news.at(-1)?.step).toEqual({ kind: 'escalated', to: { kind: 'channel' } });
    expect(nextRungOf(line.alert)).toBeUndefined();
    expect(line.passAfter(24 * HOUR), 'there is nobody left').toBe('firing');
  });

  it('climbs one rung at a time after a long pause', () => {
    const line = aFiringOne();
    expect(line.passAfter(5 * HOUR)).toBe('firing: escalated');
    expect(line.pass(), 'the next one has its ten minutes').toBe('firing');
    expect(line.passAfter(10 * MINUTE)).toBe('firing: escalated');
  });

  it('calls nobody twice where the clock is set back', () => {
    const line = aFiringOne();
    line.passAfter(10 * MINUTE);
    line.wait(-HOUR);
    expect(line.passAfter(10 * MINUTE)).toBe('firing');
    expect(line.alert.rung).toBe(2);
  });

  it('calls nobody where nobody is named', () => {
    const line = aTimeline();
    line.looks('bad', 'bad', 'bad');
    expect([line.alert.nextAt, nextRungOf(line.alert)]).toEqual([undefined, undefined]);
    expect(line.passAfter(HOUR)).toBe('firing');
  });

  it('calls nobody in quiet hours, and whom it would have called once they are over', () => {
    const line = aFiringOne();
    line.quiet(true);
    expect(line.passAfter(HOUR)).toBe('firing');
    line.quiet(false);
    expect(line.pass()).toBe('firing: escalated');
  });

  it('climbs anew when it opens again', () => {
    const line = aFiringOne();
    line.passAfter(10 * MINUTE);
    line.looks('good', 'good');
    expect(nextRungOf(line.alert)).toBeUndefined();
    line.looks('bad', 'bad', 'bad');
    expect(nextRungOf(line.alert)).toEqual({ kind: 'group', id: 'STEAM' });
  });
});

describe('an alert that somebody acknowledged', () => {
  it('reminds once, and without an answer begins again at the rung after the first', () => {
    const line = aFiringOne();
    line.passAfter(10 * MINUTE);
    line.click({ kind: 'acknowledge' });
    expect(nextRungOf(line.alert), 'nobody else is called').toBeUndefined();
    expect(line.passAfter(59 * MINUTE)).toBe('acknowledged');
    expect(line.passAfter(MINUTE)).toBe('acknowledged: reminder');
    expect(line.alert.news.at(-1)?.step).toEqual({ kind: 'reminder', by: ANNA });
    expect(line.passAfter(59 * MINUTE)).toBe('acknowledged');
    expect(line.passAfter(MINUTE)).toBe('firing: unacknowledged');
    expect(line.alert).toMatchObject({ acknowledged: undefined, rung: 1 });
    expect(line.passAfter(10 * MINUTE)).toBe('firing: escalated');
    expect(line.alert.news.at(-1)?.step).toMatchObject({ to: { kind: 'group' } });
  });

  it('is left to whoever answers the reminder', () => {
    const line = aFiringOne();
    line.click({ kind: 'acknowledge' });
    line.passAfter(HOUR);
    expect(line.click({ kind: 'acknowledge', by: BEN })).toBe('acknowledged: acknowledged');
    expect(line.passAfter(HOUR), 'and he is reminded in turn').toBe('acknowledged: reminder');
    expect(line.alert.news.at(-1)?.step).toMatchObject({ by: BEN });
  });

  it('reminds of nothing in quiet hours', () => {
    const line = aFiringOne();
    line.click({ kind: 'acknowledge' });
    line.quiet(true);
    expect(line.passAfter(3 * HOUR)).toBe('acknowledged');
    line.quiet(false);
    expect(line.pass()).toBe('acknowledged: reminder');
  });
});

describe('a snooze', () => {
  it('that is over while it is bad wakes the alert once, and the ladder begins anew', () => {
    const line = aFiringOne();
    line.passAfter(20 * MINUTE);
    line.click({ kind: 'snooze', forMs: 30 * MINUTE });
    expect(line.passAfter(29 * MINUTE)).toBe('snoozed');
    expect(line.passAfter(MINUTE)).toBe('firing: woken');
    expect(line.alert).toMatchObject({
      snoozed: undefined,
      rung: 1,
      nextAt: new Date(line.now.getTime() + 600_000),
    });
    expect(line.pass()).toBe('firing');
  });

  it('until it is resolved never ends by itself', () => {
    const line = aFiringOne();
    line.click({ kind: 'snooze' });
    expect(line.alert.nextAt).toBeUndefined();
    expect(line.passAfter(30 * 24 * HOUR)).toBe('snoozed');
  });

  it('that is over while it gets better waits for the next look', () => {
    const line = aFiringOne();
    line.click({ kind: 'snooze', forMs: MINUTE });
    line.wait(MINUTE);
    line.look('good');
    expect(line.pass()).toBe('snoozed');
    line.look('bad');
    expect(line.pass()).toBe('firing: woken');
  });

  it('does not end in quiet hours', () => {
    const line = aFiringOne();
    line.click({ kind: 'snooze', forMs: MINUTE });
    line.quiet(true);
    expect(line.passAfter(HOUR)).toBe('snoozed');
  });
});

describe('an alert that was kept to oneself', () => {
  it('is opened when the quiet is over, if it is bad still', () => {
    const line = aTimeline({ onCall: 'UANNA' });
    line.quiet(true);
    line.looks('bad', 'bad', 'bad');
    expect(line.pass()).toBe('muted');
    line.look('good');
    line.quiet(false);
    expect(line.pass(), 'it may be over').toBe('muted');
    line.quiet(true);
    line.look('bad');
    line.quiet(false);
    expect(line.pass()).toBe('firing: opened');
    expect(line.alert).toMatchObject({ beganAt: NOW, openings: [line.now], onCall: 'UANNA', rung: 1 });
  });
});

describe('passTime', () => {
  it.each(['counting', 'resolved'] as const)('leaves what is %s', (state) => {
    const alert = anAlert({ state, nextAt: minutesAgo(1) });
    expect(passTime(alert, ALERT_POLICY, NOW, false)).toBe(alert);
  });

  it('forgets a rung that is no longer there', () => {
    const alert = anAlert({ nextAt: NOW });
    expect(passTime(alert, ALERT_POLICY, NOW, false)).toEqual({ ...alert, nextAt: undefined, rung: 0 });
  });
});
