import { describe, expect, it } from 'vitest';
import type { DeploymentRecord, DeployReads } from '../../src/deployment/deployment-record.ts';
import { composeDeploys, deployPage } from '../../src/deployment/deploys.ts';
import { aDeployment, aPastDeployment, aRevision, aService, denied, known, minutesAgo } from '../given.ts';

const arnOf = (nth: number) => `arn:aws:ecs:eu-central-1:111122223333:service-deployment/prod/web/d${nth}`;
const revisionArn = (number: number) =>
  `arn:aws:ecs:eu-central-1:111122223333:service-revision/prod/web/${number}`;

function aRecord(nth: number, given: Partial<DeploymentRecord> = {}): DeploymentRecord {
  return {
    arn: arnOf(nth),
    tasks: { requested: 2, running: 1, pending: 1 },
    productionWeight: undefined,
    sources: [],
    rollback: undefined,
    breaker: undefined,
    alarms: [],
    strategy: 'rolling',
    bakeTimeMs: 0,
    stage: undefined,
    hooks: [],
    ...given,
  };
}

/** Deployments of these states and revisions, the newest first, an hour apart. */
function reads(
  past: readonly (readonly [status: string, revision: number])[],
  given: Partial<DeployReads> = {},
): DeployReads {
  const all = past.map(([status, revision], nth) =>
    aPastDeployment({
      arn: arnOf(nth),
      status,
      revision: undefined,
      serviceRevisionArn: revisionArn(revision),
      createdAt: minutesAgo(60 * (nth + 1)),
      startedAt: minutesAgo(60 * (nth + 1)),
      finishedAt: status === 'in-progress' ? undefined : minutesAgo(60 * nth + 50),
    }),
  );
  const revisions = [...new Set([7, ...past.map(([, revision]) => revision)])].map((number) => ({
    arn: revisionArn(number),
    revision: aRevision(number),
    images: [
      { container: 'proxy', image: 'proxy:1', digest: undefined },
      { container: 'app', image: `web:${number}`, digest: `sha256:${number}` },
    ],
  }));
  return {
    ref: aService().ref,
    service: known(aService()),
    listed: known({ all, more: false }),
    records: known(all.map((_, nth) => aRecord(nth))),
    revisions: known(revisions),
    registrations: known([]),
    ...given,
  };
}

describe('how a deployment ended', () => {
  it.each([
    ['successful', {}, { kind: 'succeeded' }],
    [
      'in-progress',
      {
        stage: 'BAKE_TIME',
        productionWeight: 100,
        hooks: [{ target: 'f', status: 'FAILED', expiresAt: undefined }],
      },
      {
        kind: 'in-progress',
        stage: 'BAKE_TIME',
        tasks: { running: 1, requested: 2 },
        hooks: [{ target: 'f' }],
      },
    ],
    [
      'in-progress',
      { hooks: [{ target: 'f', status: 'SUCCEEDED', expiresAt: undefined }] },
      { kind: 'in-progress', hooks: [] },
    ],
    [
      'rollback-successful',
      {
        rollback: { reason: 'the breaker', startedAt: undefined, to: revisionArn(7) },
        breaker: { status: 'TRIGGERED', failures: 3, threshold: 3 },
      },
      { kind: 'rolled-back', to: { number: 7 }, reason: 'the breaker', failures: 3 },
    ],
    [
      'rollback-successful',
      { alarms: ['errors'] },
      { kind: 'rolled-back', to: undefined, reason: 'alarm errors' },
    ],
    ['rollback-in-progress', {}, { kind: 'rolling-back' }],
    ['rollback-failed', {}, { kind: 'failed', reason: 'the rollback failed too' }],
    ['stopped', {}, { kind: 'stopped', by: undefined }],
    ['stop-requested', {}, { kind: 'other', status: 'stop-requested' }],
  ] as const)('%s with %j', (status, record, outcome) => {
    const { deploys } = composeDeploys(reads([[status, 8]], { records: known([aRecord(0, record)]) }), 1);
    expect(deploys[0]?.outcome).toMatchObject(outcome);
  });

  it('of one that a newer one overtook names that one', () => {
    const base = reads([
      ['successful', 9],
      ['stopped', 8],
    ]);
    const [newer, older] = base.listed.kind === 'known' ? base.listed.value.all : [];
    const all = [newer!, { ...older!, finishedAt: newer?.createdAt }];
    const { deploys } = composeDeploys({ ...base, listed: known({ all, more: false }) }, 1);
    expect(deploys[1]?.outcome).toMatchObject({ kind: 'stopped', by: { number: 9 } });
  });

  it('counts the failures of the live deployment where no circuit breaker does', () => {
    const service = known(aService({ deployments: [aDeployment({ failedTasks: 6 })] }));
    const { deploys } = composeDeploys(reads([['in-progress', 9]], { service }), 1);
    expect(deploys[0]?.outcome).toMatchObject({ failures: 6 });
  });
});

