import { describe, expect, it } from 'vitest';
import { liveRevisions, revisionText } from '../../src/deployment/revisions.ts';
import { aDeployment, aRevision, aService, aTaskSet } from '../given.ts';

describe('liveRevisions', () => {
  it('are those of the deployments and task sets, each once', () => {
    const deployments = [aDeployment({ revision: aRevision(15) }), aDeployment(), aDeployment()];
    const service = aService({ deployments, taskSets: [aTaskSet({ revision: aRevision(3) })] });
    expect(liveRevisions(service).map(({ number }) => number)).toEqual([15, 14, 3]);
  });

  it('are the one of the service itself where it has neither', () => {
    expect(liveRevisions(aService({ deployments: [] }))).toEqual([aRevision(14)]);
    expect(liveRevisions(aService({ deployments: [], revision: undefined }))).toEqual([]);
  });
});

describe('revisionText', () => {
  it('is what AWS and people write', () => {
    expect(revisionText(aRevision(15))).toBe('web:15');
    expect(revisionText(undefined)).toBe('');
  });
});
