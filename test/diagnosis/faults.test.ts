import { describe, expect, it } from 'vitest';
import { codes, exited, failed, notStarted, taskGroup, unhealthy } from './given-failures.ts';
import { type Data, diagnoses } from './given-trouble.ts';
import { breakDown, calm, rollOut, type Scene } from './scene.ts';

const ask = diagnoses();
const EXITED = { stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' };
const NO_ECR =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post "https://api.ecr.eu-central-1.amazonaws.com/": dial tcp 34.223.27.76:443: i/o timeout. Please check your task network configuration.';
const ECR = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/web:2';
const MINUTE_MS = 60_000;

interface Case {
  readonly build: () => Scene;
  readonly mechanism: string;
  readonly rootCause?: string;
}

/** A variable is gone that the program asks for. */
function variableGone(): Scene {
  const scene = calm({ environment: [{ name: 'DATABASE_URL', value: 'postgres://db' }] });
  rollOut(scene, {
    stopped: { ...EXITED, exitCode: 1 },
    lines: ['Error: environment variable DATABASE_URL is required'],
  });
  return scene;
}

function withGateway(): Scene {
  return failed(
    {
      unstarted: true,
      unpulled: true,
      stopped: { stopCode: 'TaskFailedToStart', stoppedReason: NO_ECR },
    },
    ({ world }) => {
      for (const table of world.network.routeTables.values())
        for (const route of table.routes)
          if (route.natGatewayId) {
            delete route.natGatewayId;
            route.gatewayId = 'igw-0a1b2c3d';
          }
    },
  )();
}

const CASES: Readonly<Record<string, Case>> = {
  'a path that is not known': { build: unhealthy(codes(404)), mechanism: 'hc-path-mismatch' },
  'a security group that is shut': {
    build: unhealthy('Request timed out', ['Listening on port 8080'], (scene) => {
      taskGroup(scene).ipPermissions = [];
    }),
    mechanism: 'sg-alb-to-task-blocked',
  },
  'tasks without a public IP': { build: withGateway, mechanism: 'no-public-ip' },
  'a variable that is gone': {
    build: variableGone,
    mechanism: 'app-startup-crash',
    rootCause: 'drift-env-changed',
  },
  'a tag that is not there': {
    build: notStarted(
      `CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref ${ECR}: not found`,
      { changes: { image: ECR } },
    ),
    mechanism: 'image-tag-not-found',
  },
  'memory that runs out': {
    build: exited(137, [], 'OutOfMemoryError: Container killed due to memory usage'),
    mechanism: 'oom-killed',
  },
};

/** Whatever is missing: it says nothing that is not so. */
function blamesNobody({ mechanism, rootCause }: Pick<Case, 'mechanism' | 'rootCause'>, data: Data): void {
  expect([mechanism, null]).toContain(data.mechanism);
  expect([rootCause, mechanism, null]).toContain(data.rootCause);
  expect(data.contributing).toEqual([]);
  expect(data.likely.map(({ id }) => id).filter((id) => id !== mechanism)).toEqual([]);
  expect(data.verdict).not.toBe('healthy');
}

describe('a diagnosis with one permission missing', () => {
  it.each(Object.entries(CASES))('of %s names it and blames nobody', async (_, each) => {
    const { data: whole, stage } = await ask(each.build());
    expect(whole).toMatchObject({
      mechanism: each.mechanism,
      rootCause: each.rootCause ?? each.mechanism,
      notChecked: [],
    });
    const found: Record<string, string | null> = {};
    for (const operation of Object.keys(stage.aws.calls)) {
      const { data } = await ask(each.build(), ({ fault }) => fault(operation, 'denied'));
      blamesNobody(each, data);
      const permissions = data.notChecked.map(({ permission }) => permission);
      expect([operation, permissions]).toEqual([operation, expect.arrayContaining([operation])]);
      found[operation] = data.mechanism;
    }
    expect(found).toMatchSnapshot();
  });
});

describe('a diagnosis of what does not answer', () => {
  it.each(Object.entries(CASES).slice(0, 4))('blames nobody where AWS asks to wait: %s', async (_, each) => {
    const { stage } = await ask(each.build());
    for (const operation of Object.keys(stage.aws.calls)) {
      const { data } = await ask(each.build(), ({ fault }) => fault(operation, 'throttled'));
      blamesNobody(each, data);
      expect(data.notChecked.length).toBeGreaterThan(0);
    }
  });

  it('says that nothing is known where everything is refused', async () => {
    const { data } = await ask(unhealthy(codes(404))(), ({ fault }) => fault('*', 'throttled'));
    expect(data).toMatchObject({
      verdict: 'insufficient-evidence',
      rootCause: null,
      ruledOut: [],
      looked: [],
    });
  });

  it('says so of a service that is not there', async () => {
    const scene = calm();
    scene.world.services.clear();
    const { data } = await ask(scene);
    expect(data).toMatchObject({
      verdict: 'confirmed',
      rootCause: 'service-inactive',
      says: 'could not find service prod/web: ECS knows no such service, or has forgotten that it was deleted',
      ruledOut: [],
      notChecked: [],
      evidence: [{ source: 'ecs:DescribeServices' }],
    });
  });

  it('says that a service was deleted', async () => {
    const scene = calm();
    Object.assign(scene.service, { status: 'INACTIVE', desiredCount: 0, runningCount: 0, deployments: [] });
    scene.world.tasks.clear();
    const { data } = await ask(scene);
    expect(data).toMatchObject({ verdict: 'confirmed', rootCause: 'service-inactive' });
  });

  it('says so of a cluster that is not there', async () => {
    const scene = calm();
    scene.world.services.clear();
    scene.world.clusters.clear();
    const { data } = await ask(scene);
    expect(data).toMatchObject({ verdict: 'insufficient-evidence', rootCause: null, ruledOut: [] });
  });

  it('does not guess where no task is left and nothing is said', async () => {
    const scene = calm();
    breakDown(scene, {});
    scene.service.events = [];
    const { data } = await ask(scene);
    expect(data).toMatchObject({
      verdict: 'insufficient-evidence',
      rootCause: null,
      contributing: [],
      likely: [],
    });
  });
});

describe('a diagnosis of what nobody knows', () => {
  it('quotes the load balancer', async () => {
    const scene = calm();
    breakDown(scene, {
      target: {
        state: 'unhealthy',
        reason: 'Elb.InternalError',
        description: 'Health checks failed due to an internal error',
      },
    });
    const { data } = await ask(scene);
    expect(data).toMatchObject({ verdict: 'insufficient-evidence', rootCause: null });
    expect(data.unmatched.map(({ value }) => value)).toContain(
      'unhealthy · Elb.InternalError · Health checks failed due to an internal error',
    );
  });

  it('quotes the line where the program names no address of what it needs', async () => {
    const { data } = await ask(exited(1, ['FATAL: password authentication failed for user "web"'])());
    expect(data.says).toBe(
      'the program does not get what it needs: “FATAL: password authentication failed for user "web"”',
    );
  });
});

describe('a diagnosis without lines', () => {
  it.each(Object.entries(CASES))('goes by the rest once they have expired: %s', async (_, each) => {
    const scene = each.build();
    for (const group of scene.world.logGroups.values()) group.streams.clear();
    const { data } = await ask(scene);
    expect(data.mechanism).toBe(each.mechanism);
  });

  it('does so where the log group is gone', async () => {
    const scene = unhealthy(codes(404))();
    scene.world.logGroups.clear();
    const { data } = await ask(scene);
    expect(data).toMatchObject({ verdict: 'confirmed', mechanism: 'hc-path-mismatch', notChecked: [] });
  });

  it('does not name a changed variable that no line speaks of', async () => {
    const scene = calm({ environment: [{ name: 'DATABASE_URL', value: 'a' }] });
    rollOut(scene, {
      stopped: { ...EXITED, exitCode: 1 },
      changes: { environment: [{ name: 'DATABASE_URL', value: 'b' }] },
    });
    const { data } = await ask(scene);
    expect(data).toMatchObject({ rootCause: 'app-startup-crash', mechanism: 'app-startup-crash' });
  });
});

describe('a diagnosis under clocks that do not agree', () => {
  it.each(
    [-5, 5].flatMap((minutes) => Object.entries(CASES).map(([name, each]) => [minutes, name, each] as const)),
  )('by %i minutes is the same: %s', async (minutes, _, each) => {
    const { data } = await ask(each.build(), () => {}, { aheadMs: minutes * MINUTE_MS });
    expect(data).toMatchObject({
      verdict: 'confirmed',
      mechanism: each.mechanism,
      rootCause: each.rootCause ?? each.mechanism,
    });
  });

  it.each([-5, 5])('by %i minutes finds nothing wrong where nothing is', async (minutes) => {
    const { data } = await ask(calm(), () => {}, { aheadMs: minutes * MINUTE_MS });
    expect(data).toMatchObject({ verdict: 'healthy', rootCause: null });
  });
});
