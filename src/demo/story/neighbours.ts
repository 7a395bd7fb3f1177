import { addHistory } from '../world/add-history.ts';
import {
  type AddedService,
  addLogStream,
  addService,
  deploymentIdOf,
  eventId,
} from '../world/add-service.ts';
import { addTargetGroup } from '../world/add-target-group.ts';
import { addTaskDefinition } from '../world/add-task-definition.ts';
import { containerInstanceArn, hexId, lastSegment } from '../world/names.ts';
import type { World } from '../world.ts';
import { type Chatter, chatterScene, dice } from './chatter.ts';
import { addPastDeploys, type PastDeploy } from './past-deploys.ts';
import { searchLines } from './search-log.ts';
import type { Scene, Timeline } from './timeline.ts';
import { webLines } from './web-log.ts';

const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;

/** The services around: each one a case that is easily shown wrongly. */
export function neighbourScenes(world: World, timeline: Timeline): readonly Scene[] {
  addBatchScorer(world, timeline);
  addApi(world, timeline);
  addNodeAgent(world, timeline);
  addBilling(world, timeline);
  return [
    ...featureWorkerScenes(world, timeline),
    ...searchScenes(world, timeline),
    ...webScenes(world, timeline),
  ];
}

/** When the neighbours' logs begin: half an hour before the story does. */
const LOGGED_FROM_S = -1_800;

/** Every task of the service goes on saying something, under its own id. */
function talking(
  world: World,
  timeline: Timeline,
  { tasks, definition }: AddedService,
  {
    everyS,
    say,
  }: { readonly everyS: number; say(task: string, ...turn: Parameters<Chatter['say']>): readonly string[] },
): readonly Scene[] {
  return tasks.map((task, slot) =>
    chatterScene(timeline, {
      stream: addLogStream(world, definition, task),
      fromS: LOGGED_FROM_S + slot / tasks.length,
      everyS,
      say: (at, nth) => say(lastSegment(task.taskArn), at, nth),
    }),
  );
}

/** Healthy behind a load balancer, with visitors in its log. */
function webScenes(world: World, timeline: Timeline): readonly Scene[] {
  const added = addService(world, {
    cluster: 'platform',
    name: 'web',
    revision: 42,
    desired: 3,
    circuitBreaker: true,
    deployedAt: timeline.at(-26 * HOUR_S),
  });
  addPastDeploys(world, added.service, webPast(timeline), { port: 8080 });
  return talking(world, timeline, added, { everyS: 1, say: webLines });
}

/** Two weeks of a team that deploys often: one of them was rolled back. */
function webPast(timeline: Timeline): readonly PastDeploy[] {
  const usual = Array.from({ length: 14 }, (_, nth) => ({
    revision: 41 - nth,
    deployedAt: timeline.at(-(nth + 2) * DAY_S - (nth % 5) * HOUR_S),
  }));
  return usual.map(({ revision, deployedAt }) => {
    const afterS = (seconds: number) => new Date(deployedAt.getTime() + seconds * 1_000);
    if (revision === 38)
      return {
        ...{ revision, deployedAt, status: 'ROLLBACK_SUCCESSFUL', rolledBackTo: 37, failureCount: 3 },
        statusReason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
        finishedAt: afterS(540),
      };
    return { revision, deployedAt, finishedAt: afterS(150 + (revision % 4) * 20) };
  });
}

/** Behind no load balancer; a container health check speaks for it. */
function featureWorkerScenes(world: World, timeline: Timeline): readonly Scene[] {
  const added = addService(world, {
    cluster: 'ml-prod',
    name: 'feature-worker',
    revision: 9,
    targetGroups: [],
    healthCheck: {
      command: ['CMD-SHELL', 'test -f /tmp/alive || exit 1'],
      interval: 30,
      timeout: 5,
      retries: 3,
    },
    deployedAt: timeline.at(-5 * DAY_S),
  });
  return talking(world, timeline, added, {
    everyS: 10,
    say: (task, at, nth) => [
      `ts=${at.toISOString()} level=info msg="batch written" rows=${200 + dice(`${task}/${nth}`, 800)} lag_s=${nth % 4}`,
    ],
  });
}

/** Wanted by nobody at the moment. */
function addBatchScorer(world: World, timeline: Timeline): void {
  addService(world, {
    cluster: 'ml-prod',
    name: 'batch-scorer',
    revision: 4,
    desired: 0,
    targetGroups: [],
    deployedAt: timeline.at(-12 * DAY_S),
  });
}

