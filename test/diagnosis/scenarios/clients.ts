import { addHistory } from '../../../src/demo/world/add-history.ts';
import { addTask } from '../../../src/demo/world/add-task.ts';
import { addTaskDefinition } from '../../../src/demo/world/add-task-definition.ts';
import { breakDown, calm, type Scene } from '../scene.ts';
import type { Scenario } from './scenario.ts';

const RULES = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html';
const TROUBLE =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html';

/** A service that ECS calls well, with something the matter around it. */
export function around(change: (scene: Scene) => void, plan: Parameters<typeof calm>[0] = {}): () => Scene {
  return () => {
    const made = calm(plan);
    change(made);
    return made;
  };
}

/** The load balancer of the scene, and its listener that leads to the service. */
export function front({ world }: Scene) {
  const [balancer] = world.loadBalancers.values();
  const https = balancer?.listeners.find(({ protocol }) => protocol === 'HTTPS');
  const own = https?.rules[0];
  if (!balancer || !https || !own) throw new Error('the scene has no load balancer');
  return { balancer, https, own };
}

/** Another service's rule that is tried first. */
export function ruleBefore(made: Scene, paths: string[], hosts?: string[]): void {
  const { https, own } = front(made);
  own.priority = '20';
  const arn = `${own.arn}0`;
  const other = made.group.arn.replace('web-tg', 'shop-tg');
  https.rules.unshift({ arn, priority: '10', paths, targetGroupArn: other, ...(hosts ? { hosts } : {}) });
}

/** Answers of 502, one in each of these minutes before now. */
export function badGateways(made: Scene, ...minutes: readonly number[]): void {
  const { balancer } = front(made);
  const key = `HTTPCode_ELB_502_Count ${balancer.arn.replace(/^.*:loadbalancer\//, '')}`;
  made.world.measures.set(
    key,
    minutes.map((each) => ({ at: made.ago(each), value: 1 })),
  );
}

/** Tasks of the revision before that ECS stopped lately, and how long that took. */
export function stoppedTasks(made: Scene, exitCode: number, tookMinutes: number): void {
  const { world, service, definition, ago } = made;
  for (const nth of [0, 1, 2])
    addTask(world, service, {
      seed: `before/${nth}`,
      definition,
      startedBy: 'ecs-svc/0000000000000000001',
      createdAt: ago(3000),
      startedAt: ago(2999),
      stoppingAt: ago(30 - nth),
      stoppedAt: ago(30 - nth - tookMinutes),
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/0000000000000000001)',
      exitCode,
    });
}

/** Starts and stops as ECS writes them, the newest first, twenty minutes apart. */
export function swings(made: Scene, count: number): void {
  const { service, ago } = made;
  const events = Array.from({ length: count }, (_, nth) => {
    const message =
      nth % 2 === 0
        ? '(service web) has stopped 2 running tasks: (task 0f1e2d3c4b5a69788796a5b4c3d2e1f0) (task 1f1e2d3c4b5a69788796a5b4c3d2e1f0).'
        : '(service web) has started 2 tasks: (task 2f1e2d3c4b5a69788796a5b4c3d2e1f0) (task 3f1e2d3c4b5a69788796a5b4c3d2e1f0).';
    return { id: `swing-${nth}`, createdAt: ago(5 + 20 * nth), message };
  });
  service.events = [...events, ...service.events];
}

/** Revision 2 was rolled out, and somebody or something asked for revision 1 again, this many minutes ago. */
export function wentBack(made: Scene, minutes: number, status = 'SUCCESSFUL'): void {
  const { world, service, definition, ago } = made;
  const image = definition.containerDefinitions[0]?.image ?? '';
  const { taskDefinitionArn } = addTaskDefinition(world, {
    family: 'web',
    revision: 2,
    port: 8080,
    image,
    registeredAt: ago(minutes + 300),
  });
  world.serviceDeployments.clear();
  addHistory(world, service, { deployedAt: ago(minutes + 200), taskDefinition: taskDefinitionArn, status });
  addHistory(world, service, { deployedAt: ago(minutes) });
}

/** Minutes in which the tasks used so many percent of their CPU, the last first. */
export function cpu(made: Scene, ...percents: readonly number[]): void {
  const points = percents.map((value, nth) => ({ at: made.ago(nth + 1), value }));
  made.world.measures.set('CPUUtilization prod/web', points.reverse());
}

