import { describe, expect, it } from 'vitest';
import { STALE_MS, staleClaims } from '../../src/digest/stale-claims.ts';
import type { Entry } from '../../src/operation/operation.ts';
import type { Extra } from '../../src/operation/record.ts';
import { NOW } from '../given.ts';
import { ANNA } from '../given-alerts.ts';
import { someOperationFacts } from '../given-digest.ts';
import { aBlocker, aCriterion, anOperation, anOperationTask } from '../given-operation.ts';

const ago = (ms: number) => new Date(NOW.getTime() - ms);
const touch = (ms: number) => ({ by: ANNA, at: ago(ms) });
const stale = (entry: Entry, extra: Extra) =>
  staleClaims(someOperationFacts({ extras: { [entry.id]: extra } }, anOperation({ entries: [entry] })), NOW);
const OLD = { firstSeenAt: ago(STALE_MS) };

describe('a claim', () => {
  it.each<[string, Entry, string[]]>([
    ['a criterion ticked without a probe', aCriterion('A', { met: true }), ['unproven']],
    ['a criterion ticked with a probe', aCriterion('A', { met: true, probe: 'service steady web' }), []],
    ['a criterion that is open', aCriterion('A'), []],
    ['a task that was begun', anOperationTask('A', { mark: 'running' }), ['untouched']],
    ['a task that was not begun', anOperationTask('A'), []],
    ['a task that is done', anOperationTask('A', { done: true }), []],
    ['a blocker', aBlocker('A'), ['untouched']],
    ['a blocker that was cleared', aBlocker('A', { cleared: true }), []],
  ])('a week old: %s', (_, entry, why) => {
    expect(stale(entry, OLD).map((each) => each.why)).toEqual(why);
  });

  it.each<[string, Extra, boolean]>([
    ['of unknown age', {}, false],
    ['a moment younger than a week', { firstSeenAt: ago(STALE_MS - 1) }, false],
    ['ticked lately', { ...OLD, settled: touch(1000) }, false],
    ['edited lately', { ...OLD, edited: touch(1000) }, false],
    [
      'backed up lately',
      { ...OLD, proof: [{ ...touch(1000), url: 'https://a.test/', words: undefined }] },
      false,
    ],
    ['ticked long ago', { settled: touch(2 * STALE_MS) }, true],
  ])('%s', (_, extra, isStale) => {
    expect(stale(aCriterion('A', { met: true }), extra)).toHaveLength(isStale ? 1 : 0);
  });

  it('comes the oldest first', () => {
    const entries = [aBlocker('young'), aBlocker('old')];
    const extras = Object.fromEntries(
      entries.map(({ id }, nth) => [id, { firstSeenAt: ago(STALE_MS * (nth + 1)) }]),
    );
    const all = staleClaims(someOperationFacts({ extras }, anOperation({ entries })), NOW);
    expect(all.map(({ title }) => title)).toEqual(['old', 'young']);
  });
});
