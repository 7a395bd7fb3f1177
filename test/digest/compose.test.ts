import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/alerting/alert.ts';
import { composeDigest } from '../../src/digest/compose.ts';
import { snapshotOf } from '../../src/digest/snapshot.ts';
import { aRef, aSighting, denied, minutesAgo, NOW } from '../given.ts';
import { aCard, aRolloutThread, aThread } from '../given-alerts.ts';
import { anOperationState, aSnapshot, seen, someFacts, someOperationFacts } from '../given-digest.ts';
import {
  aBlocker,
  aCriterion,
  aNextStep,
  anOperation,
  anOperationTask,
  aPercent,
  aPhase,
  SNAIL_TRAIL,
  said,
} from '../given-operation.ts';

const resolvedAt = (minutes: number): Partial<Alert> => ({
  state: 'resolved',
  resolved: { at: minutesAgo(minutes), by: undefined, how: '2 good looks in a row' },
});

describe('a digest of the story', () => {
  const operation = someOperationFacts();
  const blocker = SNAIL_TRAIL.entries.find(({ kind }) => kind === 'blocker');

  it('is blocked, by whom and since when', () => {
    const extras = { [blocker?.id ?? '']: { owner: 'U1', firstSeenAt: minutesAgo(4320) } };
    const digest = composeDigest(someFacts({ operation: { ...operation, extras } }));
    expect(digest.verdict).toEqual({
      kind: 'blocked',
      reason: '“Container Health Check Investigation” is in the way',
    });
    expect(digest.operation?.blocker).toEqual({
      title: 'Container Health Check Investigation',
      owner: 'U1',
      sinceAt: minutesAgo(4320),
      imported: true,
      others: 0,
    });
  });

  it('keeps the three numbers apart, each with how far it moved', () => {
    const verified = { done: 3, all: 10, bound: 4 };
    const facts = someOperationFacts({ besides: { verified } });
    const state = anOperationState({
      claimed: 90,
      criteria: { done: 5, all: 10 },
      verified: { ...verified, done: 2 },
    });
    const { operation: part } = composeDigest(
      someFacts({ operation: facts, before: aSnapshot({ operation: state }) }),
    );
    expect(part?.numbers).toEqual({
      claimed: { words: '99% Complete', percent: 99, by: 9 },
      criteria: { done: 4, all: 10, by: -1 },
      verified: { done: 3, all: 10, by: 1 },
    });
  });

  it('has news where one criterion took the place of another among the verified ones', () => {
    const [one, other] = ['One', 'Other'].map((title) => aCriterion(title));
    const facts = (kinds: readonly ['verified' | 'refuted', 'verified' | 'refuted']) =>
      someFacts({
        operation: someOperationFacts(
          {
            besides: { verified: { done: 1, all: 2, bound: 2 } },
            proofs: [one, other].map((each, at) => ({
              ...{ criterion: each?.id ?? '', kind: kinds[at] ?? 'refuted', reason: 'so' },
            })),
          },
          anOperation({ entries: [one, other].flatMap((each) => each ?? []) }),
        ),
      });
    const first = facts(['verified', 'refuted']);
    const before = snapshotOf(first, composeDigest(first).verdict);
    expect(composeDigest({ ...first, before }).unchanged).toBe(true);
    const digest = composeDigest({ ...facts(['refuted', 'verified']), before });
    expect([digest.unchanged, digest.operation?.numbers.verified?.by]).toEqual([false, 0]);
  });

  it('moves nothing at the first, nor against another operation', () => {
    for (const before of [undefined, aSnapshot({ operation: anOperationState({ id: 'op-2' }) })]) {
      const { operation: part } = composeDigest(someFacts({ operation, before }));
      expect(part?.numbers.criteria).toEqual({ done: 4, all: 10 });
      expect(part?.changes).toEqual({ done: [], added: [], regressed: [], removed: 0, phases: [] });
    }
  });

  it('takes the next steps that people wrote down, and what is left where there are none', () => {
    const next = (of: Parameters<typeof anOperation>[0]) =>
      composeDigest(someFacts({ operation: someOperationFacts({}, anOperation(of)) })).operation?.next;
    const task = anOperationTask('Build');
    expect(next({ entries: [task, aNextStep('Call Ben'), aNextStep('Old', { mark: 'done' })] })).toEqual([
      { kind: 'next', title: 'Call Ben' },
    ]);
    expect(next({ entries: [aBlocker('Down'), task, anOperationTask('Done', { done: true })] })).toEqual([
      { kind: 'task', title: 'Build' },
    ]);
  });

  it('tells which contradictions are new', () => {
    const conflict = (key: string) => ({ key, check: 'c', why: key, statements: [], claims: 0 });
    const facts = someOperationFacts({ contradictions: [conflict('old'), conflict('new')] });
    const before = aSnapshot({ operation: anOperationState({ contradictions: ['old', 'gone'] }) });
    const { operation: part } = composeDigest(someFacts({ operation: facts, before }));
    expect(part?.contradictions).toMatchObject({ fresh: [{ key: 'new' }], standing: 2 });
  });
});