/** Registered in a public and an internal target group. */
function addApi(world: World, timeline: Timeline): void {
  addService(world, {
    cluster: 'platform',
    name: 'api',
    revision: 118,
    targetGroups: ['api-public', 'api-internal'],
    checkPath: '/healthz',
    circuitBreaker: true,
    deployedAt: timeline.at(-4 * HOUR_S),
  });
}

/** One task on every container instance. */
function addNodeAgent(world: World, timeline: Timeline): void {
  const { tasks } = addService(world, {
    cluster: 'platform',
    name: 'node-agent',
    revision: 6,
    desired: 3,
    scheduling: 'DAEMON',
    launchType: 'EC2',
    networkMode: 'host',
    targetGroups: [],
    deployedAt: timeline.at(-40 * DAY_S),
    createdAt: timeline.at(-90 * DAY_S),
  });
  tasks.forEach((task, nth) => {
    task.containerInstanceArn = containerInstanceArn(world, 'platform', hexId(`host-${nth}`));
  });
}

/** Blue/green by ECS: green holds the traffic's place until the next deployment and is empty. */
function searchScenes(world: World, timeline: Timeline): readonly Scene[] {
  const added = addService(world, {
    cluster: 'platform',
    name: 'search',
    revision: 57,
    strategy: 'BLUE_GREEN',
    targetGroups: ['search-blue'],
    deployedAt: timeline.at(-2 * DAY_S),
  });
  const { service, targetGroups } = added;
  const green = addTargetGroup(world, {
    name: 'search-green',
    loadBalancer: 'platform-alb',
    path: '/search-next/*',
  });
  const blue = targetGroups[0]?.arn;
  const rules = [...world.loadBalancers.values()]
    .flatMap((each) => each.listeners)
    .flatMap((each) => each.rules);
  const rule = rules.find((each) => each.targetGroupArn === blue);
  service.deploymentConfiguration.bakeTimeInMinutes = 5;
  service.loadBalancers = service.loadBalancers.map((each) => ({
    ...each,
    advancedConfiguration: {
      alternateTargetGroupArn: green.arn,
      ...(rule ? { productionListenerRule: rule.arn } : {}),
      roleArn: `arn:aws:iam::${world.account}:role/ecsInfrastructureRole`,
    },
  }));
  return talking(world, timeline, added, { everyS: 2, say: (task, _at, nth) => searchLines(task, nth) });
}

/** Steady, but on revision 7: revision 8 was rolled back by the circuit breaker two hours ago. */
function addBilling(world: World, timeline: Timeline): void {
  const askedS = -2 * HOUR_S;
  const { service, definition, tasks } = addService(world, {
    cluster: 'platform',
    name: 'billing',
    revision: 7,
    circuitBreaker: true,
    deployedAt: timeline.at(-9 * DAY_S),
  });
  const failed = addTaskDefinition(world, {
    family: 'billing',
    revision: 8,
    port: 8080,
    registeredAt: timeline.at(askedS - 60),
  });
  const failedId = deploymentIdOf(service, failed.taskDefinitionArn);
  const rollbackId = deploymentIdOf(service, definition.taskDefinitionArn, 1);
  const rolledBackAt = timeline.at(askedS + 420);
  const [primary] = service.deployments;
  if (!primary) return;
  Object.assign(primary, {
    id: rollbackId,
    rolloutStateReason: `ECS deployment ${rollbackId} completed.`,
    createdAt: rolledBackAt,
    updatedAt: timeline.at(askedS + 440),
  });
  for (const task of tasks) task.startedBy = rollbackId;
  addHistory(world, service, {
    deployedAt: timeline.at(askedS),
    taskDefinition: failed.taskDefinitionArn,
    status: 'ROLLBACK_SUCCESSFUL',
    statusReason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
    finishedAt: timeline.at(askedS + 440),
    failureCount: 3,
    rolledBackTo: definition.taskDefinitionArn,
  });
  const started = [0, 1, 2].map(
    (nth) => [askedS + 20 + nth * 110, `has started 1 tasks: (task ${hexId(`billing-8-${nth}`)}).`] as const,
  );
  const told = [
    ...started,
    [
      askedS + 400,
      'is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.',
    ],
    [askedS + 415, `(deployment ${failedId}) deployment failed: tasks failed to start.`],
    [askedS + 420, `rolling back to deployment ${rollbackId}.`],
    [askedS + 439, `(deployment ${rollbackId}) deployment completed.`],
    [askedS + 440, 'has reached a steady state.'],
  ] as const;
  const events = told.map(([at, text]) => {
    const message = `(service billing) ${text}`;
    return { id: eventId(message, timeline.at(at)), createdAt: timeline.at(at), message };
  });
  service.events = [...events.reverse(), ...service.events];
}
