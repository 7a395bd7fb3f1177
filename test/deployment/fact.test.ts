import { describe, expect, it } from 'vitest';
import { mapFact, unknownReason } from '../../src/deployment/fact.ts';
import { denied, known, NOW } from '../given.ts';

describe('mapFact', () => {
  it('keeps source and age of what a value is made from, and the reason of what is unknown', () => {
    expect(mapFact(known([1, 2], 'ecs:ListTasks'), (all) => all.length)).toEqual({
      kind: 'known',
      value: 2,
      readAt: NOW,
      source: 'ecs:ListTasks',
    });
    expect(mapFact(denied('ecs:ListTasks'), () => 0)).toEqual(denied('ecs:ListTasks'));
  });
});

describe('unknownReason', () => {
  it.each([
    [denied('ecs:ListTasks'), 'target health unknown – needs ecs:ListTasks'],
    [
      { kind: 'unknown', why: 'timeout', detail: 'it took too long' },
      'target health unknown – it took too long',
    ],
    [
      { kind: 'unknown', why: 'not-found', detail: 'could not find service a/b: it was deleted' },
      'could not find service a/b: it was deleted',
    ],
    [{ kind: 'unknown', why: 'pending', detail: 'still being read' }, 'target health is still being read'],
  ] as const)('of %j', (unknown, words) => {
    expect(unknownReason('target health', unknown)).toBe(words);
  });
});
