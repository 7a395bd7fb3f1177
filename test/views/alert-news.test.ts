import { describe, expect, it } from 'vitest';
import type { Alert, NewsStep } from '../../src/alerting/alert.ts';
import { alertNewsMessage } from '../../src/views/alert-news.ts';
import { minutesAgo, NOW } from '../given.ts';
import { ANNA } from '../given-alerts.ts';
import { HOSTILE, marked, offences, STATES, someNews } from './alert-cases.ts';

const AROUND = { defaultEnv: 'prod-eu', names: { onCall: '@team-web', called: 'Ben' } };
const TROUBLE = 'prod/web · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [404]';

function reply(step: NewsStep, alert: Alert = STATES.acknowledged) {
  return alertNewsMessage(alert, someNews(step), AROUND);
}

describe('a reply', () => {
  it.each<[NewsStep, string]>([
    [{ kind: 'opened' }, `🔴 It began to fire at 03:00 UTC: ${TROUBLE}`],
    [{ kind: 'reopened', by: ANNA }, '🔴 Anna reopened it at 03:00 UTC'],
    [{ kind: 'reopened', by: undefined }, `🔴 It failed again at 03:00 UTC: ${TROUBLE}. On call: @team-web`],
    [
      { kind: 'changed', word: 'unhealthy', reason: '1 of 2 targets unhealthy' },
      '🔁 The trouble changed at 03:00 UTC: 1 of 2 targets unhealthy',
    ],
    [
      { kind: 'flapping', times: 3, sinceAt: minutesAgo(40) },
      '〰️ Flapping: it failed 3 times since 02:20 UTC. I say no more about it until it is calm',
    ],
    [{ kind: 'acknowledged', by: ANNA }, '🟡 Anna acknowledged it at 03:00 UTC'],
    [{ kind: 'unacknowledged', by: ANNA }, '🔴 Anna un-acknowledged it at 03:00 UTC: nobody has it now'],
    [
      { kind: 'unacknowledged', by: undefined },
      `🔴 No answer to the reminder by 03:00 UTC, so nobody has it now: ${TROUBLE}. On call: @team-web`,
    ],
    [
      { kind: 'snoozed', by: ANNA, untilAt: minutesAgo(-60) },
      '💤 Anna snoozed it at 03:00 UTC until 4 Mar 04:00 UTC',
    ],
    [
      { kind: 'snoozed', by: ANNA, untilAt: undefined },
      '💤 Anna snoozed it at 03:00 UTC until it is resolved',
    ],
    [{ kind: 'woken', by: ANNA }, '🔴 Anna ended the snooze at 03:00 UTC'],
    [
      { kind: 'woken', by: undefined },
      `🔴 The snooze was over at 03:00 UTC and it still failed: ${TROUBLE}. On call: @team-web`,
    ],
    [
      { kind: 'escalated', to: { kind: 'person', id: 'U0BEN' } },
      `📣 Calling Ben: ${TROUBLE}. Nobody acknowledged it by 03:00 UTC: press Acknowledge on the first message of the thread`,
    ],
    [
      { kind: 'reminder', by: ANNA },
      '⏰ Anna has it, and it still failed at 03:00 UTC: snooze or resolve it above, or at 03:45 UTC it counts as unacknowledged',
    ],
    [
      {
        kind: 'resolved',
        resolution: { at: NOW, by: undefined, how: 'the service was deleted' },
        afterMs: 840_000,
      },
      '🟢 Resolved at 03:00 UTC after 14 min: the service was deleted',
    ],
    [
      { kind: 'resolved', resolution: { at: NOW, by: ANNA, how: '' }, afterMs: 840_000 },
      '🟢 Anna resolved it at 03:00 UTC after 14 min',
    ],
  ])('for %j is one line', (step, words) => {
    expect(reply(step).text).toBe(words);
  });

  it('does not say that it fails now where nobody could look at it since', () => {
    const unseen = { ...STATES.acknowledged, lastBadAt: minutesAgo(50) };
    expect(reply({ kind: 'reminder', by: ANNA }, unseen).text).toMatch(
      /^⏰ Anna has it, and I last saw it fail at 4 Mar 02:10 UTC: snooze/,
    );
    expect(reply({ kind: 'woken', by: undefined }, unseen).text).toMatch(
      /^🔴 The snooze was over at 03:00 UTC and I last saw it fail at 4 Mar 02:10 UTC: prod\/web/,
    );
  });

  it.each<[string, NewsStep]>([
    ['<!subteam^S0TEAMWEB>', { kind: 'reopened', by: undefined }],
    ['<!subteam^S0TEAMWEB>', { kind: 'unacknowledged', by: undefined }],
    ['<!subteam^S0TEAMWEB>', { kind: 'woken', by: undefined }],
    ['<@U0BEN>', { kind: 'escalated', to: { kind: 'person', id: 'U0BEN' } }],
    ['<!channel>', { kind: 'escalated', to: { kind: 'channel' } }],
  ])('calls %s for %j', (called, step) => {
    expect(marked(reply(step))).toContain(called);
  });

  it.each<NewsStep>([
    { kind: 'reopened', by: ANNA },
    { kind: 'acknowledged', by: ANNA },
    { kind: 'unacknowledged', by: ANNA },
    { kind: 'snoozed', by: ANNA, untilAt: undefined },
    { kind: 'woken', by: ANNA },
    { kind: 'reminder', by: ANNA },
    { kind: 'resolved', resolution: { at: NOW, by: ANNA, how: '' }, afterMs: 1 },
  ])('calls nobody for what somebody did: %j', (step) => {
    expect(marked(reply(step))).not.toMatch(/<[@!]/);
  });

  it('calls nobody where nobody is on call', () => {
    const alert = { ...STATES.acknowledged, onCall: undefined };
    expect(marked(reply({ kind: 'woken', by: undefined }, alert))).not.toMatch(/<[@!]/);
  });

  it('speaks of no end of patience once that is over', () => {
    expect(reply({ kind: 'reminder', by: ANNA }, STATES.firing).text).toMatch(/above$/);
  });

  it('lets no name and no reason call, link or leave its place', () => {
    const by = { id: 'U1', name: HOSTILE };
    for (const step of [
      { kind: 'acknowledged', by },
      { kind: 'changed', word: HOSTILE, reason: HOSTILE },
      { kind: 'escalated', to: { kind: 'person', id: HOSTILE } },
      { kind: 'resolved', resolution: { at: NOW, by: undefined, how: HOSTILE }, afterMs: 1 },
    ] satisfies NewsStep[])
      expect(offences(reply(step))).toEqual([]);
  });
});
