import { describe, expect, it } from 'vitest';
import { blockerLine, numbersLine, servicesLine, verdictLine } from '../../src/views/digest-words.ts';
import { SPOKEN } from '../../src/views/speech.ts';
import { NOW } from '../given.ts';
import { aCard } from '../given-alerts.ts';
import { aDigest, aServiceDigest } from '../given-digest.ts';
import { anOperationDigest } from './digest-cases.ts';

const CRITERIA = { done: 4, all: 10 };

describe('a digest in a line', () => {
  it.each([
    [
      { claimed: { words: '99%', percent: 99 }, criteria: CRITERIA, verified: { done: 3, all: 10, by: 1 } },
      'claimed 99 % · criteria 4/10 · verified 3/10 (▲1)',
    ],
    [
      { claimed: { words: '9%', percent: 9, by: -3 }, criteria: { ...CRITERIA, by: 0 }, verified: undefined },
      'claimed 9 % (▼3) · criteria 4/10 · verified 0/10 (not checked)',
    ],
    [
      { claimed: { words: 'about half' }, criteria: { done: 0, all: 0 }, verified: undefined },
      'claimed “about half” · no criteria',
    ],
    [
      { claimed: undefined, criteria: CRITERIA, verified: { done: 0, all: 10, by: -2 } },
      'nothing claimed · criteria 4/10 · verified 0/10 (▼2)',
    ],
  ])('%#: the numbers stay apart', (numbers, words) => {
    expect(numbersLine(numbers, SPOKEN)).toBe(words);
  });

  it.each([
    ['blocked', '🔴 Blocked'],
    ['at-risk', '🟠 At risk'],
    ['unknown', '❔ Not known'],
    ['on-track', '🟢 On track'],
  ] as const)('%s is a word as well as a colour', (kind, words) => {
    expect(verdictLine(aDigest({ verdict: { kind, reason: 'why' } }), SPOKEN)).toBe(`${words} · why`);
  });

  it('names the blocker, or nothing', () => {
    const line = (blocker: ReturnType<typeof anOperationDigest>['blocker']) =>
      blockerLine(anOperationDigest({ blocker }), { names: { U1: 'Anna' }, now: NOW }, SPOKEN);
    expect(line(undefined)).toBe('');
    expect(line({ title: 'X', owner: 'U1', sinceAt: undefined, others: 0 })).toBe(
      'Top blocker: X · Anna · since when is not known',
    );
    expect(line({ title: 'X', owner: undefined, sinceAt: NOW, others: 2 })).toBe(
      'Top blocker: X · nobody has it · for 0 s · and 2 more',
    );
    expect(line({ title: 'X', owner: 'the network team', sinceAt: NOW, others: 0 })).toContain(
      '· the network team ·',
    );
  });

  it('counts services, incidents and rollouts', () => {
    const services = [
      aServiceDigest({ word: 'unhealthy', rollouts: [aCard()] }),
      aServiceDigest(),
      aServiceDigest(),
    ];
    expect(servicesLine({ services, incidents: 2, unhealthyMs: 14 * 60_000 })).toBe(
      '3 services: 1 unhealthy, 2 healthy · 2 incidents, 14 min in trouble · 1 rollout',
    );
    expect(servicesLine({ services: [], incidents: 0, unhealthyMs: 0 })).toBe('0 services · no incident');
  });
});
