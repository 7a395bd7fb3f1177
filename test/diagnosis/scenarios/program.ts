import type { SimulatedTask, SimulatedTaskDefinition } from '../../../src/demo/world/ecs-shapes.ts';
import { calm, type FailingRollout, rollOut } from '../scene.ts';
import type { Scenario } from './scenario.ts';

const STOPPED = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html';
const REPOST = 'https://repost.aws/knowledge-center/ecs-task-stopped';
const CHECKS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html';
const SETTINGS = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html';

const EXITED = { stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' };
const UNCHECKED = {
  stopCode: 'ServiceSchedulerInitiated',
  stoppedReason: 'Task failed container health checks',
  exitCode: 137,
  health: 'UNHEALTHY',
} as const;
const CURL = {
  command: ['CMD-SHELL', 'curl -f http://localhost:8080/health || exit 1'],
  interval: 10,
  timeout: 5,
  retries: 3,
};
const PASSES = '10.0.0.12 "GET /health HTTP/1.1" 200 "ELB-HealthChecker/2.0"';

function scene(failing: FailingRollout) {
  return () => {
    const made = calm();
    rollOut(made, { ...failing, changes: { image: 'web:2', ...failing.changes } });
    return made;
  };
}

function exited(exitCode: number, lines: readonly string[] = [], reason?: string) {
  return scene({ stopped: { ...EXITED, exitCode, ...(reason ? { reason } : {}) }, lines });
}

function unchecked(healthCheck: typeof CURL & { startPeriod?: number }, lines: readonly string[]) {
  return scene({ stopped: UNCHECKED, changes: { healthCheck }, lines });
}

/** A container beside the program, which ended first. */
function withSidecar() {
  const made = calm();
  const adjust = (definition: SimulatedTaskDefinition): SimulatedTaskDefinition => ({
    ...definition,
    containerDefinitions: [
      ...definition.containerDefinitions,
      { name: 'proxy', image: 'envoyproxy/envoy:v1.30', essential: true, environment: [], portMappings: [] },
    ],
  });
  rollOut(made, { adjust, stopped: { ...EXITED, exitCode: 143 } });
  for (const task of made.world.tasks.values()) if (task.stoppedAt) endSidecar(task);
  return made;
}

function endSidecar({ containers }: SimulatedTask): void {
  const proxy = containers.find(({ name }) => name === 'proxy');
  if (proxy) proxy.exitCode = 1;
}

/** The same image, and an end that no document knows. */
function unheardOf() {
  const made = calm();
  const stoppedReason = 'Task failed quantum alignment checks';
  rollOut(made, { stopped: { stopCode: 'ServiceSchedulerInitiated', stoppedReason, exitCode: 143 } });
  return made;
}

/** Section 4 of the catalogue of causes, and what ends of itself. */
export const PROGRAM_SCENARIOS: readonly Scenario[] = [
  {
    name: 'the program runs out of memory',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/out-of-memory.html',
    build: exited(137, [], 'OutOfMemoryError: Container killed due to memory usage'),
    verdict: 'confirmed',
    rootCause: 'oom-killed',
    ruledOut: ['no-public-ip', 'image-tag-not-found'],
  },
  {
    name: 'the program is killed, and nobody says why',
    from: REPOST,
    build: exited(137),
    verdict: 'likely',
    rootCause: 'oom-killed',
  },
  {
    name: 'the program throws at its start',
    from: 'https://nodejs.org/api/errors.html',
    build: exited(1, ["Error: Cannot find module '/app/dist/main.js'"]),
    verdict: 'confirmed',
    rootCause: 'app-startup-crash',
    ruledOut: ['no-public-ip', 'secret-access-denied'],
  },
  {
    name: 'the program has nothing to do',
    from: REPOST,
    build: exited(0, ['done']),
    verdict: 'confirmed',
    rootCause: 'process-exited-zero',
  },
  {
    name: 'the program crashes in native code',
    from: REPOST,
    build: exited(139, ['Segmentation fault (core dumped)']),
    verdict: 'confirmed',
    rootCause: 'native-crash',
  },
  {
    name: 'the shell does not find the program',
    from: REPOST,
    build: exited(127, ['/bin/sh: 1: gunicorn: not found']),
    verdict: 'confirmed',
    rootCause: 'entrypoint-not-found',
  },
  {
    name: 'the image is for another processor, and that shows when it runs',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html',
    build: exited(255, ['exec /usr/local/bin/docker-entrypoint.sh: exec format error']),
    verdict: 'confirmed',
    rootCause: 'image-architecture-mismatch',
  },
  {
    name: 'the program may not write',
    from: 'https://nodejs.org/api/errors.html#common-system-errors',
    build: exited(1, ["Error: EROFS: read-only file system, open '/app/cache/index'"]),
    verdict: 'confirmed',
    rootCause: 'readonly-filesystem',
  },
  {
    name: 'the program finds no database and ends',
    from: 'https://nodejs.org/api/errors.html#common-system-errors',
    build: exited(1, ['Error: getaddrinfo ENOTFOUND db.internal.example']),
    verdict: 'confirmed',
    rootCause: 'dependency-unreachable',
  },
  {
    name: 'a container beside it ends',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    build: withSidecar,
    verdict: 'confirmed',
    rootCause: 'drift-sidecar-changed',
    mechanism: 'essential-sidecar-exited',
  },
  {
    name: 'the health check uses shell words under CMD',
    from: SETTINGS,
    build: unchecked({ ...CURL, command: ['CMD', 'curl -f http://localhost:8080/health || exit 1'] }, [
      PASSES,
    ]),
    verdict: 'confirmed',
    rootCause: 'drift-container-hc-changed',
    mechanism: 'container-hc-malformed',
  },
  {
    name: 'the health check gives up before the program is up',
    from: SETTINGS,
    build: unchecked({ ...CURL, startPeriod: 10 }, [
      'Started WebApplication in 61.7 seconds (process running for 63.0)',
    ]),
    verdict: 'confirmed',
    rootCause: 'drift-container-hc-changed',
    mechanism: 'container-hc-start-period',
  },
  {
    name: 'the health check asks for a path that is not there',
    from: CHECKS,
    build: unchecked(CURL, ['127.0.0.1 - - "GET /health HTTP/1.1" 404 - "curl/8.5.0"']),
    verdict: 'confirmed',
    rootCause: 'drift-container-hc-changed',
    mechanism: 'container-hc-wrong-endpoint',
  },
  {
    name: 'the image has no curl any more',
    from: CHECKS,
    build: unchecked(CURL, [PASSES]),
    verdict: 'likely',
    rootCause: 'drift-container-hc-changed',
    mechanism: 'container-hc-tool-missing',
  },
  {
    name: 'a role is missing for the registry',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html',
    build: scene({
      unstarted: true,
      unpulled: true,
      stopped: {
        stopCode: 'TaskFailedToStart',
        stoppedReason: 'ResourceInitializationError: unable to pull registry auth: no execution role',
      },
      adjust: ({ executionRoleArn: _, ...definition }) => definition,
    }),
    verdict: 'confirmed',
    rootCause: 'drift-role-changed',
    mechanism: 'execution-role-missing',
  },
  {
    name: 'a container waits for one that is never healthy',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html',
    build: scene({
      unstarted: true,
      stopped: {
        stopCode: 'TaskFailedToStart',
        stoppedReason: 'Task failed to start',
        reason:
          'dependency graph: failed to resolve dependency: dependsOn condition HEALTHY of container db was not met',
      },
    }),
    verdict: 'confirmed',
    rootCause: 'container-dependency-failed',
  },
  {
    name: 'AWS says something that nobody has seen before',
    from: STOPPED,
    build: unheardOf,
    verdict: 'insufficient-evidence',
    rootCause: null,
  },
];
