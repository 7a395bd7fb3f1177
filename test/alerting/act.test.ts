import { describe, expect, it } from 'vitest';
import { type AlertClick, act } from '../../src/alerting/act.ts';
import type { Alert } from '../../src/alerting/alert.ts';
import { ALERT_POLICY } from '../../src/alerting/policy.ts';
import { UserError } from '../../src/errors.ts';
import { minutesAgo, NOW } from '../given.ts';
import { ANNA, anAlert, BEN } from '../given-alerts.ts';
import { HOUR } from './timeline.ts';

const LATER = minutesAgo(-25);
const STATES: Record<string, Partial<Alert>> = {
  counting: { state: 'counting', openings: [], news: [] },
  muted: { state: 'muted', openings: [], news: [], nextAt: NOW },
  firing: {},
  acknowledged: {
    state: 'acknowledged',
    acknowledged: { by: ANNA, at: minutesAgo(3), reminders: 0 },
    nextAt: LATER,
  },
  reminded: {
    state: 'acknowledged',
    acknowledged: { by: ANNA, at: minutesAgo(63), reminders: 1 },
    nextAt: LATER,
  },
  snoozed: {
    state: 'snoozed',
    snoozed: { by: ANNA, at: minutesAgo(5), untilAt: LATER },
    nextAt: LATER,
  },
  'snoozed for good': {
    state: 'snoozed',
    snoozed: { by: ANNA, at: minutesAgo(5), untilAt: undefined },
  },
  'resolved by Anna': {
    state: 'resolved',
    resolved: { at: minutesAgo(0.5), by: ANNA, how: 'Anna resolved it' },
  },
  'resolved by looks': {
    state: 'resolved',
    looks: [],
    resolved: { at: minutesAgo(150), by: undefined, how: '2 good looks in a row' },
  },
  'resolved long ago': {
    state: 'resolved',
    looks: [],
    resolved: { at: minutesAgo(60 * 24 * 365), by: undefined, how: 'the service was deleted' },
  },
};

function clickOf(kind: AlertClick['kind']): AlertClick {
  return kind === 'snooze' ? { kind, by: BEN, forMs: HOUR } : { kind, by: BEN };
}

function clicked(state: string, kind: AlertClick['kind']): string {
  const alert = anAlert({ onCall: 'UANNA', ...STATES[state] });
  try {
    const next = act(alert, clickOf(kind), ALERT_POLICY, NOW);
    return [next.state, ...next.news.slice(alert.news.length).map(({ step }) => step.kind)].join(': ');
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message;
  }
}

const NOT_OPEN = 'This alert is not open: too little was seen yet, or the channel wants quiet.';
const ANNA_ACKNOWLEDGED = 'Anna acknowledged it 3 min ago already.';
const ANNA_SNOOZED = 'Anna snoozed it 5 min ago, for another 25m. Press *Wake* first to have it back.';
const FOR_GOOD = 'Anna snoozed it 5 min ago, until it is resolved. Press *Wake* first to have it back.';
const ANNA_RESOLVED = 'Anna resolved it just now. Press *Reopen* if it is not over.';
const LOOKS_RESOLVED = 'It was resolved 2 h ago: 2 good looks in a row. Press *Reopen* if it is not over.';

describe('a click', () => {
  it.each<[string, AlertClick['kind'], string]>([
    ['counting', 'acknowledge', NOT_OPEN],
    ['counting', 'reopen', NOT_OPEN],
    ['muted', 'resolve', NOT_OPEN],
    ['muted', 'snooze', NOT_OPEN],
    ['firing', 'acknowledge', 'acknowledged: acknowledged'],
    ['firing', 'unacknowledge', 'It is not acknowledged: it is firing.'],
    ['firing', 'snooze', 'snoozed: snoozed'],
    ['firing', 'wake', 'It is not snoozed: it is firing.'],
    ['firing', 'resolve', 'resolved: resolved'],
    ['firing', 'reopen', 'It is open already: it is firing.'],
    ['acknowledged', 'acknowledge', ANNA_ACKNOWLEDGED],
    ['acknowledged', 'unacknowledge', 'firing: unacknowledged'],
    ['acknowledged', 'snooze', 'snoozed: snoozed'],
    ['acknowledged', 'wake', 'It is open, and Anna acknowledged it 3 min ago.'],
    ['acknowledged', 'resolve', 'resolved: resolved'],
    ['acknowledged', 'reopen', 'It is open, and Anna acknowledged it 3 min ago.'],
    ['reminded', 'acknowledge', 'acknowledged: acknowledged'],
    ['snoozed', 'acknowledge', ANNA_SNOOZED],
    ['snoozed', 'unacknowledge', ANNA_SNOOZED],
    ['snoozed', 'snooze', ANNA_SNOOZED],
    ['snoozed', 'wake', 'firing: woken'],
    ['snoozed', 'resolve', 'resolved: resolved'],
    ['snoozed', 'reopen', ANNA_SNOOZED],
    ['snoozed for good', 'snooze', FOR_GOOD],
    ['snoozed for good', 'wake', 'firing: woken'],
    ['resolved by Anna', 'acknowledge', ANNA_RESOLVED],
    ['resolved by Anna', 'unacknowledge', ANNA_RESOLVED],
    ['resolved by Anna', 'snooze', ANNA_RESOLVED],
    ['resolved by Anna', 'wake', ANNA_RESOLVED],
    ['resolved by Anna', 'resolve', 'Anna resolved it just now already.'],
    ['resolved by Anna', 'reopen', 'firing: reopened'],
    ['resolved by looks', 'acknowledge', LOOKS_RESOLVED],
    ['resolved by looks', 'resolve', 'It was resolved 2 h ago: 2 good looks in a row.'],
    ['resolved by looks', 'reopen', 'firing: reopened'],
    [
      'resolved long ago',
      'reopen',
      'It was resolved 365 days ago: the service was deleted. That is too long ago to reopen it: ' +
        'if the trouble is there again, a new alert opens by itself.',
    ],
  ])('on what is %s: %s', (state, kind, expected) => {
    expect(clicked(state, kind)).toBe(expected);
  });

  it.each([
    [
      'unacknowledge',
      'unacknowledged',
      'Anna took the acknowledgement back 2 min ago already. It is firing.',
    ],
    ['wake', 'woken', 'Anna woke it 2 min ago already. It is firing.'],
    ['reopen', 'reopened', 'Anna reopened it 2 min ago already. It is firing.'],
  ] as const)('to %s that comes second says who was first', (kind, step, expected) => {
    const news = [{ seq: 2, at: minutesAgo(2), step: { kind: step, by: ANNA } }];
    expect(() => act(anAlert({ news }), { kind, by: BEN }, ALERT_POLICY, NOW)).toThrow(
      new UserError(expected),
    );
  });

  it('of a second person sees that of the first', () => {
    const first = act(anAlert(), { kind: 'acknowledge', by: ANNA }, ALERT_POLICY, NOW);
    expect(() => act(first, { kind: 'acknowledge', by: BEN }, ALERT_POLICY, NOW)).toThrow(
      'Anna acknowledged it just now already.',
    );
  });

  it('shows a name without what would hide or break the text', () => {
    const by = { id: 'UX', name: 'Eve\n\u202e<!channel>' };
    const taken = act(anAlert(), { kind: 'acknowledge', by }, ALERT_POLICY, NOW);
    expect(() => act(taken, { kind: 'acknowledge', by: BEN }, ALERT_POLICY, NOW)).toThrow(
      'Eve <!channel> acknowledged it just now already.',
    );
  });
});

