import { describe, expect, it } from 'vitest';
import type { Alert, NewsStep } from '../../src/alerting/alert.ts';
import { repliesOwed } from '../../src/jobs/thread-replies.ts';
import { SOME_DIRECTORY } from '../fakes.ts';
import { minutesAgo, NOW } from '../given.ts';
import { ANNA, aBlindnessThread, aRolloutThread, aThread, news } from '../given-alerts.ts';
import { aCriterionThread } from '../given-verifications.ts';
import { aNight } from './given-night.ts';

const TO_CHANNEL: NewsStep = { kind: 'escalated', to: { kind: 'channel' } };
const TO_GROUP: NewsStep = { kind: 'escalated', to: { kind: 'group', id: 'S1' } };

/** The one reply that is owed after the alert was opened. */
function replyTo(step: NewsStep, about: Partial<Alert> = {}, deps = aNight().deps) {
  const thread = aThread({ about: { news: news({ kind: 'opened' }, step), ...about } });
  const [reply, ...more] = repliesOwed(deps, thread, 1);
  if (!reply || more.length > 0) throw new Error('not one reply');
  return reply;
}

describe('a reply', () => {
  it.each<[string, NewsStep, Partial<Alert>]>([
    ['it is there again', { kind: 'reopened', by: undefined }, {}],
    ['a snooze is over', { kind: 'woken', by: undefined }, {}],
    ['whoever had it does not answer', { kind: 'unacknowledged', by: undefined }, {}],
    ['the channel is called', TO_CHANNEL, {}],
  ])('is seen in the channel where %s', (_, step, about) => {
    expect(replyTo(step, about).broadcast).toBe(true);
  });

  it.each<[string, NewsStep, Partial<Alert>]>([
    ['somebody reopened it', { kind: 'reopened', by: ANNA }, {}],
    ['somebody woke it', { kind: 'woken', by: ANNA }, {}],
    ['somebody gave it back', { kind: 'unacknowledged', by: ANNA }, {}],
    ['somebody has it', { kind: 'acknowledged', by: ANNA }, { state: 'acknowledged' }],
    ['a group is called', TO_GROUP, {}],
  ])('stays in the thread where %s', (_, step, about) => {
    expect(replyTo(step, about).broadcast).toBe(false);
  });

  it('that calls a group nobody is in says so', async () => {
    const withMembers = (count: number) =>
      aNight({ directory: { ...SOME_DIRECTORY, membersOf: async () => count } }).deps;
    const empty = await replyTo(TO_GROUP, { escalateTo: 'S1' }, withMembers(0)).message();
    const full = await replyTo(TO_GROUP, { escalateTo: 'S1' }, withMembers(3)).message();
    expect(empty.text).not.toBe(full.text);
    expect(empty.text).toMatch(/nobody is in|empty|no one/i);
  });
});

describe('replies', () => {
  it('are those that are newer than what was said, oldest first', () => {
    const steps = news({ kind: 'opened' }, { step: { kind: 'acknowledged', by: ANNA }, at: minutesAgo(1) });
    const thread = aThread({ about: { state: 'acknowledged', news: steps } });
    const seqs = (said: number) => repliesOwed(aNight().deps, thread, said).map(({ seq }) => seq);
    expect(seqs(0)).toEqual([1, 2]);
    expect(seqs(1)).toEqual([2]);
    expect(seqs(2)).toEqual([]);
  });

  it('has no card, and a notice of blindness one, when it is over', () => {
    const { deps } = aNight();
    expect(repliesOwed(deps, aRolloutThread(), 0)).toEqual([]);
    expect(repliesOwed(deps, aBlindnessThread(), 0)).toEqual([]);
    const over = aBlindnessThread({ about: { state: 'over', overAt: NOW } });
    expect(repliesOwed(deps, over, 0)).toMatchObject([{ seq: 1, broadcast: true }]);
    expect(repliesOwed(deps, over, 1)).toEqual([]);
  });

  it('has a criterion one, in its thread, when it is verified again, and none when nobody looks any more', () => {
    const { deps } = aNight();
    expect(repliesOwed(deps, aCriterionThread(), 0)).toEqual([]);
    expect(repliesOwed(deps, aCriterionThread({ state: 'dropped', endedAt: NOW }), 0)).toEqual([]);
    const over = aCriterionThread({ state: 'mended', endedAt: NOW });
    expect(repliesOwed(deps, over, 0)).toMatchObject([{ seq: 1, broadcast: false }]);
    expect(repliesOwed(deps, over, 1)).toEqual([]);
  });
});
