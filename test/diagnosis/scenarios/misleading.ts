import { addTask, type TaskPlan } from '../../../src/demo/world/add-task.ts';
import { calm, type FailingRollout, rollOut, type Scene } from '../scene.ts';
import type { Scenario } from './scenario.ts';

const STOPPED = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html';
const HEALTH =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html';

const EXITED = { stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' };
const BY_ELB = {
  stopCode: 'ServiceSchedulerInitiated',
  stoppedReason: 'Task failed ELB health checks in (target-group web-tg)',
  exitCode: 143,
};
const REFUSED = {
  state: 'unhealthy',
  reason: 'Target.FailedHealthChecks',
  description: 'Health checks failed',
};
const CHECK = {
  command: ['CMD-SHELL', 'curl -f http://localhost:8080/health || exit 1'],
  ...{ interval: 10, timeout: 5, retries: 3 },
};

function answers(code: number) {
  return {
    state: 'unhealthy',
    reason: 'Target.ResponseCodeMismatch',
    description: `Health checks failed with these codes: [${code}]`,
  };
}

type Variables = Readonly<Record<string, string>>;

/** A rollout of a new image, with these variables before and those after. */
function rollout(failing: FailingRollout, before: Variables = {}, after: Variables = before) {
  const list = (all: Variables) => Object.entries(all).map(([name, value]) => ({ name, value }));
  return () => {
    const made = calm({ environment: list(before) });
    rollOut(made, {
      ...failing,
      changes: { image: 'web:2', environment: list(after), ...failing.changes },
    });
    return made;
  };
}

/** More tasks of the rollout that ended in another way. */
function alsoEnded(build: () => Scene, count: number, plan: Partial<TaskPlan>) {
  return () => {
    const made = build();
    const { world, service, ago } = made;
    const [deployment] = service.deployments;
    const definition = world.taskDefinitions.get(deployment?.taskDefinition ?? '') ?? made.definition;
    for (let nth = 0; nth < count; nth += 1)
      addTask(world, service, {
        ...{ seed: `also/${nth}`, definition, startedBy: deployment?.id ?? '' },
        ...{ createdAt: ago(9), startedAt: ago(8), stoppingAt: ago(5), stoppedAt: ago(4.5) },
        ...plan,
      });
    return made;
  };
}

const CRASH: FailingRollout = {
  stopped: { ...EXITED, exitCode: 1 },
  lines: ["TypeError: Cannot read properties of undefined (reading 'map')", '    at /app/dist/main.js:12:3'],
};

/** Worlds in which a word, a number or a change that looks like the cause is none. */
export const MISLEADING_SCENARIOS: readonly Scenario[] = [
  {
    name: 'a variable that has nothing to do with the crash is gone',
    from: STOPPED,
    build: rollout(CRASH, { FEATURE_BANNER: 'on' }, {}),
    verdict: 'confirmed',
    rootCause: 'app-startup-crash',
  },
  {
    name: 'a secret that has nothing to do with the crash is new, and the task has less memory',
    from: STOPPED,
    build: rollout({
      ...CRASH,
      adjust: (definition) => ({
        ...definition,
        memory: '256',
        taskRoleArn: 'arn:aws:iam::123456789012:role/other',
        containerDefinitions: definition.containerDefinitions.map((each) => ({
          ...each,
          secrets: [{ name: 'SENTRY_DSN', valueFrom: 'arn:aws:ssm:eu-central-1:123456789012:parameter/x' }],
        })),
      }),
    }),
    verdict: 'confirmed',
    rootCause: 'app-startup-crash',
  },
  {
    name: 'the database’s address changed, and the path is not known',
    from: HEALTH,
    build: rollout({ target: answers(404), stopped: BY_ELB }, { DATABASE_URL: 'a' }, { DATABASE_URL: 'b' }),
    verdict: 'confirmed',
    rootCause: 'hc-path-mismatch',
  },
  {
    name: 'an address for support changed, and the program listens on another port',
    from: HEALTH,
    build: rollout(
      { target: REFUSED, stopped: BY_ELB, lines: ['Server listening on http://0.0.0.0:9090'] },
      { SUPPORT_EMAIL: 'a', DB_PORT: '5432' },
      { SUPPORT_EMAIL: 'b', DB_PORT: '6432' },
    ),
    verdict: 'confirmed',
    rootCause: 'app-port-mismatch',
  },
  {
    name: 'a variable is gone without which the program looks for its database next to itself',
    from: 'https://nodejs.org/api/errors.html#common-system-errors',
    build: rollout(
      {
        stopped: { ...EXITED, exitCode: 1 },
        lines: ['Error: connect ECONNREFUSED 127.0.0.1:5432'],
      },
      { DATABASE_URL: 'postgres://db.internal' },
      {},
    ),
    verdict: 'confirmed',
    rootCause: 'drift-env-changed',
    mechanism: 'dependency-unreachable',
  },
  {
    name: 'somebody stops tasks of a service that crashes, hoping that it helps',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html',
    build: alsoEnded(rollout(CRASH), 5, {
      stopCode: 'UserInitiated',
      stoppedReason: 'Task stopped by user',
      exitCode: 143,
    }),
    verdict: 'confirmed',
    rootCause: 'app-startup-crash',
    contributing: ['user-stopped'],
  },
  {
    name: 'AWS takes more Spot tasks back than crash',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/spot-interruption-errors.html',
    build: alsoEnded(rollout(CRASH), 5, {
      stopCode: 'SpotInterruption',
      stoppedReason: 'Your Spot Task was interrupted.',
      exitCode: 143,
    }),
    verdict: 'confirmed',
    rootCause: 'app-startup-crash',
    contributing: ['spot-interruption'],
  },
  {
    name: 'the check inside is answered with 200 and 512 bytes, and fails all the same',
    from: 'https://httpd.apache.org/docs/2.4/logs.html#accesslog',
    build: () => {
      const made = calm({ healthCheck: CHECK });
      rollOut(made, {
        changes: { healthCheck: CHECK, image: 'web:2', command: ['node', 'b.js'] },
        stopped: {
          stopCode: 'ServiceSchedulerInitiated',
          stoppedReason: 'Task failed container health checks',
          exitCode: 137,
          health: 'UNHEALTHY',
        },
        lines: ['127.0.0.1 - - [04/Mar/2026:02:55:36 +0000] "GET /health HTTP/1.1" 200 512 "-" "curl/8.5.0"'],
      });
      return made;
    },
    verdict: 'insufficient-evidence',
    rootCause: null,
  },
  {
    name: 'a tool that the program may do without is for another processor, and the path is not known',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html',
    build: rollout({
      target: answers(404),
      stopped: BY_ELB,
      lines: ['warn: thumbnails are off: spawn ./bin/ffmpeg: exec format error', 'listening on 0.0.0.0:8080'],
    }),
    verdict: 'confirmed',
    rootCause: 'hc-path-mismatch',
  },
  {
    name: 'the debugger listens on loopback, as it should, and where the program does nobody knows',
    from: 'https://nodejs.org/en/learn/getting-started/debugging',
    build: rollout({
      target: REFUSED,
      stopped: BY_ELB,
      lines: ['Debugger listening on ws://127.0.0.1:9229/0f2c936f-b1cd-4ac9-aab3-f63b0f33d55e'],
      changes: { command: ['node', '--inspect', 'server.js'] },
    }),
    verdict: 'insufficient-evidence',
    rootCause: null,
  },
  {
    name: 'metrics have a port of their own, and the program listens on loopback',
    from: 'https://opentelemetry.io/docs/languages/js/exporters/#prometheus',
    build: rollout({
      target: REFUSED,
      stopped: BY_ELB,
      lines: ['Prometheus metrics listening on 0.0.0.0:9464', 'Server running on http://127.0.0.1:8080'],
    }),
    verdict: 'confirmed',
    rootCause: 'app-binds-loopback',
  },
  {
    name: 'the database is reached by SSL, and the program listens on loopback',
    from: 'https://www.postgresql.org/docs/current/libpq-ssl.html',
    build: rollout({
      target: REFUSED,
      stopped: BY_ELB,
      lines: ['connected to postgres (SSL on)', 'Uvicorn running on http://127.0.0.1:8080'],
    }),
    verdict: 'confirmed',
    rootCause: 'app-binds-loopback',
  },
  {
    name: 'no error is counted, and the health path answers 503',
    from: HEALTH,
    build: rollout({
      target: answers(503),
      stopped: BY_ELB,
      lines: ['{"level":"info","msg":"warmed up","errors":0}'],
    }),
    verdict: 'likely',
    rootCause: 'health-endpoint-error',
  },
  {
    name: 'the target group is gone, and ECS wrote of it long ago',
    from: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetGroups.html',
    build: () => {
      const made = rollout({})();
      made.world.targetGroups.delete(made.group.arn);
      return made;
    },
    verdict: 'confirmed',
    rootCause: 'tg-deleted',
  },
];
