import { describe, expect, it } from 'vitest';
import { found, foundBad, inSteps, isFillingUp, isRolloutTold, notRead } from '../../src/alerting/around.ts';
import { anEvent, aSighting, aTask, denied, known, minutesAgo, NOW } from '../given.ts';
import { aRolling, around } from '../given-checks.ts';

describe('a check', () => {
  it('keeps AWS’s words on one line and within bounds', () => {
    const { reason } = foundBad('failing', `first\n  line ${'x'.repeat(1000)}`, NOW);
    expect(reason).toMatch(/^first line x+…$/);
    expect(reason).toHaveLength(400);
    expect(found('good', 'all\twell', NOW)).toEqual({
      outcome: 'good',
      word: '',
      reason: 'all well',
      readAt: NOW,
    });
  });

  it('tells what was not read yet from what cannot be read', () => {
    const pending = { kind: 'unknown', why: 'pending', detail: 'still being read' } as const;
    expect(notRead('stopped tasks', pending, NOW)).toMatchObject({ outcome: 'not-looked' });
    expect(notRead('stopped tasks', denied('ecs:ListTasks'), NOW)).toMatchObject({
      outcome: 'unknown',
      reason: 'stopped tasks unknown – needs ecs:ListTasks',
    });
  });
});

describe('isRolloutTold', () => {
  it.each([
    ['steady', {}, false],
    ['under way', aRolling(), true],
    ['failed', aRolling({ rolloutState: 'failed' }), true],
  ])('of a rollout that is %s', (_, of, is) => {
    expect(isRolloutTold(around(aSighting({ of })))).toBe(is);
  });
});

describe('isFillingUp', () => {
  it.each([
    ['all has been there for long', {}, known([aTask()]), false],
    ['a task is pending', { pendingCount: 1 }, known([aTask()]), true],
    ['ECS has just started one', { events: [anEvent('has started 1 tasks', 1)] }, known([aTask()]), true],
    ['ECS started one a while ago', { events: [anEvent('has started 1 tasks', 3)] }, known([aTask()]), false],
    ['one has just come up', {}, known([aTask({ startedAt: minutesAgo(1) })]), true],
    ['tasks are unknown', {}, denied('ecs:ListTasks'), false],
  ])('where %s', (_, of, tasks, is) => {
    expect(isFillingUp(around(aSighting({ of, tasks })))).toBe(is);
  });
});

describe('inSteps', () => {
  it.each([
    ['no progress for 7 min', 'no progress for 7 min'],
    ['no progress for 15 min', 'no progress for over 15 min'],
    ['no progress for 44 min', 'no progress for over 30 min'],
    ['1 pending: for 125 min now', '1 pending: for over 2 h now'],
    ['6 tasks failed in a row', '6 tasks failed in a row'],
  ])('%s', (reason, said) => {
    expect(inSteps(reason)).toBe(said);
  });
});
