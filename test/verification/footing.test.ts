import { describe, expect, it } from 'vitest';
import { changesSince, footingOf } from '../../src/verification/footing.ts';
import {
  aPastDeployment,
  aRevision,
  aService,
  aSighting,
  aTargetGroup,
  denied,
  known,
  minutesAgo,
} from '../given.ts';

const service = aService({ revision: aRevision(15), targetGroups: [aTargetGroup([]).group] });
const history = known(
  [
    aPastDeployment({
      revision: aRevision(15),
      status: 'in-progress',
      startedAt: minutesAgo(3),
      finishedAt: undefined,
    }),
    aPastDeployment({ revision: aRevision(14), startedAt: minutesAgo(600), finishedAt: minutesAgo(590) }),
  ],
  'ecs:ListServiceDeployments',
);
const sighting = aSighting({ service: known(service), history });
const words = (before: Parameters<typeof changesSince>[0], seen = sighting) =>
  changesSince(before, seen).map((each) => each.words);

describe('what a service stands on', () => {
  it('is its revision and its target groups', () => {
    expect(footingOf(sighting)).toEqual({
      service: 'prod-eu:prod/web',
      revision: 'web:15',
      targetGroups: ['web-tg'],
    });
  });

  it('is not known where the service could not be read', () => {
    expect(footingOf(aSighting({ service: denied('ecs:DescribeServices') }))).toBeUndefined();
  });
});

describe('what changed since it was verified', () => {
  it('are the deployments since then, and another revision and target group', () => {
    const then = { service: 'prod-eu:prod/web', revision: 'web:14', targetGroups: ['old-tg'] };
    expect(changesSince({ before: [then], sinceAt: minutesAgo(10) }, sighting)).toEqual([
      {
        words: 'deployment of web:15 to web: in progress',
        source: 'ecs:ListServiceDeployments',
        at: minutesAgo(3),
      },
      { words: 'revision of web: web:14 became web:15', source: 'ecs:DescribeServices', at: undefined },
      { words: 'target groups of web: old-tg became web-tg', source: 'ecs:DescribeServices', at: undefined },
    ]);
  });

  it('is nothing where nothing did', () => {
    const then = { service: 'prod-eu:prod/web', revision: 'web:15', targetGroups: ['web-tg'] };
    expect(words({ before: [then], sinceAt: minutesAgo(1) }, aSighting({ service: known(service) }))).toEqual(
      [],
    );
  });

  it('is a deployment that began before and ended after it', () => {
    const past = aPastDeployment({
      status: 'rollback-successful',
      startedAt: minutesAgo(12),
      finishedAt: minutesAgo(4),
    });
    const seen = aSighting({ service: known(service), history: known([past]) });
    expect(words({ before: [], sinceAt: minutesAgo(10) }, seen)).toEqual([
      'deployment of web:14 to web: rollback successful',
    ]);
  });

  it('is told of another service by nobody', () => {
    const other = { service: 'prod-eu:prod/api', revision: 'api:3', targetGroups: [] };
    expect(words({ before: [other], sinceAt: minutesAgo(1) })).toEqual([]);
  });

  it('is the newest deployment where nobody knows when it was otherwise', () => {
    expect(words({ before: [], sinceAt: undefined })).toEqual(['deployment of web:15 to web: in progress']);
  });

  it('is not known without a history', () => {
    const seen = aSighting({ service: known(service), history: denied('ecs:ListServiceDeployments') });
    expect(words({ before: [], sinceAt: undefined }, seen)).toEqual([]);
  });
});
