import { addHistory } from '../../../src/demo/world/add-history.ts';
import { addTask } from '../../../src/demo/world/add-task.ts';
import { addTaskDefinition } from '../../../src/demo/world/add-task-definition.ts';
import { breakDown, calm, rollOut, type Scene } from '../scene.ts';
import type { Scenario } from './scenario.ts';

const EVENTS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html';
const BREAKER = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html';

function changed(change: (scene: Scene) => void) {
  return () => {
    const made = calm();
    change(made);
    return made;
  };
}

/** A rollout that nothing has failed of so far. */
function underWay(made: Scene): void {
  const deployment = rollOut(made, { changes: { image: 'web:2' } });
  Object.assign(deployment, {
    failedTasks: 0,
    pendingCount: 2,
    createdAt: made.ago(1),
    updatedAt: made.ago(0.5),
  });
}

/** Section 7 of the catalogue of causes, and services that are well. */
export const DEPLOYMENT_SCENARIOS: readonly Scenario[] = [
  { name: 'all is well', from: 'nothing is said', build: () => calm(), verdict: 'healthy', rootCause: null },
  {
    name: 'a rollout is simply not finished yet',
    from: 'nothing is said',
    build: changed(underWay),
    verdict: 'healthy',
    rootCause: null,
  },
  {
    name: 'one task failed a check and was replaced: ordinary wear',
    from: EVENTS,
    build: changed((made) =>
      made.say(
        'has reached a steady state.',
        '(task 0f1e2d3c) (port 8080) is unhealthy in (target-group web-tg) due to (reason Request timed out).',
      ),
    ),
    verdict: 'healthy',
    rootCause: null,
  },
  {
    name: 'no task is wanted',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html',
    build: changed((made) => {
      breakDown(made, {});
      made.service.desiredCount = 0;
      for (const deployment of made.service.deployments) deployment.desiredCount = 0;
    }),
    verdict: 'confirmed',
    rootCause: 'desired-count-zero',
  },
  {
    name: 'the service is being deleted',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteService.html',
    build: changed((made) => {
      breakDown(made, {});
      Object.assign(made.service, { status: 'DRAINING', desiredCount: 0 });
    }),
    verdict: 'confirmed',
    rootCause: 'service-inactive',
  },
  {
    name: 'Fargate does not say what is wrong with the zone',
    from: EVENTS,
    build: changed((made) => {
      rollOut(made, { events: ['was unable to place a task. Reason: Internal error.'] });
    }),
    verdict: 'likely',
    rootCause: 'fargate-az-unsupported',
  },
  {
    name: 'nothing may be stopped and nothing started',
    from: EVENTS,
    build: changed((made) => {
      made.service.deploymentConfiguration.maximumPercent = 100;
      const deployment = rollOut(made, {
        events: [
          'was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.',
        ],
      });
      deployment.failedTasks = 0;
    }),
    verdict: 'confirmed',
    rootCause: 'deployment-config-deadlock',
  },
  {
    name: 'an alarm ended the deployment',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
    build: changed((made) => {
      const deployment = rollOut(made, {
        events: ['(deployment ecs-svc/1) deployment failed: alarm detected.'],
      });
      Object.assign(deployment, { rolloutState: 'FAILED', failedTasks: 0 });
      const [newest] = [...made.world.serviceDeployments.values()].slice(-1);
      if (newest)
        newest.alarms = { status: 'TRIGGERED', alarmNames: ['web-5xx'], triggeredAlarmNames: ['web-5xx'] };
    }),
    verdict: 'confirmed',
    rootCause: 'deployment-alarm-triggered',
  },
  {
    name: 'a hook holds the deployment',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHookDetail.html',
    build: changed((made) => {
      rollOut(made, {});
      const [newest] = [...made.world.serviceDeployments.values()].slice(-1);
      if (newest)
        Object.assign(newest, {
          lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT',
          lifecycleHookDetails: [{ targetType: 'PAUSE', status: 'AWAITING_ACTION' }],
        });
    }),
    verdict: 'confirmed',
    rootCause: 'bluegreen-hook-blocked',
  },
  {
    name: 'there is nothing to roll back to',
    from: BREAKER,
    build: changed((made) => {
      const deployment = rollOut(made, {});
      Object.assign(deployment, {
        rolloutState: 'FAILED',
        rolloutStateReason:
          'ECS deployment circuit breaker: tasks failed to start. No rollback candidate was found to run the rollback.',
      });
    }),
    verdict: 'confirmed',
    rootCause: 'no-rollback-candidate',
  },
  {
    name: 'protected tasks keep the old revision',
    from: EVENTS,
    build: changed((made) => {
      rollOut(made, {
        events: [
          'was unable to reach steady state because task set (taskSet ecs-svc/1) was unable to scale in. Reason: The number of protected tasks are more than the desired count.',
        ],
      });
    }),
    verdict: 'confirmed',
    rootCause: 'task-protection-blocks',
  },
  {
    name: 'somebody stops the tasks',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html',
    build: changed((made) => {
      breakDown(made, {
        stopped: { stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user', exitCode: 143 },
      });
    }),
    verdict: 'confirmed',
    rootCause: 'user-stopped',
  },
  {
    name: 'a rollback whose tasks ECS still remembers',
    from: BREAKER,
    build: changed((made) => {
      const { service, world, ago } = made;
      rollOut(made, {
        changes: { image: 'web:2' },
        stopped: {
          stopCode: 'EssentialContainerExited',
          stoppedReason: 'Essential container in task exited',
          exitCode: 139,
        },
      });
      const [bad, good] = service.deployments;
      if (!bad || !good) return;
      world.serviceDeployments.clear();
      addHistory(world, service, { deployedAt: ago(900), taskDefinition: good.taskDefinition });
      addHistory(world, service, {
        deployedAt: ago(10),
        taskDefinition: bad.taskDefinition,
        status: 'ROLLBACK_SUCCESSFUL',
        rolledBackTo: good.taskDefinition,
      });
      Object.assign(good, { status: 'PRIMARY', rolloutState: 'COMPLETED', createdAt: ago(2) });
      service.deployments = [good];
      service.taskDefinition = good.taskDefinition;
      made.say(
        'has reached a steady state.',
        `(deployment ${bad.id}) deployment failed: tasks failed to start.`,
      );
    }),
    verdict: 'confirmed',
    rootCause: 'native-crash',
    ruledOut: ['circuit-breaker-tripped'],
  },
  {
    name: 'a service that was unwell an hour ago and is well since',
    from: 'nothing is said',
    build: changed((made) => {
      const { service, world, definition, ago } = made;
      for (const nth of [0, 1])
        addTask(world, service, {
          seed: `old/${nth}`,
          definition,
          startedBy: service.deployments[0]?.id ?? '',
          createdAt: ago(50),
          startedAt: ago(49),
          stoppedAt: ago(45),
          stopCode: 'EssentialContainerExited',
          stoppedReason: 'Essential container in task exited',
          exitCode: 1,
        });
    }),
    verdict: 'healthy',
    rootCause: null,
  },
  {
    name: 'a rollback that nothing is remembered of',
    from: BREAKER,
    build: changed((made) => {
      const [good] = made.service.deployments;
      if (!good) return;
      const image = made.definition.containerDefinitions[0]?.image ?? '';
      addTaskDefinition(made.world, {
        family: 'web',
        revision: 2,
        port: 8080,
        image,
        registeredAt: made.ago(210),
      });
      good.rolloutStateReason = 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.';
      addHistory(made.world, made.service, {
        deployedAt: made.ago(200),
        taskDefinition: `${made.definition.taskDefinitionArn.replace(/:\d+$/, '')}:2`,
        status: 'ROLLBACK_SUCCESSFUL',
        statusReason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
        rolledBackTo: made.definition.taskDefinitionArn,
      });
    }),
    verdict: 'insufficient-evidence',
    rootCause: null,
  },
];
