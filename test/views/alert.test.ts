import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/alerting/alert.ts';
import { type AlertAround, alertMessage } from '../../src/views/alert.ts';
import { aRef, minutesAgo } from '../given.ts';
import { ANNA } from '../given-alerts.ts';
import { fits, HOSTILE, marked, offences, STATES } from './alert-cases.ts';

const AROUND = { defaultEnv: 'prod-eu', names: { onCall: '@team-web', next: 'the whole channel' } };

function root(about: Alert, around: Partial<AlertAround> = {}) {
  return alertMessage({ id: 'thread-1', about }, { ...AROUND, ...around });
}

/** The second line: who has it. */
function duty(about: Alert, around: Partial<AlertAround> = {}): string | undefined {
  return root(about, around).text.split('\n')[1];
}

describe('the root of an alert that is', () => {
  it('firing', () => {
    expect(root(STATES.firing).text).toMatchInlineSnapshot(`
      "🔴 Firing · prod/web · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [404]
      On call: @team-web · next: the whole channel at 03:10 UTC
      prod-eu · since 4 Mar 02:41 UTC, still failing at 02:57 UTC"
    `);
    expect(JSON.stringify(root(STATES.firing).blocks)).toContain(
      'since <!date^1772592060^{date_short_pretty} {time}|4 Mar 02:41 UTC>',
    );
  });

  it('reopened by somebody while all is well', () => {
    const about = { ...STATES.firing, beganAt: minutesAgo(1), lastBadAt: minutesAgo(30) };
    expect(root(about).text).toMatch(/prod-eu · since 4 Mar 02:59 UTC$/);
  });

  it('acknowledged', () => {
    expect(root(STATES.acknowledged).text).toMatchInlineSnapshot(`
      "🟡 Acknowledged · prod/web · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [404]
      Acknowledged by Anna at 02:45 UTC · reminder at 03:45 UTC
      prod-eu · since 4 Mar 02:41 UTC, still failing at 02:57 UTC"
    `);
  });

  it('snoozed', () => {
    expect(root(STATES.snoozed).text).toMatchInlineSnapshot(`
      "💤 Snoozed · prod/web · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [404]
      Snoozed by Anna until 4 Mar 06:45 UTC
      prod-eu · since 4 Mar 02:41 UTC, still failing at 02:57 UTC"
    `);
  });

  it('resolved', () => {
    expect(root(STATES.resolved).text).toMatchInlineSnapshot(`
      "🟢 Resolved · prod/web · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [404]
      Resolved after 14 min: 2 good looks in a row
      prod-eu · from 4 Mar 02:41 UTC to 4 Mar 02:55 UTC"
    `);
  });

  it('flapping', () => {
    const openings = [minutesAgo(50), minutesAgo(35), minutesAgo(18)];
    const about = { ...STATES.firing, flappingSinceAt: minutesAgo(50), openings };
    expect(root(about).text).toMatchInlineSnapshot(`
      "🔴 Firing · flapping · prod/web · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [404]
      On call: @team-web · next: the whole channel at 03:10 UTC
      prod-eu · since 4 Mar 02:41 UTC, still failing at 02:57 UTC · comes and goes since 4 Mar 02:10 UTC · opened 3 times"
    `);
  });
});

describe('who has an alert', () => {
  it.each([
    [
      'nobody, and nobody is on call',
      { onCall: undefined, rung: 0, nextAt: undefined },
      'Nobody is on call for it',
    ],
    ['nobody, and all were called', { nextAt: undefined }, 'On call: @team-web · nobody is left to call'],
    [
      'somebody who was reminded',
      {
        state: 'acknowledged',
        acknowledged: { by: ANNA, at: minutesAgo(75), reminders: 1 },
        nextAt: minutesAgo(-45),
      },
      'Acknowledged by Anna at 01:45 UTC · counts as unacknowledged again at 03:45 UTC',
    ],
    [
      'somebody who put it to sleep for good',
      { state: 'snoozed', snoozed: { by: ANNA, at: minutesAgo(15), untilAt: undefined } },
      'Snoozed by Anna until it is resolved',
    ],
    [
      'somebody who ended it',
      { state: 'resolved', resolved: { at: minutesAgo(5), by: ANNA, how: '' } },
      'Resolved by Anna after 14 min',
    ],
  ] as const)('is %s', (_, given, words) => {
    expect(duty({ ...STATES.firing, ...given })).toBe(words);
  });

  it('is who comes next where no name is known, and who is on call by id', () => {
    expect(duty(STATES.firing, { names: {} })).toBe('On call: S0TEAMWEB · next: another call at 03:10 UTC');
  });

  it('is nobody before the quiet hours are over', () => {
    expect(duty(STATES.firing, { quietUntilAt: minutesAgo(-60) })).toBe(
      'On call: @team-web · quiet until 4 Mar 04:00 UTC: nobody is called before',
    );
  });
});

describe('the root', () => {
  it('calls who is on call while it fires, in the block that stands outside the coloured bar', () => {
    expect(JSON.stringify(root(STATES.firing).blocks[0])).toContain('<!subteam^S0TEAMWEB>');
    expect(JSON.stringify(root({ ...STATES.firing, onCall: 'U0BEN' }).blocks[0])).toContain('<@U0BEN>');
  });

  it.each([STATES.acknowledged, STATES.snoozed, STATES.resolved])('calls nobody while $state', (about) => {
    expect(marked(root(about))).not.toMatch(/<[@!]/);
  });

  it('has a colour for each state', () => {
    const colors = Object.values(STATES).map((about) => root(about).color);
    expect(colors).toEqual(['#d92d20', '#f79009', '#f79009', '#12b76a']);
  });

  it('says that it takes the place of one that is gone', () => {
    expect(root(STATES.firing, { gone: true }).text).toMatch(/\nThe earlier message about this is gone/);
    expect(root(STATES.firing).text).not.toContain('gone');
  });

  it('names the environment in its first line where it is not the usual one', () => {
    const about = { ...STATES.firing, ref: aRef('web', 'prod', 'prod-us') };
    expect(root(about).text).toMatch(/^🔴 Firing · prod-us:prod\/web · /);
  });

  it('is the same for the same alert, and another one once the alert differs', () => {
    expect(root({ ...STATES.firing })).toEqual(root(STATES.firing));
    expect(root({ ...STATES.firing, lastBadAt: minutesAgo(1) })).not.toEqual(root(STATES.firing));
  });

  it('lets no outside text call, link or leave its place', () => {
    const by = { id: 'U1', name: HOSTILE };
    for (const about of Object.values(STATES)) {
      const message = root({
        ...about,
        ref: aRef(HOSTILE, HOSTILE, HOSTILE),
        reason: HOSTILE,
        word: HOSTILE,
        onCall: HOSTILE,
        ...('acknowledged' in about && about.acknowledged
          ? { acknowledged: { ...about.acknowledged, by } }
          : {}),
        ...('snoozed' in about && about.snoozed ? { snoozed: { ...about.snoozed, by } } : {}),
        ...(about.resolved ? { resolved: { ...about.resolved, how: HOSTILE } } : {}),
      });
      expect(offences(message)).toEqual([]);
      expect(message.text).not.toContain('\u202e');
    }
  });

  it('fits into Slack, whatever length a reason has', () => {
    expect(fits(root({ ...STATES.firing, reason: 'x'.repeat(9000) }))).toBe(true);
  });
});