/** Checks that get no answer in time. */
export function slowChecks(made: Scene): void {
  breakDown(made, {
    target: { state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' },
    stopped: {
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Task failed ELB health checks in (target-group web-tg)',
      exitCode: 143,
    },
    events: ['(port 8080) is unhealthy in (target-group web-tg) due to (reason Request timed out).'],
  });
}

const GUNICORN = { command: ['gunicorn', '--bind', '0.0.0.0:8080', 'app:app'] };

/** What ECS has no word for, and clients notice. */
export const CLIENT_SCENARIOS: readonly Scenario[] = [
  {
    name: 'another service’s rule comes first and takes every request',
    from: RULES,
    build: around((made) => ruleBefore(made, ['/*'])),
    verdict: 'confirmed',
    rootCause: 'listener-rule-misrouted',
    ruledOut: ['alb-not-reachable', 'sg-alb-to-task-blocked', 'no-public-ip'],
  },
  {
    name: 'the weight was left at 0 after a test',
    from: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupTuple.html',
    build: around((made) => {
      front(made).own.weight = 0;
    }),
    verdict: 'confirmed',
    rootCause: 'listener-rule-misrouted',
    ruledOut: ['alb-not-reachable', 'app-port-mismatch'],
  },
  {
    name: 'nobody is let in to the load balancer',
    from: TROUBLE,
    build: around((made) => {
      const group = made.world.network.securityGroups.get(front(made).balancer.securityGroups[0] ?? '');
      if (group)
        group.ipPermissions = [{ ipProtocol: 'tcp', fromPort: 80, toPort: 80, cidrs: ['0.0.0.0/0'] }];
    }),
    verdict: 'confirmed',
    rootCause: 'alb-not-reachable',
    ruledOut: ['listener-rule-misrouted', 'sg-alb-to-task-blocked', 'no-public-ip'],
  },
  {
    name: 'one of the load balancer’s subnets lost its way to the internet',
    from: TROUBLE,
    build: around((made) => {
      const { zones } = front(made).balancer;
      const tables = [...made.world.network.routeTables.values()];
      const [inside, outside] = [
        tables.find(({ routes }) => routes.some(({ natGatewayId }) => natGatewayId)),
        tables.find(({ routes }) => routes.some(({ gatewayId }) => gatewayId?.startsWith('igw-'))),
      ];
      const moved = zones[1]?.subnetId ?? '';
      if (!inside || !outside) throw new Error('the scene has no route tables');
      outside.associations = outside.associations.filter(({ subnetId }) => subnetId !== moved);
      inside.associations.push({ main: false, subnetId: moved });
    }),
    verdict: 'confirmed',
    rootCause: 'alb-not-reachable',
    ruledOut: ['listener-rule-misrouted', 'no-public-ip'],
  },
  {
    name: 'single answers of 502, by a program that keeps connections for two seconds',
    from: 'https://github.com/alphagov/notifications-admin/pull/4826',
    build: around((made) => badGateways(made, 12, 31, 44), GUNICORN),
    verdict: 'likely',
    rootCause: 'keepalive-mismatch',
    ruledOut: ['listener-rule-misrouted', 'alb-not-reachable', 'app-port-mismatch'],
  },
  {
    name: 'the program never hears that it is to end',
    from: 'https://github.com/wellcomecollection/catalogue-pipeline/pull/1230',
    build: around((made) => stoppedTasks(made, 137, 0.5)),
    verdict: 'confirmed',
    rootCause: 'graceful-shutdown-missing',
    ruledOut: ['oom-killed', 'listener-rule-misrouted'],
  },
  {
    name: 'a template sets the desired count that scaling has just changed',
    from: 'https://github.com/hashicorp/terraform/issues/10308',
    build: around((made) => {
      swings(made, 5);
      stoppedTasks(made, 143, 0.1);
    }),
    verdict: 'likely',
    rootCause: 'autoscaling-interference',
    ruledOut: ['graceful-shutdown-missing', 'listener-rule-misrouted'],
  },
  {
    name: 'a template put the old revision back',
    from: 'https://github.com/hashicorp/terraform/issues/4663',
    build: around((made) => wentBack(made, 90)),
    verdict: 'likely',
    rootCause: 'wrong-revision-running',
    ruledOut: ['listener-rule-misrouted', 'image-tag-not-found'],
  },
  {
    name: 'the tasks are too busy to answer their checks',
    from: 'https://github.com/aws/amazon-ecs-agent/issues/1872',
    build: around((made) => {
      slowChecks(made);
      cpu(made, 99, 100, 98, 99, 100, 97, 99, 96);
    }),
    verdict: 'confirmed',
    rootCause: 'cpu-starved',
    ruledOut: ['sg-alb-to-task-blocked', 'nacl-blocked', 'no-public-ip'],
  },
];
