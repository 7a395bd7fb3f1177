import { registerTarget } from '../../../src/demo/world/add-target-group.ts';
import { breakDown, calm, rollOut } from '../scene.ts';
import {
  answers,
  BY_ELB,
  besideLoopback,
  churn,
  EXITED,
  ended,
  halfAWayOut,
  mended,
  OOM,
  rollingBack,
  rollout,
  SPOT_TAKEN,
  sidecarFollows,
} from './hostile-worlds.ts';
import type { Scenario } from './scenario.ts';

const EVENTS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html';
const STOPPED = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html';
const HEALTH =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html';
const SPOT = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/spot-interruption-errors.html';

/** Worlds as they are: with noise, with two things wrong at once, with words from other years. */
export const HOSTILE_SCENARIOS: readonly Scenario[] = [
  {
    name: 'the path is not known, under an hour of replacements of which ECS writes again and again',
    from: `${HEALTH} ${EVENTS}`,
    build: rollout({ target: answers(404), stopped: BY_ELB }, (made) =>
      churn(made, 'Health checks failed with these codes: [404]'),
    ),
    verdict: 'confirmed',
    rootCause: 'hc-path-mismatch',
    ruledOut: ['sigterm-exit', 'no-public-ip', 'sg-alb-to-task-blocked'],
  },
  {
    name: 'the same, of which nothing but events in the words of 2019 is left',
    from: 'https://github.com/hackoregon/civic-devops/issues/244',
    build: rollout({
      stopped: BY_ELB,
      events: [
        '(port 8000) is unhealthy in target-group hacko-Targe-1VL2ENM8F80KM due to (reason Health checks failed with these codes: [400])',
      ],
    }),
    verdict: 'confirmed',
    rootCause: 'hc-path-mismatch',
    ruledOut: ['sg-alb-to-task-blocked'],
  },
  {
    name: 'a rollback that is under way, because a variable is gone',
    from: STOPPED,
    build: rollingBack,
    verdict: 'confirmed',
    rootCause: 'drift-env-changed',
    mechanism: 'app-startup-crash',
    ruledOut: ['circuit-breaker-tripped'],
  },
  {
    name: 'AWS takes Spot capacity back, and the program crashes as well',
    from: SPOT,
    build: rollout({ stopped: { ...EXITED, exitCode: 1 }, lines: ['Error: boom'] }, (made) => {
      ended(made, 2, SPOT_TAKEN);
    }),
    verdict: 'confirmed',
    rootCause: 'app-startup-crash',
    contributing: ['spot-interruption'],
  },
  {
    name: 'AWS took one task on Spot back, and all is well',
    from: SPOT,
    build: () => {
      const made = calm();
      ended(made, 1, SPOT_TAKEN);
      return made;
    },
    verdict: 'healthy',
    rootCause: null,
  },
  {
    name: 'memory runs out, and the load balancer sees 502 just before',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/out-of-memory.html',
    build: rollout({ stopped: { ...EXITED, exitCode: 137, reason: OOM }, target: answers(502) }, (made) =>
      churn(made, 'Health checks failed with these codes: [502]'),
    ),
    verdict: 'confirmed',
    rootCause: 'oom-killed',
  },
  {
    name: 'two causes at once: most tasks run out of memory, one has an answer that does not pass',
    from: `${STOPPED} ${HEALTH}`,
    build: rollout({ stopped: { ...EXITED, exitCode: 137, reason: OOM } }, (made) => {
      const [last] = ended(made, 1, { stoppedAt: undefined, stoppingAt: undefined });
      if (last) Object.assign(registerTarget(made.group, last, 8080), answers(404));
    }),
    verdict: 'confirmed',
    rootCause: 'oom-killed',
    contributing: ['hc-path-mismatch'],
  },
  {
    name: 'the database was not there at first and is; the path is not known',
    from: 'https://nodejs.org/api/errors.html#common-system-errors',
    build: rollout({
      target: answers(404),
      stopped: BY_ELB,
      lines: [
        'db: connect ECONNREFUSED 10.0.30.12:5432, try again in 1 s',
        'db: connected',
        'listening on 0.0.0.0:8080',
        'GET /health 404 ELB-HealthChecker/2.0',
      ],
    }),
    verdict: 'confirmed',
    rootCause: 'hc-path-mismatch',
  },
  {
    name: 'the health path throws, and the exporter of traces finds no collector, as always',
    from: 'https://opentelemetry.io/docs/languages/sdk-configuration/otlp-exporter/',
    build: rollout({
      target: answers(500),
      stopped: BY_ELB,
      lines: [
        '{"stack":"Error: connect ECONNREFUSED 127.0.0.1:4318","name":"OTLPExporterError"}',
        "TypeError: Cannot read properties of undefined (reading 'rows')",
        '    at health (/app/health.js:7:12)',
      ],
    }),
    verdict: 'confirmed',
    rootCause: 'health-endpoint-error',
  },
  {
    name: 'the program runs out of its own heap, and a line about a check follows',
    from: 'https://nodejs.org/api/cli.html#--max-old-space-sizesize-in-mib',
    build: rollout({
      stopped: { ...EXITED, exitCode: 134 },
      lines: [
        'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
        'Aborted (core dumped)',
      ],
    }),
    verdict: 'confirmed',
    rootCause: 'native-crash',
  },
  {
    name: 'the container beside the program is killed after it ended by itself',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    build: sidecarFollows,
    verdict: 'confirmed',
    rootCause: 'app-startup-crash',
  },
  {
    name: 'the program listens on the task’s own name alone, so that the check inside is refused',
    from: 'https://github.com/DefangLabs/samples/pull/654',
    build: besideLoopback,
    verdict: 'confirmed',
    rootCause: 'container-hc-wrong-endpoint',
  },
  {
    name: 'the first line of the script has a carriage return, which reads as if the file were not there',
    from: 'https://github.com/moby/moby/issues/42398',
    build: rollout({
      stopped: { ...EXITED, exitCode: 1 },
      lines: ['exec /docker-entrypoint.sh: no such file or directory'],
    }),
    verdict: 'confirmed',
    rootCause: 'entrypoint-not-found',
  },
  {
    name: 'scaling in takes many tasks away, as it should',
    from: STOPPED,
    build: () => {
      const made = calm();
      const [deployment] = made.service.deployments;
      ended(made, 6, {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: `Scaling activity initiated by (deployment ${deployment?.id})`,
        exitCode: 137,
      });
      made.say('has stopped 6 running tasks: (task 0f1e2d3c4b5a69788796a5b4c3d2e1f0).');
      return made;
    },
    verdict: 'healthy',
    rootCause: null,
  },
  {
    name: 'the deployment before failed, the present one mended it',
    from: EVENTS,
    build: mended,
    verdict: 'healthy',
    rootCause: null,
  },
  {
    name: 'one zone has no way out, and the tasks in the other one run',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/verify-connectivity.html',
    build: halfAWayOut,
    verdict: 'confirmed',
    rootCause: 'no-egress-route',
    ruledOut: ['no-public-ip'],
  },
  {
    name: 'ECS had no capacity for a moment, and the tag that it then asked for does not exist',
    from: EVENTS,
    build: rollout(
      {
        unstarted: true,
        unpulled: true,
        stopped: {
          stopCode: 'TaskFailedToStart',
          stoppedReason:
            'CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref docker.io/acme/web:2: docker.io/acme/web:2: not found',
        },
      },
      (made) =>
        made.say(
          'is unable to consistently start tasks successfully. For more information, see the Troubleshooting section.',
          'has started 1 tasks: (task 0f1e2d3c4b5a69788796a5b4c3d2e1f0).',
          'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.',
        ),
    ),
    verdict: 'confirmed',
    rootCause: 'image-tag-not-found',
    ruledOut: ['start-throttled', 'fargate-capacity-unavailable'],
  },
  {
    name: 'tasks are killed slowly by ECS’s own stop: the checks time out behind a shut group',
    from: 'https://repost.aws/knowledge-center/ecs-task-stopped',
    build: () => {
      const made = calm();
      const [id = ''] = made.service.networkConfiguration?.awsvpcConfiguration.securityGroups ?? [];
      const group = made.world.network.securityGroups.get(id);
      if (group)
        group.ipPermissions = [{ ipProtocol: 'tcp', fromPort: 80, toPort: 80, cidrs: ['0.0.0.0/0'] }];
      rollOut(made, {
        changes: { image: 'web:2' },
        stopped: { ...BY_ELB, exitCode: 137 },
        target: { state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' },
        lines: ['Listening on port 8080'],
      });
      churn(made, 'Request timed out');
      return made;
    },
    verdict: 'confirmed',
    rootCause: 'sg-alb-to-task-blocked',
    ruledOut: ['sigterm-exit', 'no-public-ip'],
  },
  {
    name: 'a service on its own breaks as its database goes away, with no deployment near',
    from: 'https://www.postgresql.org/docs/current/errcodes-appendix.html',
    build: () => {
      const made = calm();
      breakDown(made, {
        target: answers(503),
        stopped: BY_ELB,
        lines: [
          'psycopg2.OperationalError: connection to server at "db.internal" (10.0.30.12), port 5432 failed: Connection refused',
        ],
      });
      return made;
    },
    verdict: 'confirmed',
    rootCause: 'dependency-unreachable',
    ruledOut: ['drift-image-changed'],
  },
];
