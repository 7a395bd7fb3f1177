import { addLogStream } from '../../../src/demo/world/add-service.ts';
import type {
  SimulatedContainerDefinition,
  SimulatedTaskDefinition,
} from '../../../src/demo/world/ecs-shapes.ts';
import { breakDown, calm, type FailingRollout, rollOut, type Scene } from '../scene.ts';
import type { Scenario } from './scenario.ts';

const REPOST = 'https://repost.aws/knowledge-center/ecs-task-stopped';
const EXITED = { stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' };
const NOT_STARTED = {
  unstarted: true,
  stopped: { stopCode: 'TaskFailedToStart', stoppedReason: 'Task failed to start' },
};
const ELB = {
  stopCode: 'ServiceSchedulerInitiated',
  stoppedReason: 'Task failed ELB health checks in (target-group web-tg)',
  exitCode: 143,
};
const REFUSED = {
  state: 'unhealthy',
  reason: 'Target.FailedHealthChecks',
  description: 'Health checks failed',
};
const PLAIN = {
  environment: [
    { name: 'PORT', value: '8080' },
    { name: 'DATABASE_URL', value: 'postgres://db' },
  ],
  command: ['node', 'server.js'],
  memory: 1024,
};

function scene(failing: FailingRollout) {
  return () => {
    const made = calm(PLAIN);
    rollOut(made, { ...failing, changes: { ...PLAIN, ...failing.changes } });
    return made;
  };
}

/** Changes the one container of a revision. */
function container(change: Partial<SimulatedContainerDefinition>) {
  return (definition: SimulatedTaskDefinition): SimulatedTaskDefinition => ({
    ...definition,
    containerDefinitions: definition.containerDefinitions.map((each) => ({ ...each, ...change })),
  });
}

/** The same tag with another image behind it, in tasks that replaced older ones. */
function tagMoved() {
  const made = calm();
  const [deployment] = made.service.deployments;
  const [first] = made.tasks;
  if (!deployment || !first) throw new Error('the scene needs tasks');
  breakDown(made, {
    stopped: { ...EXITED, exitCode: 1, imageDigest: `sha256:${'b'.repeat(64)}` },
    lines: ['panic: runtime error: invalid memory address'],
  });
  made.world.tasks.set(first.taskArn, first);
  made.service.runningCount = 1;
  deployment.runningCount = 1;
  return made;
}

/** The path of the checks is another one than the log shows. */
function groupEdited() {
  const made = calm();
  const [old] = made.tasks;
  if (old) {
    addLogStream(made.world, made.definition, old).lines.push({
      at: made.ago(40),
      message: '10.0.0.12 - - "GET /health HTTP/1.1" 200 - "ELB-HealthChecker/2.0"',
    });
  }
  made.group.check.path = '/healthz';
  breakDown(made, {
    target: {
      state: 'unhealthy',
      reason: 'Target.ResponseCodeMismatch',
      description: 'Health checks failed with these codes: [404]',
    },
    stopped: ELB,
  });
  return made;
}

function groupShut() {
  const made = calm();
  const id = made.service.networkConfiguration?.awsvpcConfiguration.securityGroups[0] ?? '';
  const group = made.world.network.securityGroups.get(id);
  if (group) group.ipPermissions = [];
  breakDown(made, {
    target: { state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' },
    stopped: ELB,
  });
  return made;
}

function networkChanged() {
  const made = calm();
  const shut = {
    groupId: 'sg-0newtasks',
    groupName: 'new',
    ipPermissions: [],
    ipPermissionsEgress: [{ ipProtocol: '-1', cidrs: ['0.0.0.0/0'] }],
  };
  made.world.network.securityGroups.set(shut.groupId, shut);
  const own = made.service.networkConfiguration;
  if (own)
    made.service.networkConfiguration = {
      awsvpcConfiguration: { ...own.awsvpcConfiguration, securityGroups: [shut.groupId] },
    };
  rollOut(made, {
    target: { state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' },
    stopped: ELB,
    lines: ['listening on 0.0.0.0:8080'],
  });
  return made;
}

/** Section 8 of the catalogue of causes: the difference is the evidence. */
export const DRIFT_SCENARIOS: readonly Scenario[] = [
  {
    name: 'a variable is gone, and the program says so',
    from: REPOST,
    build: scene({
      changes: { environment: [{ name: 'PORT', value: '8080' }] },
      stopped: { ...EXITED, exitCode: 1 },
      lines: ['Error: DATABASE_URL is not set'],
    }),
    verdict: 'confirmed',
    rootCause: 'drift-env-changed',
    mechanism: 'app-startup-crash',
  },
  {
    name: 'the program is told another port',
    from: REPOST,
    build: scene({
      changes: {
        environment: [
          { name: 'PORT', value: '9090' },
          { name: 'DATABASE_URL', value: 'postgres://db' },
        ],
      },
      stopped: ELB,
      target: REFUSED,
      lines: ['Server listening on http://0.0.0.0:9090'],
    }),
    verdict: 'confirmed',
    rootCause: 'drift-env-changed',
    mechanism: 'app-port-mismatch',
  },
  {
    name: 'another program is started',
    from: REPOST,
    build: scene({
      changes: { command: ['node', 'migrate.js'] },
      stopped: { ...EXITED, exitCode: 0 },
      lines: ['done'],
    }),
    verdict: 'confirmed',
    rootCause: 'drift-command-changed',
    mechanism: 'process-exited-zero',
  },
  {
    name: 'a secret is named that does not exist yet',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-not-found-error.html',
    build: scene({
      ...NOT_STARTED,
      stopped: {
        ...NOT_STARTED.stopped,
        stoppedReason:
          "ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
      },
      adjust: container({
        secrets: [
          { name: 'TOKEN', valueFrom: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:token' },
        ],
      }),
    }),
    verdict: 'confirmed',
    rootCause: 'drift-secret-changed',
    mechanism: 'secret-not-found',
  },
  {
    name: 'the task got less memory',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/out-of-memory.html',
    build: scene({
      changes: { memory: 512 },
      stopped: { ...EXITED, exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
    }),
    verdict: 'confirmed',
    rootCause: 'drift-resources-lowered',
    mechanism: 'oom-killed',
  },
  {
    name: 'the execution role is another one',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html',
    build: scene({
      ...NOT_STARTED,
      unpulled: true,
      stopped: {
        ...NOT_STARTED.stopped,
        stoppedReason:
          'CannotPullContainerError: The task can’t pull the image. Check that the role has the permissions to pull images from the registry.',
      },
      adjust: (definition) => ({ ...definition, executionRoleArn: 'arn:aws:iam::123456789012:role/other' }),
    }),
    verdict: 'confirmed',
    rootCause: 'drift-role-changed',
    mechanism: 'image-pull-denied',
  },
  {
    name: 'the log group is another one',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html',
    build: scene({
      ...NOT_STARTED,
      changes: { logGroup: '/ecs/nowhere' },
      stopped: {
        ...NOT_STARTED.stopped,
        stoppedReason:
          'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1',
      },
    }),
    verdict: 'confirmed',
    rootCause: 'drift-log-config-changed',
    mechanism: 'log-group-missing',
  },
  {
    name: 'the task asks for another processor',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html',
    build: scene({
      ...NOT_STARTED,
      unpulled: true,
      stopped: {
        ...NOT_STARTED.stopped,
        stoppedReason:
          "CannotPullContainerError: pull image manifest has been retried 1 time(s): image Manifest does not contain descriptor matching platform 'linux/arm64'",
      },
      adjust: (definition) => ({ ...definition, runtimePlatform: { cpuArchitecture: 'ARM64' } }),
    }),
    verdict: 'confirmed',
    rootCause: 'drift-runtime-platform-changed',
    mechanism: 'image-architecture-mismatch',
  },
  {
    name: 'the load balancer is told a port that the container no longer names',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html',
    build: scene({
      changes: { port: 9090 },
      events: [
        'failed to launch a task with (error The container web did not have a container port 8080 defined.).',
      ],
    }),
    verdict: 'confirmed',
    rootCause: 'drift-port-mapping-changed',
    mechanism: 'lb-container-port-missing',
  },
  {
    name: 'the tag means another image now',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html',
    build: tagMoved,
    verdict: 'confirmed',
    rootCause: 'drift-image-tag-moved',
    mechanism: 'app-startup-crash',
  },
  {
    name: 'somebody edited the target group',
    from: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyTargetGroup.html',
    build: groupEdited,
    verdict: 'confirmed',
    rootCause: 'drift-target-group-edited',
    mechanism: 'hc-path-mismatch',
  },
  {
    name: 'somebody edited the security group',
    from: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupIngress.html',
    build: groupShut,
    verdict: 'confirmed',
    rootCause: 'drift-security-group-edited',
    mechanism: 'sg-alb-to-task-blocked',
  },
  {
    name: 'the service was given another security group',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRevision.html',
    build: networkChanged,
    verdict: 'confirmed',
    rootCause: 'drift-network-changed',
    mechanism: 'sg-alb-to-task-blocked',
  },
  {
    name: 'only the image changed, and nothing is to be read of the tasks',
    from: 'nothing is said',
    build: () => {
      const made: Scene = calm();
      rollOut(made, {
        changes: { image: 'web:2' },
        stopped: {
          stopCode: 'ServiceSchedulerInitiated',
          stoppedReason: 'Task failed container health checks',
          exitCode: 143,
        },
      });
      return made;
    },
    verdict: 'likely',
    rootCause: 'drift-image-changed',
    mechanism: null,
  },
];
