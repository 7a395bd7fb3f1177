import type { World } from '../world.ts';
import { ALL_OUT, balancerGroupId, publicSubnetId, taskGroupId, VPC_ID } from './add-network.ts';
import type { SimulatedTask } from './ecs-shapes.ts';
import type {
  SimulatedLoadBalancer,
  SimulatedTarget,
  SimulatedTargetGroup,
  TargetGroupCheckSettings,
} from './elb-shapes.ts';
import { hexId, loadBalancerArn, targetGroupArn, zoneOf } from './names.ts';

/** What a target group is to be; the port of 80 on the group itself is overridden by ECS for every target. */
export interface TargetGroupPlan {
  readonly name: string;
  readonly check?: Partial<TargetGroupCheckSettings>;
  /** Name of the application load balancer that forwards to it; undefined leaves it unattached. */
  readonly loadBalancer?: string | undefined;
  /** Path pattern of the rule that forwards to it; without one the default rule does. */
  readonly path?: string;
  readonly targetType?: 'ip' | 'instance';
}

/** Adds an empty target group, and its load balancer and listener rule where one is named. */
export function addTargetGroup(world: World, plan: TargetGroupPlan): SimulatedTargetGroup {
  const group: SimulatedTargetGroup = {
    arn: targetGroupArn(world, plan.name),
    name: plan.name,
    protocol: 'HTTP',
    port: 80,
    vpcId: VPC_ID,
    targetType: plan.targetType ?? 'ip',
    check: {
      enabled: true,
      protocol: 'HTTP',
      port: 'traffic-port',
      path: '/health',
      matcher: '200',
      intervalSeconds: 30,
      timeoutSeconds: 5,
      healthyThreshold: 5,
      unhealthyThreshold: 2,
      ...plan.check,
    },
    loadBalancerArns: [],
    deregistrationDelaySeconds: 300,
    targets: [],
  };
  world.targetGroups.set(group.arn, group);
  if (plan.loadBalancer !== undefined) forward(addLoadBalancer(world, plan.loadBalancer), group, plan.path);
  return group;
}

/** Adds an internet-facing load balancer that redirects HTTP to HTTPS, or returns the one of that name. */
function addLoadBalancer(world: World, name: string): SimulatedLoadBalancer {
  const arn = loadBalancerArn(world, name);
  const known = world.loadBalancers.get(arn);
  if (known) return known;
  const listener = (port: number, protocol: string) => {
    const listenerArn = `${arn.replace(':loadbalancer/', ':listener/')}/${hexId(`${arn}:${port}`, 16)}`;
    return { arn: listenerArn, port, protocol, rules: [defaultRule(listenerArn)] };
  };
  const groupId = balancerGroupId(name);
  letIn(world, name, groupId);
  const balancer: SimulatedLoadBalancer = {
    arn,
    name,
    dnsName: `${name}-${parseInt(hexId(name, 8), 16)}.${world.region}.elb.amazonaws.com`,
    scheme: 'internet-facing',
    vpcId: VPC_ID,
    createdAt: new Date(world.clock.now().getTime() - 200 * 86_400_000),
    zones: [0, 1].map((nth) => ({ name: zoneOf(world, nth), subnetId: publicSubnetId(nth) })),
    securityGroups: [groupId],
    listeners: [listener(80, 'HTTP'), listener(443, 'HTTPS')],
  };
  world.loadBalancers.set(arn, balancer);
  return balancer;
}

/** Gives a load balancer a group of its own, from which the tasks take traffic on every port. */
function letIn(world: World, name: string, groupId: string): void {
  const { securityGroups } = world.network;
  securityGroups.set(groupId, {
    groupId,
    groupName: name,
    ipPermissions: [80, 443].map((port) => ({
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      cidrs: ['0.0.0.0/0'],
    })),
    ipPermissionsEgress: [ALL_OUT],
  });
  securityGroups
    .get(taskGroupId(world))
    ?.ipPermissions.push({ ipProtocol: 'tcp', fromPort: 0, toPort: 65_535, groups: [groupId] });
}

/** Registers a running task's address. Without a state the target is healthy. */
export function registerTarget(
  group: SimulatedTargetGroup,
  task: SimulatedTask,
  port: number,
  health: Pick<SimulatedTarget, 'state' | 'reason' | 'description'> = { state: 'healthy' },
): SimulatedTarget {
  const address = task.containers[0]?.networkInterfaces[0]?.privateIpv4Address ?? '10.0.0.1';
  const target = { id: address, port, zone: task.availabilityZone, ...health };
  group.targets.push(target);
  return target;
}

function forward(
  balancer: SimulatedLoadBalancer,
  group: SimulatedTargetGroup,
  path: string | undefined,
): void {
  group.loadBalancerArns = [balancer.arn];
  const https = balancer.listeners.find((each) => each.protocol === 'HTTPS');
  const byDefault = https?.rules.at(-1);
  if (!https || !byDefault) return;
  if (path === undefined) {
    byDefault.targetGroupArn = group.arn;
    return;
  }
  const arn = `${https.arn.replace(':listener/', ':listener-rule/')}/${hexId(`${group.arn}${path}`, 16)}`;
  const rule = { arn, priority: String(https.rules.length), paths: [path], targetGroupArn: group.arn };
  https.rules.splice(-1, 0, rule);
}

function defaultRule(listenerArn: string) {
  const arn = `${listenerArn.replace(':listener/', ':listener-rule/')}/${hexId(listenerArn, 16)}`;
  return { arn, priority: 'default', paths: [], targetGroupArn: undefined };
}