describe('services over the period', () => {
  const service = () => [seen()];
  const of = (threads: readonly ReturnType<typeof aThread | typeof aRolloutThread>[]) =>
    composeDigest(someFacts({ services: service(), threads, fromAt: minutesAgo(100) })).services?.services[0];

  it.each<[string, readonly Partial<Alert>[], number, number]>([
    ['none', [], 0, 0],
    ['one that is over', [{ beganAt: minutesAgo(50), ...resolvedAt(40) }], 1, 10],
    ['one that began before it', [{ beganAt: minutesAgo(500), ...resolvedAt(90) }], 1, 10],
    ['one that goes on', [{ beganAt: minutesAgo(30) }], 1, 30],
    ['one that was over before it', [{ beganAt: minutesAgo(300), ...resolvedAt(200) }], 0, 0],
    [
      'two at once count once',
      [
        { beganAt: minutesAgo(50), ...resolvedAt(30) },
        { beganAt: minutesAgo(40), ...resolvedAt(20) },
      ],
      2,
      30,
    ],
    [
      'one inside another',
      [
        { beganAt: minutesAgo(50), ...resolvedAt(10) },
        { beganAt: minutesAgo(40), ...resolvedAt(20) },
      ],
      2,
      40,
    ],
    ['what was only counted', [{ beganAt: minutesAgo(5), state: 'counting' }], 0, 0],
    ['what was held back', [{ beganAt: minutesAgo(5), state: 'muted' }], 0, 0],
  ])('%s', (_, alerts, incidents, minutes) => {
    const threads = alerts.map((about, nth) =>
      aThread({ id: `t${nth}`, about, open: about.resolved === undefined }),
    );
    expect(of(threads)).toMatchObject({ incidents, unhealthyMs: minutes * 60_000 });
  });

  it('leaves out those of other services', () => {
    expect(of([aThread({ about: { ref: aRef('api') } })])).toMatchObject({ incidents: 0 });
  });

  it('has the rollouts that went on or ended in it, oldest first', () => {
    const card = (id: string, startedAt: Date, endedAt: Date | undefined) =>
      aRolloutThread({ id, about: aCard({ deploymentId: id, startedAt, endedAt }), open: !endedAt });
    const rollouts = of([
      card('late', minutesAgo(10), undefined),
      card('early', minutesAgo(200), minutesAgo(90)),
      card('before', minutesAgo(300), minutesAgo(200)),
    ])?.rollouts;
    expect(rollouts?.map(({ deploymentId }) => deploymentId)).toEqual(['early', 'late']);
  });

  it('are undefined where nothing is watched', () => {
    expect(composeDigest(someFacts()).services).toBeUndefined();
    expect(composeDigest(someFacts({ watches: true })).services).toEqual({
      services: [],
      incidents: 0,
      unhealthyMs: 0,
    });
  });
});

describe('nothing changed', () => {
  const entries = [aCriterion('A', { met: true }), anOperationTask('B'), aNextStep('C')];
  const operation = someOperationFacts(
    {},
    anOperation({ header: { claimed: said(aPercent(40)) }, phases: [aPhase(1, 'One')], entries }),
  );
  const facts = someFacts({ operation, services: [seen()], threads: [] });
  const before = snapshotOf(facts, composeDigest(facts).verdict);
  const later = (given: Parameters<typeof someFacts>[0] = {}) =>
    composeDigest({ ...facts, before, ...given }).unchanged;
  const changed = (of: Parameters<typeof anOperation>[0]) =>
    later({
      operation: someOperationFacts(
        {},
        anOperation({ header: { claimed: said(aPercent(40)) }, phases: [aPhase(1, 'One')], entries, ...of }),
      ),
    });

  it('is so when all is as it was', () => {
    expect(later()).toBe(true);
  });

  it.each<[string, () => boolean]>([
    ['the first time', () => later({ before: undefined })],
    [
      'a task done',
      () =>
        changed({
          entries: [...entries.slice(0, 1), anOperationTask('B', { done: true }), ...entries.slice(2)],
        }),
    ],
    ['an entry more', () => changed({ entries: [...entries, anOperationTask('D')] })],
    ['an entry less', () => changed({ entries: entries.slice(0, 2) })],
    ['another claim', () => changed({ header: { claimed: said(aPercent(41)) } })],
    ['a phase that moved', () => changed({ phases: [aPhase(1, 'One', { claimed: said(aPercent(100)) })] })],
    ['an alert', () => later({ threads: [aThread()] })],
    [
      'an alert that came and went',
      () =>
        later({ threads: [aThread({ about: { beganAt: minutesAgo(9), ...resolvedAt(5) }, open: false })] }),
    ],
    [
      'a rollout',
      () =>
        later({
          threads: [aRolloutThread({ about: aCard({ endedAt: NOW, state: 'succeeded' }), open: false })],
        }),
    ],
    ['a service more', () => later({ services: [seen(), seen(aSighting({ ref: aRef('api') }))] })],
    [
      'a service that cannot be read now',
      () => later({ services: [seen(aSighting({ service: denied('ecs:DescribeServices') }))] }),
    ],
    ['another operation', () => later({ operation: { ...operation, id: 'op-2' } })],
    ['no operation any more', () => later({ operation: undefined })],
  ])('is not so with %s', (_, unchanged) => {
    expect(unchanged()).toBe(false);
  });
});
