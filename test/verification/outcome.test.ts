import { expect, it } from 'vitest';
import { evidenceOf, proof, unseen, unverifiable } from '../../src/verification/outcome.ts';
import { denied, known, minutesAgo, NOW } from '../given.ts';

it('is as old as the oldest fact it rests on', () => {
  const facts = [{ readAt: minutesAgo(2) }, { readAt: minutesAgo(9) }];
  const { checkedAt } = proof({ kind: 'verified', reason: 'so', evidence: [] }, facts, NOW);
  expect(checkedAt).toEqual(minutesAgo(9));
});

it('is as old as the look itself where it rests on no fact', () => {
  expect(proof({ kind: 'refuted', reason: 'so', evidence: [] }, [], NOW).checkedAt).toEqual(NOW);
});

it('names the permission that would have helped', () => {
  expect(unseen('tasks of web', denied('ecs:ListTasks'), NOW)).toEqual({
    kind: 'unverifiable',
    reason: 'tasks of web unknown – needs ecs:ListTasks',
    permission: 'ecs:ListTasks',
    evidence: [],
    checkedAt: NOW,
  });
  expect(unverifiable('two services are called web', NOW).permission).toBeUndefined();
});

it('keeps source and time of what was read', () => {
  const fact = known(3, 'ecs:DescribeTasks', minutesAgo(1));
  if (fact.kind !== 'known') throw new Error('no fact');
  expect(evidenceOf(fact, 'tasks', '3')).toEqual({
    source: 'ecs:DescribeTasks',
    subject: 'tasks',
    value: '3',
    at: minutesAgo(1),
  });
});
