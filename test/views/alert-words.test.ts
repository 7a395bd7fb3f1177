import { describe, expect, it } from 'vitest';
import {
  alertTitle,
  lastedWords,
  onCallWords,
  spanWords,
  stateWord,
  troubleWords,
} from '../../src/views/alert-words.ts';
import { DRAWN, SPOKEN } from '../../src/views/speech.ts';
import { minutesAgo } from '../given.ts';
import { anAlert } from '../given-alerts.ts';
import { STATES, someNews } from './alert-cases.ts';

describe('what is wrong', () => {
  it.each([
    [{ word: 'unhealthy', reason: '1 of 2 targets unhealthy: [404]' }, '1 of 2 targets unhealthy: [404]'],
    [{ word: 'unhealthy', reason: 'Unhealthy targets' }, 'Unhealthy targets'],
    [{ word: 'short', reason: '1 of 2 tasks run' }, 'short: 1 of 2 tasks run'],
    [{ word: 'short', reason: '' }, 'short'],
    [{ word: '', reason: '' }, 'no reason known'],
    [
      { kind: 'rollout', subject: 'web:15', word: 'failed', reason: 'tasks failed to start' },
      'rollout of web:15 failed: tasks failed to start',
    ],
    [
      {
        kind: 'rollout',
        subject: 'web:15',
        word: 'stalled',
        reason: 'web:15 stalled: 3 tasks failed in a row',
      },
      'rollout of web:15 stalled: 3 tasks failed in a row',
    ],
    [
      { kind: 'rollout', subject: 'web:15', word: 'failing', reason: '2 tasks of web:15 failed in a row' },
      'rollout of web:15 failing: 2 tasks of web:15 failed in a row',
    ],
    [
      {
        kind: 'rollout',
        subject: 'web:15',
        word: 'rolled back',
        reason: 'web:15 was rolled back to web:14: x',
      },
      'rollout of web:15 was rolled back to web:14: x',
    ],
    [{ kind: 'rollout', subject: '', word: 'stalled', reason: '' }, 'rollout stalled'],
  ] as const)('of %j is %j', (given, words) => {
    expect(troubleWords(anAlert(given))).toBe(words);
  });
});

describe('the title', () => {
  it('has state, service and trouble, and flapping as a word of its own', () => {
    expect(alertTitle({ ...STATES.firing, flappingSinceAt: minutesAgo(9) }, 'prod-eu', SPOKEN)).toMatch(
      /^🔴 Firing · flapping · prod\/web · 2 of 2 targets/,
    );
  });

  it('says of an alert that nobody was told about that it is held back', () => {
    expect(stateWord('muted')).toBe('held back');
  });
});

describe('how long it lasted', () => {
  it('is what its thread says', () => {
    const { resolved } = STATES.resolved;
    const told = someNews({ kind: 'resolved', resolution: resolved, afterMs: 60_000 });
    expect(lastedWords({ ...STATES.resolved, news: [told] })).toBe('1 min');
  });

  it('is counted from the first bad look where the thread says nothing, or speaks of an earlier end', () => {
    const earlier = { ...STATES.resolved.resolved, at: minutesAgo(40) };
    const told = someNews({ kind: 'resolved', resolution: earlier, afterMs: 60_000 });
    expect(lastedWords(STATES.resolved)).toBe('14 min');
    expect(lastedWords({ ...STATES.resolved, news: [told] })).toBe('14 min');
  });

  it('is not known while it lasts', () => {
    expect(lastedWords(STATES.firing)).toBe('');
  });

  it('is never less than nothing, should the clock have been set back', () => {
    expect(spanWords(-5000)).toBe('0 s');
  });
});

describe('who is on call', () => {
  it.each([
    ['U0BEN', '<@U0BEN>'],
    ['S0TEAM', '<!subteam^S0TEAM>'],
  ])('%s is called where it is drawn, and named where it is spoken', (onCall, called) => {
    expect(onCallWords(anAlert({ onCall }), 'Ben', DRAWN)).toBe(`On call: ${called}`);
    expect(onCallWords(anAlert({ onCall }), 'Ben', SPOKEN)).toBe('On call: Ben');
  });
});
