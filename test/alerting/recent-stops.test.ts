import { describe, expect, it } from 'vitest';
import { recentStops, stoppedForIt, stopWords } from '../../src/alerting/recent-stops.ts';
import type { Task } from '../../src/deployment/service.ts';
import { anEvent, aSighting, aTask, denied, known, minutesAgo } from '../given.ts';
import { aCheckStop, aMemoryKill, aRolling, around } from '../given-checks.ts';

function stops(stopped: readonly Task[], of = {}, withinMs?: number): readonly Task[] {
  const fact = recentStops(around(aSighting({ of, stopped: known(stopped) })), withinMs);
  return fact?.kind === 'known' ? fact.value : [];
}

describe('recentStops', () => {
  const [newest, older, oldest] = [aMemoryKill(1), aMemoryKill(15), aMemoryKill(16)];

  it('takes those of the last quarter of an hour, or of as long as is asked for', () => {
    expect(stops([newest, older, oldest])).toEqual([newest, older]);
    expect(stops([newest, oldest], {}, 3_600_000)).toEqual([newest, oldest]);
    expect(stops([aMemoryKill(1, { stoppedAt: undefined })])).toEqual([]);
  });

  it('leaves out what belongs to a rollout: one under way, and one that ended well', () => {
    const young = aMemoryKill(2, { startedBy: 'ecs-svc/2000' });
    expect(stops([newest, young], aRolling())).toEqual([newest]);
    const events = [anEvent('(service web) (deployment ecs-svc/1000) deployment completed.', 5)];
    expect(stops([newest, older], { events })).toEqual([newest]);
  });

  it('is unknown, or undefined, where stopped tasks are', () => {
    const refused = aSighting({ stopped: denied('ecs:ListTasks') });
    expect(recentStops(around(refused))).toMatchObject({ kind: 'unknown' });
    expect(recentStops(around(aSighting()))).toBeUndefined();
  });
});

describe('stoppedForIt', () => {
  it('needs two that failed the same check', () => {
    const mixed = aSighting({ stopped: known([aCheckStop(1, 'ELB'), aCheckStop(2, 'container')]) });
    expect(stoppedForIt(around(mixed), 'load-balancer')).toBeUndefined();
    const both = aSighting({ stopped: known([aCheckStop(1, 'ELB'), aCheckStop(2, 'ELB')]) });
    expect(stoppedForIt(around(both), 'load-balancer')).toMatchObject({ outcome: 'bad', word: 'unhealthy' });
    expect(stoppedForIt(around(both), 'container')).toBeUndefined();
  });
});

describe('stopWords', () => {
  const because = (stoppedReason: string) =>
    aTask({ stopCode: 'TaskFailedToStart', stoppedReason, stoppedAt: minutesAgo(1) });

  it.each([
    [['a'], '1 task of web:15 stopped: a'],
    [['a', 'a'], '2 tasks of web:15 stopped: a'],
    [['a', 'b', 'b'], '3 tasks of web:15 stopped: 2 × b; 1 × a'],
    [['a', 'a', 'b', 'c', 'd'], '5 tasks of web:15 stopped: 2 × a; 1 × b; and 2 other reasons'],
  ])('of %j', (reasons, words) => {
    expect(stopWords(reasons.map(because), ' of web:15')).toBe(words);
  });
});
