import { describe, expect, it } from 'vitest';
import { changesSince } from '../../src/digest/changes.ts';
import type { CriterionProof } from '../../src/digest/facts.ts';
import { proofChanges } from '../../src/digest/proof-changes.ts';
import { snapshotOf } from '../../src/digest/snapshot.ts';
import type { Criterion } from '../../src/operation/operation.ts';
import { anOperationState, someFacts, someOperationFacts } from '../given-digest.ts';
import { aCriterion, anOperation } from '../given-operation.ts';

type Kind = CriterionProof['kind'];

const factsOf = (criteria: readonly (readonly [Criterion, Kind])[]) =>
  someOperationFacts(
    { proofs: criteria.map(([{ id }, kind]) => ({ criterion: id, kind, reason: `it is ${kind}` })) },
    anOperation({ entries: criteria.map(([criterion]) => criterion) }),
  );
const stateOf = (facts: ReturnType<typeof factsOf>) =>
  snapshotOf(someFacts({ operation: facts }), { kind: 'on-track', reason: '' }).operation;
const state = (criteria: readonly (readonly [Criterion, Kind])[]) =>
  stateOf(factsOf(criteria)) ?? anOperationState();

describe('criteria since the last digest', () => {
  it.each<[Kind, Kind, string]>([
    ['unproven', 'verified', 'gained'],
    ['refuted', 'verified', 'gained'],
    ['verified', 'refuted', 'lost: refuted, it is refuted'],
    ['verified', 'unproven', 'lost: it is unproven'],
    ['verified', 'verified', 'nothing'],
    ['unproven', 'refuted', 'nothing'],
    ['refuted', 'unproven', 'nothing'],
  ])('that were %s and are %s', (was, is, told) => {
    const found = proofChanges(factsOf([[aCriterion('A'), is]]), state([[aCriterion('A'), was]]));
    const words = [
      ...(found?.gained ?? []).map(({ title }) => title === 'A' && 'gained'),
      ...(found?.lost ?? []).map(({ isRefuted, reason }) => `lost: ${isRefuted ? 'refuted, ' : ''}${reason}`),
    ];
    expect(words.join() || 'nothing').toBe(told);
  });

  it('that are new and verified are gained; those that are gone are counted with what was removed', () => {
    const after = factsOf([[aCriterion('New'), 'verified']]);
    const before = state([[aCriterion('Gone'), 'verified']]);
    expect(proofChanges(after, before)).toEqual({
      gained: [{ kind: 'criterion', title: 'New' }],
      lost: [],
    });
    expect(changesSince(after, before).removed).toBe(1);
  });

  it('are told once where the tick went with the proof, though another one has the same title', () => {
    const twin = { ...aCriterion('A'), id: 'twin' };
    const before = state([
      [aCriterion('A', { met: true }), 'verified'],
      [{ ...twin, met: true }, 'unproven'],
    ]);
    const { proven, regressed } = changesSince(
      factsOf([
        [aCriterion('A'), 'refuted'],
        [twin, 'unproven'],
      ]),
      before,
    );
    expect(proven?.lost).toMatchObject([{ title: 'A', isRefuted: true, isUnticked: true }]);
    expect(regressed).toEqual([{ kind: 'criterion', title: 'A' }]);
  });

  it('are not told against a snapshot that did not keep which were verified', () => {
    const { proven: _, ...old } = state([[aCriterion('A'), 'verified']]);
    expect(changesSince(factsOf([[aCriterion('A'), 'refuted']]), old)).not.toHaveProperty('proven');
  });
});
