import { describe, expect, it } from 'vitest';
import { composeDigest } from '../../src/digest/compose.ts';
import { courseOf } from '../../src/digest/course.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aDigest, anOperationState, aSnapshot, someFacts, someOperationFacts } from '../given-digest.ts';

describe('the course of an operation', () => {
  const digest = composeDigest(someFacts({ operation: someOperationFacts() }));

  it('ends with this digest, in percent', () => {
    const before = aSnapshot({ operation: anOperationState({ verified: { done: 1, all: 4, bound: 4 } }) });
    expect(courseOf([before], digest)).toEqual([
      { at: minutesAgo(1440), claimed: 90, criteria: 30, verified: 25 },
      { at: NOW, claimed: 99, criteria: 40, verified: undefined },
    ]);
  });

  it('leaves out other operations, and days without one', () => {
    const others = [aSnapshot({ operation: anOperationState({ id: 'op-2' }) }), aSnapshot()];
    expect(courseOf(others, digest)).toHaveLength(1);
    expect(courseOf(others, aDigest())).toEqual([]);
  });

  it('has no share of nothing', () => {
    const before = aSnapshot({ operation: anOperationState({ criteria: { done: 0, all: 0 } }) });
    expect(courseOf([before], digest)[0]?.criteria).toBeUndefined();
  });
});
