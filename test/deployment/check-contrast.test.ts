import { describe, expect, it } from 'vitest';
import { checkedTasks } from '../../src/deployment/both-checks.ts';
import { contrastOf } from '../../src/deployment/check-contrast.ts';
import { aSighting, aTarget, aTargetGroup, aTask, known } from '../given.ts';

describe('the contrast between inside and outside', () => {
  it.each([
    ['healthy', 'Target.ResponseCodeMismatch', 'inside-well-outside-refused'],
    ['healthy', 'Target.FailedHealthChecks', 'inside-well-outside-closed'],
    ['healthy', 'Target.Timeout', 'inside-well-outside-silent'],
    ['healthy', 'Elb.InternalError', undefined],
    ['unknown', 'Target.ResponseCodeMismatch', 'outside-refused'],
    ['unknown', 'Target.Timeout', undefined],
    ['unhealthy', undefined, 'outside-well-inside-failing'],
    ['unhealthy', 'Target.Timeout', undefined],
    ['healthy', undefined, undefined],
  ] as const)('%s inside and %s outside is %s', (health, reason, contrast) => {
    const target = aTarget(reason === undefined ? {} : { state: 'unhealthy', reason });
    const sighting = aSighting({ tasks: known([aTask({ health })]), targetGroups: [aTargetGroup([target])] });
    expect(contrastOf(checkedTasks(sighting))).toBe(contrast);
  });

  it.each([
    ['load-balancer', 'Health checks failed with these codes: [404]', 'outside-refused'],
    ['load-balancer', 'Request timed out', undefined],
    ['container', 'Task failed container health checks', undefined],
  ] as const)('between two tries is what %s said last: "%s"', (by, said, contrast) => {
    expect(contrastOf(checkedTasks(aSighting()), { by, said })).toBe(contrast);
  });
});
