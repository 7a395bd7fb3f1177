import { describe, expect, it } from 'vitest';
import { followedEntries, snapshotOf } from '../../src/digest/snapshot.ts';
import { aSighting, NOW } from '../given.ts';
import { aThread } from '../given-alerts.ts';
import { seen, someFacts, someOperationFacts } from '../given-digest.ts';
import {
  aDecision,
  aFinding,
  anEntry,
  anOperation,
  anOperationTask,
  SNAIL_TRAIL,
} from '../given-operation.ts';

const VERDICT = { kind: 'blocked', reason: 'x' } as const;

describe('a snapshot', () => {
  it('carries on what was last known of an operation whose tracker cannot be read, and of no other', () => {
    const before = snapshotOf(someFacts({ operation: someOperationFacts() }), VERDICT);
    const id = before.operation?.id ?? '';
    const next = (given: Parameters<typeof someFacts>[0]) =>
      snapshotOf(someFacts({ operation: undefined, before, ...given }), VERDICT).operation;
    expect(id).not.toBe('');
    expect(next({ unreadOperation: id })).toEqual(before.operation);
    expect(next({ unreadOperation: 'another' })).toBeUndefined();
    expect(next({})).toBeUndefined();
  });

  it('takes down the numbers, every entry, the services and what is open', () => {
    const facts = someFacts({
      operation: someOperationFacts({
        contradictions: [{ key: 'k', check: 'c', why: 'w', statements: [], claims: 0 }],
      }),
      services: [seen(aSighting())],
      threads: [aThread(), aThread({ id: 'counted', about: { state: 'counting' } })],
    });
    const snapshot = snapshotOf(facts, VERDICT);
    expect(snapshot).toMatchObject({
      takenAt: NOW,
      verdict: 'blocked',
      alerts: ['thread-1'],
      operation: {
        claimed: 99,
        criteria: { done: 4, all: 10 },
        tasks: { done: 1, all: 5 },
        contradictions: ['k'],
      },
    });
    expect(Object.values(snapshot.services)).toEqual([facts.services[0]?.verdict.word]);
    expect(snapshot.operation?.phases).toHaveLength(SNAIL_TRAIL.phases.length);
    const { open = [], done = [] } = snapshot.operation?.entries ?? {};
    expect([open.length, done.length]).toEqual([4 + 1 + 1 + 3 + 6, 1 + 1 + 1 + 4]);
  });

  it.each([
    ['which criteria are verified', 2, ['c-0', 'c-1']],
    ['none of them where there are too many to keep', 1001, undefined],
  ])('takes down %s', (_, count, proven) => {
    const verified = Array.from({ length: count }, (_each, at) => `c-${at}`);
    const proofs = [
      ...verified.map((criterion) => ({ criterion, kind: 'verified', reason: 'so' }) as const),
      { criterion: 'r', kind: 'refuted', reason: 'not so' } as const,
    ];
    const { operation } = snapshotOf(someFacts({ operation: someOperationFacts({ proofs }) }), VERDICT);
    expect(operation?.proven).toEqual(proven);
  });
});

describe('entries that a digest follows', () => {
  it.each([
    ['a decision that stands', aDecision('A'), 'done'],
    ['a decision that was superseded', aDecision('A', { superseded: true }), 'dropped'],
    ['a finding that is looked at', aFinding('A', { verdict: 'looked-at' }), 'open'],
    ['a finding that was superseded', aFinding('A', { superseded: true }), 'dropped'],
    ['a task that was given up', anOperationTask('A', { mark: 'cancelled' }), 'dropped'],
    ['an insight', anEntry('insight', 'A'), undefined],
  ])('%s', (_, entry, state) => {
    expect(followedEntries(anOperation({ entries: [entry] })).map((each) => each.state)).toEqual(
      state ? [state] : [],
    );
  });
});
