import { describe, expect, it } from 'vitest';
import { judge } from '../../src/deployment/verdict.ts';
import { countsWords, verdictBadge, verdictReasons } from '../../src/views/verdict.ts';
import { aService, NOW } from '../given.ts';
import { WORDS } from './cases.ts';
import { ODD } from './odd-cases.ts';

describe('verdictBadge', () => {
  it('is a colour and a word, and says what is still going on', () => {
    expect(Object.values(WORDS).map((sighting) => verdictBadge(judge(sighting, NOW)))).toEqual([
      '🟢 HEALTHY',
      '🔵 SETTLING',
      '🔵 ROLLING OUT',
      '🟠 STALLED',
      '🔴 FAILED',
      '🟠 ROLLED BACK',
      '🔴 UNHEALTHY',
      '❔ UNKNOWN',
      '⚪ IDLE',
    ]);
    expect(verdictBadge(judge(ODD['rolling back'], NOW))).toBe('🟠 ROLLING BACK');
  });
});

describe('verdictReasons', () => {
  it('begins with the rollout in trouble, and with the health where nothing serves', () => {
    expect(verdictReasons(judge(WORDS.stalled, NOW), NOW)).toEqual([
      'rev 15 stalled, rolling out for 41 min',
      "rev 15 fails the load balancer's check: it answers 404 [Target.ResponseCodeMismatch]",
      '6 tasks failed in a row, and no circuit breaker is on to end it',
      'targets of web-tg: 1 of 3 unhealthy',
    ]);
    expect(verdictReasons(judge(WORDS.unhealthy, NOW), NOW)[0]).toMatch(
      /^targets of web-tg: 1 of 1 unhealthy/,
    );
  });

  it('says when nobody can tell whether anything serves, and when nothing is known to', () => {
    expect(verdictReasons(judge(ODD['failed, with a missing permission'], NOW), NOW)).toContain(
      'whether anything still serves is not known',
    );
    expect(verdictReasons(judge(ODD['running but never completed'], NOW), NOW)).toContain(
      'nothing is known to serve at the moment',
    );
  });

  it('names the failing revision alone until ECS has begun to bring another back', () => {
    expect(verdictReasons(judge(ODD['rolling back'], NOW), NOW)[0]).toBe('rolling back from rev 15');
  });
});

describe('countsWords', () => {
  it('names the revision that is asked for where there are no deployments', () => {
    expect(countsWords(aService({ deployments: [] }))).toBe('2/2 running on rev 14');
    expect(countsWords(aService({ deployments: [], revision: undefined }))).toBe(
      '2/2 running on revision not known',
    );
  });
});
