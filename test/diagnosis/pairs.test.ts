import { describe } from 'vitest';
import { addLogStream } from '../../src/demo/world/add-service.ts';
import { addTask, type TaskPlan } from '../../src/demo/world/add-task.ts';
import { codes, exited, failed, notStarted, unhealthy } from './given-failures.ts';
import { tellsApart } from './pairs.ts';
import { breakDown, calm, type Failing, rollOut } from './scene.ts';

const EXITED = { stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' };

const OOM = { ...EXITED, exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' };

/** A service that stands still, of whose tasks so many ended so long ago. */
function wornBy(count: number, minutes: number, plan: Partial<TaskPlan> = { ...EXITED, exitCode: 1 }) {
  return () => {
    const scene = calm();
    const [deployment] = scene.service.deployments;
    for (let nth = 0; nth < count; nth += 1)
      addTask(scene.world, scene.service, {
        seed: `worn/${nth}`,
        definition: scene.definition,
        startedBy: deployment?.id ?? '',
        createdAt: scene.ago(minutes + 3),
        startedAt: scene.ago(minutes + 2),
        stoppedAt: scene.ago(minutes),
        ...plan,
      });
    return scene;
  };
}

/** The path was answered with 200 an hour ago, when it was asked for under that name. */
function askedBefore(asked: string, failing: Failing) {
  return () => {
    const scene = calm();
    const [old] = scene.tasks;
    if (old)
      addLogStream(scene.world, scene.definition, old).lines.push({
        at: scene.ago(60),
        message: `10.0.0.12 - - "GET ${asked} HTTP/1.1" 200 - "ELB-HealthChecker/2.0"`,
      });
    breakDown(scene, failing);
    return scene;
  };
}

const NOT_FOUND: Failing = {
  target: { state: 'unhealthy', reason: 'Target.ResponseCodeMismatch', description: codes(404) },
};

/** A rollout from these variables to those. */
function variables(
  before: Readonly<Record<string, string>>,
  later: Readonly<Record<string, string>>,
  failing: Failing,
) {
  const list = (all: Readonly<Record<string, string>>) =>
    Object.entries(all).map(([name, value]) => ({ name, value }));
  return () => {
    const scene = calm({ environment: list(before) });
    rollOut(scene, { ...failing, changes: { environment: list(later) } });
    return scene;
  };
}

function memory(before: number, later: number) {
  return () => {
    const scene = calm({ memory: before });
    rollOut(scene, { stopped: OOM, changes: { memory: later } });
    return scene;
  };
}

/** Of one image name, tasks with this digest fail where others run. */
function digest(letter: string | undefined) {
  return () => {
    const scene = calm();
    const [first] = scene.tasks;
    const imageDigest = letter && `sha256:${letter.repeat(64)}`;
    breakDown(scene, {
      stopped: { ...EXITED, exitCode: 1, ...(imageDigest ? { imageDigest } : {}) },
      lines: ['panic: runtime error: invalid memory address'],
    });
    if (first) scene.world.tasks.set(first.taskArn, first);
    return scene;
  };
}

function percents(minimum: number, maximum: number) {
  return () => {
    const scene = calm();
    Object.assign(scene.service.deploymentConfiguration, {
      minimumHealthyPercent: minimum,
      maximumPercent: maximum,
    });
    const still = { failedTasks: 0, createdAt: scene.ago(25), updatedAt: scene.ago(20) };
    Object.assign(rollOut(scene, {}), still);
    return scene;
  };
}

function alarms(triggered: readonly string[]) {
  return () => {
    const scene = failed({})();
    const [newest] = [...scene.world.serviceDeployments.values()].slice(-1);
    if (newest)
      newest.alarms = {
        status: triggered.length > 0 ? 'TRIGGERED' : 'MONITORING',
        alarmNames: ['web-5xx'],
        triggeredAlarmNames: [...triggered],
      };
    return scene;
  };
}

function slowStart(gracePeriodSeconds: number) {
  return () => {
    const scene = calm({ gracePeriodSeconds });
    rollOut(scene, {
      changes: { image: 'web:2' },
      stopped: {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Task failed ELB health checks in (target-group web-tg)',
        exitCode: 143,
      },
      lines: ['Started WebApplication in 94.21 seconds (process running for 96.4)'],
    });
    return scene;
  };
}

function architecture(later: string | undefined) {
  return failed({
    stopped: { ...EXITED, exitCode: 255 },
    lines: ['exec /app: exec format error'],
    adjust: (definition) =>
      later ? { ...definition, runtimePlatform: { cpuArchitecture: later } } : definition,
  });
}

const CRASH: Failing = { stopped: { ...EXITED, exitCode: 1 }, lines: ['Error: DATABASE_URL is not set'] };

const ON_9090: Failing = {
  target: {
    state: 'unhealthy',
    reason: 'Target.FailedHealthChecks',
    description: 'Health checks failed',
  },
  lines: ['Server listening on http://0.0.0.0:9090'],
};

const NOT_USED = { state: 'unused', reason: 'Target.NotInUse' };

function unused(description: string) {
  return failed({ target: { ...NOT_USED, description } });
}

describe('two worlds that differ in one fact', () => {
  tellsApart([
    {
      fact: 'the same code for the path that was once answered, or for another one',
      one: askedBefore('/health', NOT_FOUND),
      other: askedBefore('/healthz', NOT_FOUND),
      by: 'rootCause',
      are: ['hc-path-mismatch', 'drift-target-group-edited'],
    },
    {
      fact: 'whether the login or the host is refused',
      one: unhealthy(codes(403)),
      other: unhealthy(codes(403), ['Blocked host: 10.0.10.7:8080']),
      are: ['hc-matcher-mismatch', 'hc-host-header-rejected'],
    },
    {
      fact: 'what the load balancer has no use for: the zone or the group',
      one: unused('Target is in an Availability Zone that is not enabled for the load balancer'),
      other: unused('Target group is not configured to receive traffic from the load balancer'),
      are: ['alb-az-not-enabled', 'tg-not-attached'],
    },
    {
      fact: 'whether the variable that is missed was there before',
      one: variables({ DATABASE_URL: 'postgres://db' }, {}, CRASH),
      other: variables({}, {}, CRASH),
      by: 'rootCause',
      are: ['drift-env-changed', 'app-startup-crash'],
    },
    {
      fact: 'whether the variable that changed has to do with it',
      one: variables({ PORT: '8080' }, { PORT: '9090' }, ON_9090),
      other: variables({ LOG_LEVEL: 'info' }, { LOG_LEVEL: 'debug' }, ON_9090),
      by: 'rootCause',
      are: ['drift-env-changed', 'app-port-mismatch'],
    },
    {
      fact: 'whether memory became less or more',
      one: memory(1024, 512),
      other: memory(512, 1024),
      by: 'rootCause',
      are: ['drift-resources-lowered', 'oom-killed'],
    },
    {
      fact: 'whether the tag has moved',
      one: digest('b'),
      other: digest(undefined),
      by: 'rootCause',
      are: ['drift-image-tag-moved', 'app-startup-crash'],
    },
    {
      fact: 'whether the revision asks for another processor',
      one: architecture('ARM64'),
      other: architecture(undefined),
      by: 'rootCause',
      are: ['drift-runtime-platform-changed', 'image-architecture-mismatch'],
    },
    {
      fact: 'how much may be exchanged at once',
      one: percents(75, 100),
      other: percents(50, 100),
      are: ['deployment-config-deadlock', null],
    },
    {
      fact: 'whether an alarm only watches',
      one: alarms(['web-5xx']),
      other: alarms([]),
      are: ['deployment-alarm-triggered', null],
    },
    {
      fact: 'how long ECS waits for the start',
      one: slowStart(0),
      other: slowStart(120),
      are: ['grace-period-too-short', null],
    },
    {
      fact: 'one task or two that crashed',
      one: wornBy(1, 5),
      other: wornBy(2, 5),
      are: [null, 'app-startup-crash'],
    },
    {
      fact: 'how long ago they crashed',
      one: wornBy(3, 45),
      other: wornBy(3, 5),
      are: [null, 'app-startup-crash'],
    },
    {
      fact: 'whether ECS or somebody stopped them, under the same exit code',
      one: wornBy(3, 5, {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)',
        exitCode: 137,
      }),
      other: wornBy(3, 5, { ...EXITED, exitCode: 137 }),
      are: [null, 'oom-killed'],
    },
    {
      fact: 'the exit code of a program that is said to be missing',
      one: exited(1, ['Error: config not found']),
      other: exited(127, ['/bin/sh: 1: gunicorn: not found']),
      are: ['app-startup-crash', 'entrypoint-not-found'],
    },
    {
      fact: 'why the network interface was not made',
      one: notStarted(
        "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment enabled in subnet 'subnet-1': InsufficientFreeAddressesInSubnet",
      ),
      other: notStarted(
        "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment enabled in subnet 'subnet-1': AuthFailure",
      ),
      are: ['subnet-ip-exhausted', 'eni-create-denied'],
    },
    {
      fact: 'which exporter or database is not reached',
      one: unhealthy(codes(500), ['Error: connect ECONNREFUSED 127.0.0.1:4317']),
      other: unhealthy(codes(500), ['Error: connect ECONNREFUSED 10.0.30.12:5432']),
      are: ['health-endpoint-error', 'dependency-unreachable'],
    },
  ]);
});
