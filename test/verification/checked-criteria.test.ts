import { describe, expect, it } from 'vitest';
import type { Criterion } from '../../src/operation/operation.ts';
import type { OperationRecord } from '../../src/operation/record.ts';
import { checkedCriteria, verifiedTally } from '../../src/verification/checked-criteria.ts';
import type { Standing } from '../../src/verification/standing.ts';
import { minutesAgo, NOW } from '../given.ts';
import { ANNA, BEN } from '../given-alerts.ts';
import { aCriterion, anOperation, anOperationRecord } from '../given-operation.ts';
import { aHole, aProof, aStanding, REFUTED } from '../given-verifications.ts';

const PROBE = 'service steady web';
const bound = (title: string, given: Partial<Criterion> = {}) =>
  aCriterion(title, { probe: PROBE, ...given });
const standing = (title: string, given: Partial<Standing> = {}) =>
  aStanding({ criterion: bound(title).id, ...given });

function checked(
  entries: readonly Criterion[],
  {
    standings = [],
    record = {},
  }: { standings?: readonly Standing[]; record?: Partial<OperationRecord> } = {},
) {
  return checkedCriteria(anOperation({ entries }), {
    record: anOperationRecord(record),
    standings,
    now: NOW,
  });
}

describe('a criterion', () => {
  it('is what its probe saw, with since when, whoever ticked it', () => {
    const sinceAt = minutesAgo(40);
    const [one] = checked([bound('A', { met: true })], {
      standings: [standing('A', { outcome: REFUTED, sinceAt })],
    });
    expect(one).toMatchObject({
      number: 1,
      verification: REFUTED,
      sinceAt,
      attested: { by: ANNA },
      stale: false,
    });
  });

  it('is unchecked while its probe has not run, and when another probe ran before', () => {
    const [one] = checked([bound('A', { met: true })]);
    expect(one?.verification).toMatchObject({ kind: 'unchecked', reason: 'its probe has not run yet' });
    const [other] = checked([bound('A')], { standings: [standing('A', { probe: 'alarm ok x' })] });
    expect(other?.verification.kind).toBe('unchecked');
  });

  it('with a comment that is no probe is unverifiable, and says what is wrong', () => {
    const [one] = checked([bound('A', { probe: 'service stedy web' })]);
    expect(one?.verification).toMatchObject({
      kind: 'unverifiable',
      reason: expect.stringContaining('"stedy"'),
    });
  });

  it('without a probe is a person’s word, with who, when, and the links they gave', () => {
    const settled = { by: BEN, at: minutesAgo(5) };
    const proof = [{ url: 'https://x.test/1', words: 'the run', by: BEN, at: minutesAgo(4) }];
    const entry = aCriterion('A', { met: true });
    const [one] = checked([entry], { record: { extras: { [entry.id]: { settled, proof } } } });
    expect(one?.verification).toEqual({
      kind: 'attested',
      by: BEN,
      checkedAt: minutesAgo(5),
      reason: 'ticked here',
      evidence: [
        { source: 'https://x.test/1', subject: 'link given by Ben', value: 'the run', at: minutesAgo(4) },
      ],
    });
  });

  it('that came ticked is the word of whoever brought the file', () => {
    const [one] = checked([aCriterion('A', { met: true })]);
    expect(one?.verification).toMatchObject({
      kind: 'attested',
      by: ANNA,
      reason: 'ticked in operation-tracker.md as it was taken in',
    });
  });

  it('that nobody ticked and nothing checks is unchecked', () => {
    const [one] = checked([aCriterion('A')]);
    expect(one).toMatchObject({ verification: { kind: 'unchecked' }, bound: undefined, attested: undefined });
  });
});

describe('how many are verified', () => {
  const tally = (standings: readonly Standing[]) =>
    verifiedTally(checked([bound('A'), bound('B'), aCriterion('C', { met: true })], { standings }));

  it('is not known while no probe has looked', () => {
    expect(tally([])).toBeUndefined();
  });

  it('counts what probes have proven, and nobody’s word', () => {
    const hole = standing('B', { outcome: aHole() });
    expect(tally([standing('A'), hole])).toEqual({ done: 1, all: 3, bound: 2, stale: 0 });
  });

  it.each([
    ['a rollout began a moment ago', 20, 'verified', 2],
    ['a rollout has gone on for more than an hour', 61, 'verified', 1],
    ['it was refuted before the rollout', 20, 'refuted', 1],
  ] as const)('counts what was verified before it became undecided: %s', (_, minutes, seen, done) => {
    const moving = standing('B', {
      outcome: { ...aHole(), undecided: true },
      seen: { kind: seen, times: 2 },
      verifiedAt: minutesAgo(minutes),
    });
    expect(tally([standing('A'), moving])).toMatchObject({ done, stale: 0 });
  });

  it('counts what was proven too long ago apart', () => {
    const old = standing('B', { outcome: aProof({ checkedAt: minutesAgo(61) }) });
    expect(tally([standing('A'), old])).toEqual({ done: 1, all: 3, bound: 2, stale: 1 });
  });
});