describe('what a click changes', () => {
  it('an acknowledgement stops the ladder and sets the reminder', () => {
    const taken = act(anAlert({ nextAt: LATER }), { kind: 'acknowledge', by: BEN }, ALERT_POLICY, NOW);
    expect(taken).toMatchObject({
      acknowledged: { by: BEN, at: NOW, reminders: 0 },
      nextAt: minutesAgo(-60),
    });
  });

  it('taking it back begins the ladder anew, without calling who is on call again', () => {
    const alert = anAlert({ onCall: 'UANNA', rung: 2, ...STATES.acknowledged });
    const back = act(alert, { kind: 'unacknowledge', by: BEN }, ALERT_POLICY, NOW);
    expect(back).toMatchObject({ acknowledged: undefined, rung: 1, nextAt: minutesAgo(-10) });
  });

  it('a snooze ends an acknowledgement, and lasts for a time or until it is resolved', () => {
    const alert = anAlert({ ...STATES.acknowledged });
    const snoozed = act(alert, { kind: 'snooze', by: BEN, forMs: HOUR }, ALERT_POLICY, NOW);
    const untilAt = minutesAgo(-60);
    expect(snoozed).toMatchObject({
      acknowledged: undefined,
      snoozed: { by: BEN, at: NOW, untilAt },
      nextAt: untilAt,
    });
    expect(snoozed.news.at(-1)?.step).toEqual({ kind: 'snoozed', by: BEN, untilAt });
    const forGood = act(alert, { kind: 'snooze', by: BEN, forMs: undefined }, ALERT_POLICY, NOW);
    expect([forGood.snoozed?.untilAt, forGood.nextAt]).toEqual([undefined, undefined]);
  });

  it('resolving it tells who did and how long it lasted, and ends its coming and going', () => {
    const alert = anAlert({ beganAt: minutesAgo(12), flappingSinceAt: minutesAgo(9), nextAt: LATER });
    const over = act(alert, { kind: 'resolve', by: BEN }, ALERT_POLICY, NOW);
    const resolution = { at: NOW, by: BEN, how: 'Ben resolved it' };
    expect(over).toMatchObject({ resolved: resolution, flappingSinceAt: undefined, nextAt: undefined });
    expect(over.news.at(-1)).toEqual({
      seq: 2,
      at: NOW,
      step: { kind: 'resolved', resolution, afterMs: 12 * 60_000 },
    });
  });

  it('reopening what is still bad goes on with it', () => {
    const alert = anAlert({ beganAt: minutesAgo(12), ...STATES['resolved by Anna'] });
    const again = act(alert, { kind: 'reopen', by: BEN }, ALERT_POLICY, NOW);
    expect(again).toMatchObject({ resolved: undefined, beganAt: minutesAgo(12), looks: alert.looks });
    expect(again.openings).toEqual([NOW, NOW]);
  });

  it('reopening what looked good begins anew, and takes as many good looks to end', () => {
    const alert = anAlert({
      ...STATES['resolved by looks'],
      looks: [minutesAgo(2), minutesAgo(1)].map((at) => ({ at, bad: false })),
    });
    const again = act(alert, { kind: 'reopen', by: BEN }, ALERT_POLICY, NOW);
    expect(again).toMatchObject({ beganAt: NOW, looks: [] });
    expect(again.news.at(-1)?.step).toEqual({ kind: 'reopened', by: BEN });
  });
});
