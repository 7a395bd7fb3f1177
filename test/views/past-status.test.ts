import { describe, expect, it } from 'vitest';
import { type PastStatusFacts, pastStatusMessage } from '../../src/views/past-status.ts';
import { minutesAgo, NOW } from '../given.ts';
import { anOperationState, aSnapshot } from '../given-digest.ts';
import { HOSTILE, offences } from './alert-cases.ts';
import { blocksFit } from './operation-cases.ts';

const SNAPSHOT = aSnapshot({
  takenAt: minutesAgo(600),
  verdict: 'blocked',
  operation: anOperationState({
    verified: { done: 2, all: 10, bound: 4 },
    contradictions: ['a', 'b'],
    phases: [
      { id: 'p1', state: 'complete' },
      { id: 'p2', state: 'complete', claimed: 100 },
      { id: 'p3', state: 'unfinished', claimed: 90 },
    ],
  }),
  alerts: ['t1'],
  services: { 'prod-eu:prod/api': 'healthy', 'prod-us:prod/web': 'rolled-back' },
});
const message = (given: Partial<PastStatusFacts> = {}) =>
  pastStatusMessage({
    ...{ snapshot: SNAPSHOT, only: false, askedAt: minutesAgo(540), meantIn: 'Europe/Berlin' },
    ...{ defaultEnv: 'prod-eu', place: { kind: 'channel', thread: undefined }, now: NOW },
    ...given,
  });

describe('how things stood', () => {
  it('is said with its age, and with what nobody can say of then', () => {
    expect(message().text).toMatchInlineSnapshot(`
      "🕰️ As of 3 Mar 17:00 UTC, 10 h ago: the last digest here by 3 Mar 18:00 UTC, 1 h before it
      🔴 Blocked · Snail Trail
      claimed 90 % · criteria 3/10 · verified 2/10 · tasks 1/5
      phases: 2 complete, 1 in progress · 2 contradictions · 1 alert open
      🟠 prod-us:prod/web rolled back
      🟢 prod/api healthy
      Not kept from then: tasks, targets, revisions and why anything was so, nor what happened in the 1 h before 3 Mar 18:00 UTC. How it is now: /snail status"
    `);
  });

  it('was read at the very moment that was asked for', () => {
    const { text } = message({ askedAt: minutesAgo(600) });
    expect(text).toContain('the last digest here by 3 Mar 17:00 UTC\n');
    expect(text).not.toContain('nor what happened');
  });

  it('of one service says nothing of the operation', () => {
    expect(message({ only: true }).text.split('\n')[1]).toBe('🟠 prod-us:prod/web rolled back');
  });

  it('says where the zone was not known', () => {
    expect(message({ meantIn: undefined }).text).toContain('Your time was taken as UTC');
  });

  it.each([
    [
      'nothing was worked at',
      { operation: undefined, alerts: [] },
      '🔴 Blocked · no operation · no alert open',
    ],
    ['nothing was watched', { services: {} }, 'No service was watched.'],
    [
      'no number was claimed',
      { operation: anOperationState({ claimed: undefined, tasks: { done: 0, all: 0 } }) },
      'no number claimed · criteria 3/10 · verified: not checked · no tasks',
    ],
  ])('where %s', (_, given, words) => {
    expect(message({ snapshot: { ...SNAPSHOT, ...given } }).text).toContain(words);
  });

  it('fits, and pings, links and breaks nothing', () => {
    const long = `${HOSTILE}${'w'.repeat(4000)}`;
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, nth) => [`${HOSTILE}${nth}`, 'unhealthy'] as const),
    );
    const shown = message({
      snapshot: { ...SNAPSHOT, operation: anOperationState({ name: long }), services: many },
    });
    blocksFit(shown);
    expect(offences(shown)).toEqual([]);
    expect(shown.text).toContain('and 40 more services');
  });
});