describe('an entry of the history', () => {
  it('has the image of the container that takes the traffic first', () => {
    const service = known(
      aService({
        targetGroups: [
          {
            ...{ arn: 'a', name: 'tg', containerName: 'app', containerPort: 80 },
            ...{ role: 'production', partnerArn: undefined },
          },
        ],
      }),
    );
    const { deploys } = composeDeploys(reads([['successful', 9]], { service }), 1);
    expect(deploys[0]?.images.map(({ container }) => container)).toEqual(['app', 'proxy']);
  });

  it('says that a revision was deployed again, and whether its tag moved', () => {
    const twice = reads([
      ['successful', 9],
      ['successful', 9],
    ]);
    expect(composeDeploys(twice, 1).deploys.map(({ again }) => again)).toEqual(['same-image', undefined]);
    const [one] = twice.revisions?.kind === 'known' ? twice.revisions.value : [];
    const [newer, older] = twice.listed.kind === 'known' ? twice.listed.value.all : [];
    const moved = composeDeploys(
      {
        ...twice,
        listed: known({ all: [newer!, { ...older!, serviceRevisionArn: 'old' }], more: false }),
        revisions: known([
          {
            ...one!,
            arn: revisionArn(9),
            revision: aRevision(9),
            images: [{ container: 'app', image: 'web:x', digest: 'sha256:2' }],
          },
          {
            ...one!,
            arn: 'old',
            revision: aRevision(9),
            images: [{ container: 'app', image: 'web:x', digest: 'sha256:1' }],
          },
        ]),
      },
      1,
    );
    expect(moved.deploys[0]?.again).toBe('tag-moved');
  });

  it.each([
    ['arn:aws:sts::111122223333:assumed-role/ci-deploy/run-4711', 'role/ci-deploy'],
    ['arn:aws:iam::111122223333:user/alice', 'user/alice'],
    [undefined, undefined],
  ])('names who registered its revision: %s', (by, said) => {
    const registrations = known([{ revisionArn: aRevision(9).arn, by }]);
    const { deploys } = composeDeploys(reads([['successful', 9]], { registrations }), 1);
    expect(deploys[0]?.registeredBy).toBe(said);
  });
});

describe('the history', () => {
  it('comes in pages, the nearest one that there is', () => {
    const many = reads(Array.from({ length: 23 }, (_, nth) => ['successful', 100 - nth] as const));
    const second = composeDeploys(many, 2);
    expect(second).toMatchObject({ page: 2, pages: 3, total: 23, from: 'history' });
    expect(second.deploys[0]?.revision?.number).toBe(90);
    expect(composeDeploys(many, 99)).toMatchObject({ page: 3 });
    expect(deployPage(0, 4)).toEqual({ page: 1, pages: 1 });
  });

  it('is worth having without what could not be read of it, which is named', () => {
    const { deploys, gaps } = composeDeploys(
      reads([['rollback-successful', 8]], {
        records: denied('ecs:DescribeServiceDeployments'),
        revisions: denied('ecs:DescribeServiceRevisions'),
        registrations: denied('ecs:DescribeTaskDefinition'),
      }),
      1,
    );
    expect(deploys[0]).toMatchObject({ outcome: { kind: 'rolled-back' }, revision: undefined, images: [] });
    expect(gaps.map(({ unknown }) => unknown.permission)).toEqual([
      'ecs:DescribeServiceDeployments',
      'ecs:DescribeServiceRevisions',
      'ecs:DescribeTaskDefinition',
    ]);
  });

  it('is empty with its reason where neither it nor the service can be read', () => {
    const gone = denied('ecs:DescribeServices');
    const composed = composeDeploys(reads([], { service: gone, listed: gone }), 1);
    expect(composed).toMatchObject({ service: undefined, deploys: [], total: 0 });
    expect(composed.gaps).toHaveLength(2);
  });
});
