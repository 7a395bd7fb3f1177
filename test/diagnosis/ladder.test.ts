import { describe, expect, it } from 'vitest';
import { answeredCodes, gotTo, RUNGS } from '../../src/diagnosis/ladder.ts';
import { aFailedTask, someEvidence } from './given-evidence.ts';

const rungsOf = (evidence: ReturnType<typeof someEvidence>) => RUNGS.filter((rung) => gotTo(evidence, rung));

describe('how far failing tasks got', () => {
  it.each([
    ['placed', { startedAt: undefined, pullStoppedAt: undefined, privateIp: undefined }],
    ['attached', { startedAt: undefined, pullStoppedAt: undefined }],
    ['pulled', { startedAt: undefined }],
    ['started', {}],
  ] as const)('is up to %s', (rung, given) => {
    const reached = rungsOf(someEvidence({ stopped: [aFailedTask(given), aFailedTask(given)] }));
    expect(reached).toEqual(RUNGS.slice(0, RUNGS.indexOf(rung) + 1));
  });

  it('is that of the one that got least far', () => {
    const stopped = [aFailedTask(), aFailedTask({ startedAt: undefined, pullStoppedAt: undefined })];
    expect(rungsOf(someEvidence({ stopped }))).not.toContain('started');
  });

  it('is all the way where the load balancer’s request is in the log', () => {
    const evidence = someEvidence({ lines: ['"GET /health" 404 "ELB-HealthChecker/2.0"'] });
    expect(gotTo(evidence, 'reached')?.says).toContain('in the log');
  });

  it('is not known without a task', () => {
    expect(rungsOf(someEvidence({ stopped: [] }))).toEqual([]);
  });

  it('is told by each code that a task answered with', () => {
    const said = 'Task failed ELB health checks: Health checks failed with these codes: [404, 502]';
    const codes = answeredCodes(someEvidence({ stopped: [aFailedTask({ stoppedReason: said })] }));
    expect(codes.map(({ code }) => code)).toEqual([404, 502]);
  });
});
