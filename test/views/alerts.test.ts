import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/alerting/alert.ts';
import { type AlertLine, type AlertsFacts, alertsMessage } from '../../src/views/alerts.ts';
import { aRef, IN_CHANNEL, minutesAgo, NOW } from '../given.ts';
import { aBlindness } from '../given-alerts.ts';
import { fits, HOSTILE, marked, offences, STATES } from './alert-cases.ts';

const ADDRESS = 'https://example.slack.com/archives/C1/p1772593200000100';

function line(alert: Alert, given: Partial<AlertLine> = {}): AlertLine {
  return { alert, address: ADDRESS, next: '@team-web', ...given };
}

function list(lines: readonly AlertLine[], given: Partial<AlertsFacts> = {}) {
  const facts = { blind: [], watches: true, defaultEnv: 'prod-eu', place: IN_CHANNEL, now: NOW };
  return alertsMessage({ ...facts, lines, ...given });
}

describe('the list of open alerts', () => {
  it('has firing, acknowledged, snoozed and held back ones in this order, and none that is over', () => {
    const muted = { ...STATES.firing, state: 'muted' as const };
    const lines = [muted, STATES.snoozed, STATES.resolved, STATES.acknowledged, STATES.firing].map((each) =>
      line(each, each === muted ? { address: undefined } : {}),
    );
    expect(list(lines).text).toMatchInlineSnapshot(`
      "4 alerts are open in this channel: 1 firing, 1 acknowledged, 1 snoozed, 1 held back
      🔴 Firing · prod/web · for 19 min · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [404] · next: @team-web at 03:10 UTC · https://example.slack.com/archives/C1/p1772593200000100
      🟡 Acknowledged · prod/web · for 19 min · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [404] · Anna has it · https://example.slack.com/archives/C1/p1772593200000100
      💤 Snoozed · prod/web · for 19 min · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [404] · by Anna until 4 Mar 06:45 UTC · https://example.slack.com/archives/C1/p1772593200000100
      🔕 Held back · prod/web · for 19 min · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [404] · not told: quiet hours"
    `);
  });

  it('has the oldest first in each', () => {
    const old = { ...STATES.firing, ref: aRef('old'), beganAt: minutesAgo(300) };
    expect(list([line(STATES.firing), line(old)]).text).toMatch(
      /prod\/old · for 5 h .*\n.*prod\/web · for 19 min/,
    );
  });

  it('says of a firing one that nobody will be called, or that nobody is named', () => {
    const { text } = list([line({ ...STATES.firing, nextAt: undefined })]);
    expect(text).toContain(' · nobody has it · ');
    expect(list([line(STATES.firing, { next: undefined })]).text).toContain(
      'next: another call at 03:10 UTC',
    );
  });

  it('marks one that comes and goes', () => {
    expect(list([line({ ...STATES.firing, flappingSinceAt: minutesAgo(30) })]).text).toContain(
      '🔴 Firing · flapping · prod/web',
    );
  });

  it('links each to its thread', () => {
    expect(marked(list([line(STATES.firing)]))).toContain(`<${ADDRESS}|thread>`);
    expect(marked(list([line(STATES.firing, { address: undefined })]))).not.toContain('<');
  });

  it('is empty, and says whether anything is watched at all', () => {
    expect(list([]).text).toBe('No alert is open in this channel');
    expect(list([], { watches: false }).text).toBe(
      'No alert is open in this channel, and nothing is watched: /snail watch <service>',
    );
  });

  it('never takes what cannot be read for well', () => {
    const blind = [aBlindness({ sinceAt: minutesAgo(19) }), aBlindness({ state: 'over', env: 'prod-us' })];
    expect(list([], { blind: [aBlindness({ missing: 1, of: 1 })] }).text).toContain(
      '\n❔ What is watched in prod-eu cannot be read since ',
    );
    expect(list([], { blind }).text).toBe(
      'No alert is open in this channel\n❔ 3 of 3 services in prod-eu cannot be read since 4 Mar 02:41 UTC: no alert comes from there',
    );
  });

  it('is cut with a count, and fits', () => {
    const many = Array.from({ length: 40 }, () => line({ ...STATES.firing, reason: 'x'.repeat(400) }));
    const message = list(many);
    expect(marked(message)).toContain('and 10 more alerts');
    expect(message.text).toMatch(/^40 alerts are open in this channel: 40 firing\n/);
    expect(fits({ ...message, text: '' })).toBe(true);
  });

  it('lets no name, reason or address call, link elsewhere or leave its place', () => {
    const by = { id: 'U1', name: HOSTILE };
    const about = { ...STATES.acknowledged, ref: aRef(HOSTILE), reason: HOSTILE };
    const message = list(
      [
        line({ ...about, acknowledged: { ...about.acknowledged, by } }, { address: HOSTILE, next: HOSTILE }),
        line({ ...STATES.firing }, { address: undefined, next: HOSTILE }),
        line(STATES.firing, { address: 'javascript:alert(1)' }),
      ],
      { blind: [aBlindness({ env: HOSTILE })] },
    );
    expect(offences(message)).toEqual([]);
  });
});
