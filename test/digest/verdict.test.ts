import { describe, expect, it } from 'vitest';
import type { OperationDigest } from '../../src/digest/digest.ts';
import { byNeed, digestVerdict, type Judgeable } from '../../src/digest/verdict.ts';
import { denied } from '../given.ts';
import { anAlert } from '../given-alerts.ts';
import { aDigest, aServiceDigest } from '../given-digest.ts';

const GAP = { env: 'prod-us', subject: 'services', unknown: denied('ecs:ListServices') } as const;

function anOperationDigest(given: Partial<OperationDigest> = {}): OperationDigest {
  return {
    ...{ id: 'op-1', name: 'Snail Trail', compared: true, blocker: undefined, stale: [], next: [] },
    numbers: { claimed: undefined, criteria: { done: 4, all: 10 }, verified: undefined },
    changes: { done: [], added: [], regressed: [], removed: 0, phases: [] },
    contradictions: { fresh: [], standing: 0 },
    ...given,
  };
}

const services = (...words: readonly ReturnType<typeof aServiceDigest>['word'][]) => ({
  services: words.map((word) => aServiceDigest({ word })),
  ...{ incidents: 0, unhealthyMs: 0 },
});
const verdict = (given: Partial<Judgeable>) => {
  const { kind, reason } = digestVerdict({
    operation: undefined,
    services: undefined,
    alerts: [],
    gaps: [],
    ...given,
  });
  return `${kind}: ${reason}`;
};
const lost = (...refuted: readonly boolean[]): OperationDigest['changes'] => ({
  ...anOperationDigest().changes,
  proven: {
    gained: [],
    lost: refuted.map((isRefuted, at) => ({
      ...{ id: `${at}`, kind: 'criterion', title: 'AB'[at] ?? '', reason: 'so', isUnticked: false },
      isRefuted,
    })),
  },
});
const numbers = (percent: number, done = 4, verifiedBy?: number): OperationDigest['numbers'] => ({
  claimed: { words: `${percent}%`, percent },
  criteria: { done, all: 10 },
  verified: verifiedBy === undefined ? undefined : { done: 1, all: 10, by: verifiedBy },
});

describe('the verdict', () => {
  it.each<[string, Partial<Judgeable>, string]>([
    [
      'a calm day',
      { operation: anOperationDigest(), services: services('healthy', 'idle') },
      'on-track: nothing blocks, 2 services without trouble',
    ],
    ['a rollout under way', { services: services('rolling-out') }, 'on-track: 1 service without trouble'],
    [
      'a blocker',
      {
        operation: anOperationDigest({
          blocker: { title: 'X', owner: undefined, sinceAt: undefined, others: 2 },
        }),
        alerts: [anAlert()],
      },
      'blocked: “X” is in the way, and 2 more blockers',
    ],
    ['an alert', { services: services('healthy'), alerts: [anAlert()] }, 'at-risk: 1 alert firing: web'],
    [
      'an acknowledged alert',
      { services: services('healthy'), alerts: [anAlert({ state: 'acknowledged' })] },
      'at-risk: 1 alert not resolved',
    ],
    [
      'trouble before any alert',
      { services: services('healthy', 'rolled-back') },
      'at-risk: web is rolled back',
    ],
    [
      'several in trouble',
      { services: services('failed', 'unhealthy', 'stalled', 'failed') },
      'at-risk: 4 services in trouble: web, web, web and 1 more',
    ],
    [
      'a claim far beyond the criteria',
      { operation: anOperationDigest({ numbers: numbers(99) }) },
      'at-risk: 99 % claimed, 4 of 10 criteria met',
    ],
    [
      'a claim a little beyond them',
      { operation: anOperationDigest({ numbers: numbers(59) }) },
      'on-track: nothing blocks',
    ],
    [
      'something that is open again',
      {
        operation: anOperationDigest({
          changes: { ...anOperationDigest().changes, regressed: [{ kind: 'criterion', title: 'Y' }] },
        }),
      },
      'at-risk: “Y” was done and is open again',
    ],
    [
      'proof that is gone',
      { operation: anOperationDigest({ numbers: numbers(40, 4, -1) }) },
      'at-risk: 1 criterion verified before, not any more',
    ],
    [
      'proof that is gone, by name, what is refuted first',
      { operation: anOperationDigest({ changes: lost(false, true) }) },
      'at-risk: “B” was verified and is refuted, and 1 more',
    ],
    [
      'proof that nobody can see any more',
      { operation: anOperationDigest({ changes: lost(false) }) },
      'at-risk: “A” was verified and is not any more',
    ],
    [
      'as much proof gained as lost',
      { operation: anOperationDigest({ numbers: numbers(40, 4, 0), changes: lost(true) }) },
      'at-risk: “A” was verified and is refuted',
    ],
    [
      'a new contradiction',
      {
        operation: anOperationDigest({
          contradictions: {
            fresh: [{ key: 'k', check: 'c', why: 'w', statements: [], claims: 0 }],
            standing: 1,
          },
        }),
      },
      'at-risk: 1 new contradiction in the tracker',
    ],
    [
      'a service that could not be read',
      { services: services('healthy', 'unknown') },
      'unknown: 1 service could not be read',
    ],
    [
      'an environment that could not be listed',
      { services: services('healthy'), gaps: [GAP] },
      'unknown: 1 thing could not be read',
    ],
    ['trouble beside a gap', { services: services('failed'), gaps: [GAP] }, 'at-risk: web is failed'],
    ['nothing at all', {}, 'unknown: this channel has no operation and watches nothing'],
    ['watches that cover nothing', { services: services() }, 'on-track: no service is there to be watched'],
  ])('of %s', (_, given, wanted) => {
    expect(verdict(given)).toBe(wanted);
  });

  it('orders digests: who needs somebody first comes first', () => {
    const kinds = (['on-track', 'unknown', 'blocked', 'at-risk'] as const).map((kind) =>
      aDigest({ verdict: { kind, reason: '' } }),
    );
    expect(kinds.sort(byNeed).map((each) => each.verdict.kind)).toEqual([
      'blocked',
      'at-risk',
      'unknown',
      'on-track',
    ]);
  });
});
