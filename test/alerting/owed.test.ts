import { describe, expect, it } from 'vitest';
import type { Alert, NewsStep, Resolution } from '../../src/alerting/alert.ts';
import { owedNews } from '../../src/alerting/owed.ts';
import { minutesAgo, NOW } from '../given.ts';
import { ANNA, anAlert, BEN, news } from '../given-alerts.ts';

const RESOLUTION: Resolution = { at: NOW, by: undefined, how: '2 good looks in a row' };
const STEPS = {
  opened: { kind: 'opened' },
  reopened: { kind: 'reopened', by: undefined },
  changed: { kind: 'changed', word: 'failed', reason: 'x' },
  flapping: { kind: 'flapping', times: 3, sinceAt: NOW },
  acknowledged: { kind: 'acknowledged', by: ANNA },
  unacknowledged: { kind: 'unacknowledged', by: BEN },
  snoozed: { kind: 'snoozed', by: ANNA, untilAt: undefined },
  woken: { kind: 'woken', by: undefined },
  escalated: { kind: 'escalated', to: { kind: 'channel' } },
  reminder: { kind: 'reminder', by: ANNA },
  resolved: { kind: 'resolved', resolution: RESOLUTION, afterMs: 1 },
} as const satisfies Record<NewsStep['kind'], NewsStep>;

/** What is owed of steps that came a minute apart, the newest so many minutes ago. */
function owed(state: Alert['state'], kinds: string, said = 0, minutes = 0): string {
  const steps = kinds.split(' ') as (keyof typeof STEPS)[];
  const all = news(
    ...steps.map((kind, at) => ({ step: STEPS[kind], at: minutesAgo(steps.length - 1 - at + minutes) })),
  );
  return owedNews(anAlert({ state, news: all }), said, NOW)
    .map(({ step }) => step.kind)
    .join(' ');
}

describe('owedNews', () => {
  it.each(['counting', 'muted'] as const)('is nothing of what is %s', (state) => {
    expect(owed(state, 'opened')).toBe('');
  });

  it('is what was not said yet', () => {
    expect(owed('firing', 'opened')).toBe('opened');
    expect(owed('firing', 'opened', 1)).toBe('');
    expect(owed('acknowledged', 'opened acknowledged', 1)).toBe('acknowledged');
    expect(owed('acknowledged', 'opened acknowledged')).toBe('opened acknowledged');
  });

  it.each<[string, Alert['state'], string, number, string]>([
    ['the end, however late', 'resolved', 'opened resolved', 1, 'resolved'],
    ['no opening of what is over', 'resolved', 'opened resolved', 0, 'resolved'],
    ['no coming back of what is over', 'resolved', 'opened resolved reopened resolved', 1, 'resolved'],
    [
      'one end and one coming back',
      'firing',
      'opened resolved reopened resolved reopened',
      1,
      'resolved reopened',
    ],
    ['its coming and going', 'firing', 'opened resolved reopened resolved flapping', 1, 'resolved flapping'],
    ['no coming and going of what is over', 'resolved', 'opened flapping resolved', 1, 'resolved'],
    ['that it is there, to whoever hears of it first', 'firing', 'opened resolved reopened', 0, 'opened'],
    ['each rung', 'firing', 'opened escalated escalated', 1, 'escalated escalated'],
    ['no rung that was answered', 'acknowledged', 'opened escalated acknowledged', 1, 'acknowledged'],
    [
      'no rung of an earlier climb',
      'firing',
      'opened escalated acknowledged unacknowledged',
      1,
      'unacknowledged',
    ],
    ['a rung although the words changed', 'firing', 'opened escalated changed', 1, 'escalated changed'],
    ['a reminder', 'acknowledged', 'opened acknowledged reminder', 2, 'reminder'],
    [
      'no reminder without an answer',
      'firing',
      'opened acknowledged reminder unacknowledged',
      2,
      'unacknowledged',
    ],
    [
      'no reminder that was answered',
      'acknowledged',
      'opened acknowledged reminder acknowledged',
      2,
      'acknowledged',
    ],
    ['the newest of what was in between', 'snoozed', 'opened acknowledged changed snoozed', 1, 'snoozed'],
    ['that it woke', 'firing', 'opened snoozed woken escalated', 1, 'woken escalated'],
    [
      'what was in between before the end',
      'resolved',
      'opened acknowledged resolved',
      1,
      'acknowledged resolved',
    ],
  ])('is %s', (_, state, kinds, said, expected) => {
    expect(owed(state, kinds, said)).toBe(expected);
  });

  it('is what was in between only for ten minutes once something came after it', () => {
    expect(owed('resolved', 'opened acknowledged resolved', 1, 8)).toBe('acknowledged resolved');
    expect(owed('resolved', 'opened acknowledged resolved', 1, 9)).toBe('resolved');
    expect(owed('acknowledged', 'opened acknowledged', 1, 600), 'nothing came after it').toBe('acknowledged');
    expect(owed('firing', 'opened escalated', 1, 600), 'and a call waits for its answer').toBe('escalated');
  });
});
