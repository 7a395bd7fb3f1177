import { describe, expect, it } from 'vitest';
import type { Phase } from '../../src/operation/operation.ts';
import { currentPhase, firstUnfinished, phaseState, saysDone } from '../../src/operation/phase-state.ts';
import { anOperation, aPercent, aPhase, said } from '../given-operation.ts';

describe('a phase', () => {
  it.each<readonly [Partial<Phase>, string]>([
    [{ claimed: said(aPercent(100)) }, 'complete'],
    [{ claimed: said(aPercent(99)) }, 'unfinished'],
    [{ claimed: said(aPercent(99)), mark: 'done' }, 'unfinished'],
    [{ mark: 'done' }, 'complete'],
    [{ mark: 'running' }, 'unfinished'],
    [{ mark: 'cancelled' }, 'cancelled'],
    [{ status: said('Complete') }, 'complete'],
    [{ status: said('abgeschlossen') }, 'complete'],
    [{ status: said('almost complete') }, 'unfinished'],
    [{ status: said('not complete') }, 'unfinished'],
    [{ status: said('skipped') }, 'cancelled'],
    [{ claimed: said(aPercent(undefined, 'about half')) }, 'unfinished'],
    [{}, 'unsaid'],
  ])('%j is %s', (given, state) => {
    expect(phaseState(aPhase(1, 'Shop', given))).toBe(state);
  });
});

describe('words of a status', () => {
  it.each([
    ['COMPLETE ✅', true],
    ['IN PROGRESS', false],
    ['not done', false],
  ])('%j say done: %s', (words, done) => {
    expect(saysDone(words)).toBe(done);
  });
});

describe('the phases', () => {
  const phases = [
    aPhase(1, 'Basics', { mark: 'done' }),
    aPhase(2, 'Shop rollout'),
    aPhase(3, 'Mail rollout', { mark: 'open' }),
  ];

  it.each([
    ['Phase 3 - whatever', 'phase:3'],
    ['Rollout of the shop', 'phase:2'],
    ['Phase 9', undefined],
  ])('%j is the current one: %s', (words, id) => {
    expect(currentPhase(anOperation({ phases, header: { currentPhase: said(words) } }))?.id).toBe(id);
  });

  it('have a first that is not complete', () => {
    expect(firstUnfinished(anOperation({ phases }))?.id).toBe('phase:3');
    expect(firstUnfinished(anOperation({ phases: phases.slice(0, 2) }))?.id).toBe('phase:2');
    expect(firstUnfinished(anOperation({ phases: phases.slice(0, 1) }))).toBeUndefined();
  });
});
