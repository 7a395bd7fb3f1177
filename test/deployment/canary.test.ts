import { describe, expect, it } from 'vitest';
import { canaryOf } from '../../src/deployment/canary.ts';
import type { Service, TaskSet } from '../../src/deployment/service.ts';
import { aRevision, aService, aTaskSet } from '../given.ts';

const small = aTaskSet({ id: 'ecs-svc/8', status: 'active', revision: aRevision(15), desiredCount: 1 });

function beside(given: Partial<TaskSet> = {}, of: Partial<Service> = {}) {
  const taskSets = [aTaskSet(), { ...small, ...given }];
  return canaryOf(aService({ controller: 'external', deployments: [], taskSets, ...of }));
}

describe('a canary', () => {
  it('is a smaller task set of another revision beside the primary one', () => {
    expect(beside()).toEqual(small);
  });

  it.each<[string, Partial<TaskSet>, Partial<Service>]>([
    ['as large as the primary one', { desiredCount: 2 }, {}],
    ['of the same revision', { revision: aRevision(14) }, {}],
    ['that is draining', { status: 'draining' }, {}],
    ['of CodeDeploy, which shifts by itself', {}, { controller: 'code-deploy' }],
    ['alone', {}, { taskSets: [small] }],
  ])('is none %s', (_, given, of) => {
    expect(beside(given, of)).toBeUndefined();
  });
});
