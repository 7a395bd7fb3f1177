import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesSince } from '../../src/digest/changes.ts';
import { snapshotOf } from '../../src/digest/snapshot.ts';
import type { Entry, Phase } from '../../src/operation/operation.ts';
import { someFacts, someOperationFacts } from '../given-digest.ts';
import {
  aBlocker,
  aCriterion,
  aFinding,
  anOperation,
  anOperationTask,
  aPercent,
  aPhase,
  said,
} from '../given-operation.ts';

const factsOf = (entries: readonly Entry[], phases: readonly Phase[] = []) =>
  someOperationFacts({}, anOperation({ entries, phases }));
const stateOf = (entries: readonly Entry[], phases: readonly Phase[] = []) =>
  snapshotOf(someFacts({ operation: factsOf(entries, phases) }), { kind: 'on-track', reason: '' }).operation;
const changes = (before: readonly Entry[], after: readonly Entry[]) =>
  changesSince(factsOf(after), stateOf(before));
const titles = (list: readonly { title: string }[]) => list.map(({ title }) => title);

describe('what changed between two digests', () => {
  it.each<[string, Entry, Entry, 'done' | 'regressed']>([
    ['a task that was done', anOperationTask('A'), anOperationTask('A', { done: true }), 'done'],
    ['a criterion that was met', aCriterion('A'), aCriterion('A', { met: true }), 'done'],
    ['a criterion that is not met any more', aCriterion('A', { met: true }), aCriterion('A'), 'regressed'],
    ['a blocker that was cleared', aBlocker('A'), aBlocker('A', { cleared: true }), 'done'],
    ['a blocker that is there again', aBlocker('A', { cleared: true }), aBlocker('A'), 'regressed'],
    [
      'a finding that was judged',
      aFinding('A', { verdict: 'looked-at' }),
      aFinding('A', { verdict: 'refuted' }),
      'done',
    ],
  ])('%s', (_, before, after, where) => {
    const found = changes([before], [after]);
    expect(titles(found[where])).toEqual(['A']);
    expect(titles([...found.done, ...found.regressed, ...found.added])).toEqual(['A']);
  });

  it('what is new, and how much is gone', () => {
    const found = changes(
      [anOperationTask('A'), anOperationTask('B')],
      [anOperationTask('B'), aCriterion('C')],
    );
    expect([titles(found.added), found.removed]).toEqual([['C'], 1]);
  });

  it('what was given up is neither done nor open again', () => {
    const found = changes(
      [anOperationTask('A', { done: true })],
      [anOperationTask('A', { mark: 'cancelled' })],
    );
    expect([found.done, found.regressed, found.removed]).toEqual([[], [], 0]);
  });

  it('phases, by their number or their state', () => {
    const at = (percent: number) => [aPhase(4, 'ML', { claimed: said(aPercent(percent)) })];
    expect(changesSince(factsOf([], at(99)), stateOf([], at(90))).phases).toEqual([
      { title: 'phase 4 "ML"', from: '90 %', to: '99 %' },
    ]);
    const done = [aPhase(4, 'ML', { mark: 'done' })];
    expect(changesSince(factsOf([], done), stateOf([], [aPhase(4, 'ML')])).phases).toMatchObject([
      { from: 'not begun', to: 'complete' },
    ]);
    expect(changesSince(factsOf([], done), stateOf([], done)).phases).toEqual([]);
  });

  it('nothing, between a tracker and itself, whatever is in it', () => {
    const entry = fc.oneof(
      fc
        .record({ title: fc.string(), done: fc.boolean() })
        .map(({ title, done }) => anOperationTask(title, { done })),
      fc
        .record({ title: fc.string(), met: fc.boolean() })
        .map(({ title, met }) => aCriterion(title, { met })),
    );
    const distinct = fc.uniqueArray(entry, { selector: ({ id }) => id });
    fc.assert(
      fc.property(distinct, (entries) => {
        expect(changes(entries, entries)).toEqual({
          done: [],
          added: [],
          regressed: [],
          removed: 0,
          phases: [],
          proven: { gained: [], lost: [] },
        });
      }),
      { numRuns: 50 },
    );
  });

  it('each entry once: what is done there and back is the other way round', () => {
    const entries = fc.uniqueArray(
      fc.record({ title: fc.string({ minLength: 1 }), was: fc.boolean(), is: fc.boolean() }),
      {
        selector: ({ title }) => anOperationTask(title).id,
      },
    );
    fc.assert(
      fc.property(entries, (all) => {
        const before = all.map(({ title, was }) => anOperationTask(title, { done: was }));
        const after = all.map(({ title, is }) => anOperationTask(title, { done: is }));
        const there = changes(before, after);
        expect(changes(after, before)).toEqual({ ...there, done: there.regressed, regressed: there.done });
      }),
      { numRuns: 50 },
    );
  });
});
