import { z } from 'zod';
import type {
  SimulatedListener,
  SimulatedLoadBalancer,
  SimulatedRule,
  SimulatedTarget,
  SimulatedTargetGroup,
} from '../world/elb-shapes.ts';
import type { World } from '../world.ts';
import { type Operations, operation } from './operation.ts';
import { pageOf } from './pages.ts';
import { Refusal } from './refusal.ts';

const paging = {
  PageSize: z.coerce.number().int().min(1).max(400).default(400),
  Marker: z.string().optional(),
};
const names = z.array(z.string()).optional();

/** Elastic Load Balancing version 2. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/ */
export const elbOperations: Operations = {
  DescribeTargetGroups: operation(
    z.object({ ...paging, TargetGroupArns: names, Names: names, LoadBalancerArn: z.string().optional() }),
    ({ TargetGroupArns, Names, LoadBalancerArn, PageSize, Marker }, { world }) => {
      const all = [...world.targetGroups.values()];
      const byArn = TargetGroupArns?.map((arn) => groupOf(world, arn));
      const byName = Names?.map((name) => all.find((each) => each.name === name) ?? noGroup());
      const found = (byArn ?? byName ?? all).filter(
        (each) => LoadBalancerArn === undefined || each.loadBalancerArns.includes(LoadBalancerArn),
      );
      const question = `DescribeTargetGroups/${LoadBalancerArn}`;
      const page = pageOf(found, { size: PageSize, token: Marker, question });
      return { TargetGroups: page.items.map(groupShown), NextMarker: page.nextToken };
    },
  ),

  DescribeTargetHealth: operation(
    z.object({ TargetGroupArn: z.string(), Targets: z.array(z.object({ Id: z.string() })).optional() }),
    ({ TargetGroupArn, Targets }, { world }) => {
      const group = groupOf(world, TargetGroupArn);
      const targets = Targets
        ? Targets.map(({ Id }) => group.targets.find((each) => each.id === Id) ?? unregistered(group, Id))
        : group.targets;
      return { TargetHealthDescriptions: targets.map((target) => targetShown(group, target)) };
    },
  ),

  DescribeTargetGroupAttributes: operation(
    z.object({ TargetGroupArn: z.string() }),
    ({ TargetGroupArn }, { world }) => ({
      Attributes: [
        ['deregistration_delay.timeout_seconds', groupOf(world, TargetGroupArn).deregistrationDelaySeconds],
        ['slow_start.duration_seconds', 0],
        ['stickiness.enabled', false],
        ['load_balancing.cross_zone.enabled', 'use_load_balancer_configuration'],
      ].map(([Key, Value]) => ({ Key, Value: String(Value) })),
    }),
  ),

  DescribeLoadBalancers: operation(
    z.object({ ...paging, LoadBalancerArns: names, Names: names }),
    ({ LoadBalancerArns, Names, PageSize, Marker }, { world }) => {
      if ((LoadBalancerArns?.length ?? 0) > 20)
        throw new Refusal('ValidationError', 'Only 20 load balancers can be described at once');
      const all = [...world.loadBalancers.values()];
      const byName = Names?.map((name) => all.find((each) => each.name === name) ?? noBalancer());
      const found = LoadBalancerArns?.map((arn) => balancerOf(world, arn)) ?? byName ?? all;
      const page = pageOf(found, { size: PageSize, token: Marker, question: 'DescribeLoadBalancers' });
      return {
        LoadBalancers: page.items.map((each) => balancerShown(world, each)),
        NextMarker: page.nextToken,
      };
    },
  ),

  DescribeLoadBalancerAttributes: operation(
    z.object({ LoadBalancerArn: z.string() }),
    ({ LoadBalancerArn }, { world }) => {
      const { type, idleTimeoutSeconds = 60 } = balancerOf(world, LoadBalancerArn);
      const own = type === 'network' ? [] : [['idle_timeout.timeout_seconds', idleTimeoutSeconds]];
      return {
        Attributes: [['deletion_protection.enabled', false], ...own].map(([Key, Value]) => ({
          Key,
          Value: String(Value),
        })),
      };
    },
  ),

  DescribeListeners: operation(
    z.object({ ...paging, LoadBalancerArn: z.string().optional(), ListenerArns: names }),
    ({ LoadBalancerArn, ListenerArns, PageSize, Marker }, { world }) => {
      const found = ListenerArns
        ? ListenerArns.map((arn) => listenerOf(world, arn))
        : balancerOf(world, LoadBalancerArn ?? '').listeners;
      const page = pageOf(found, {
        size: PageSize,
        token: Marker,
        question: `DescribeListeners/${LoadBalancerArn}`,
      });
      return { Listeners: page.items.map(listenerShown), NextMarker: page.nextToken };
    },
  ),

  DescribeRules: operation(
    z.object({ ...paging, ListenerArn: z.string().optional(), RuleArns: names }),
    ({ ListenerArn, RuleArns, PageSize, Marker }, { world }) => {
      const all = [...world.loadBalancers.values()]
        .flatMap((each) => each.listeners)
        .flatMap((each) => each.rules);
      const found = RuleArns
        ? all.filter((rule) => RuleArns.includes(rule.arn))
        : listenerOf(world, ListenerArn ?? '').rules;
      const page = pageOf(found, { size: PageSize, token: Marker, question: `DescribeRules/${ListenerArn}` });
      return { Rules: page.items.map(ruleShown), NextMarker: page.nextToken };
    },
  ),
};

function groupOf(world: World, arn: string): SimulatedTargetGroup {
  return world.targetGroups.get(arn) ?? noGroup();
}

function noGroup(): never {
  throw new Refusal('TargetGroupNotFound', 'One or more target groups not found');
}

function balancerOf(world: World, arn: string): SimulatedLoadBalancer {
  return world.loadBalancers.get(arn) ?? noBalancer();
}

function noBalancer(): never {
  throw new Refusal('LoadBalancerNotFound', 'One or more load balancers not found');
}

function listenerOf(world: World, arn: string): SimulatedListener {
  const all = [...world.loadBalancers.values()].flatMap((each) => each.listeners);
  const listener = all.find((each) => each.arn === arn);
  if (!listener) throw new Refusal('ListenerNotFound', 'One or more listeners not found');
  return listener;
}

function unregistered(group: SimulatedTargetGroup, id: string): SimulatedTarget {
  return {
    id,
    port: group.port,
    zone: '',
    state: 'unused',
    reason: 'Target.NotRegistered',
    description: 'Target is not registered to the target group',
  };
}

function groupShown(group: SimulatedTargetGroup): object {
  const { check } = group;
  return {
    TargetGroupArn: group.arn,
    TargetGroupName: group.name,
    Protocol: group.protocol,
    Port: group.port,
    VpcId: group.vpcId,
    HealthCheckProtocol: check.protocol,
    HealthCheckPort: check.port,
    HealthCheckEnabled: check.enabled,
    HealthCheckIntervalSeconds: check.intervalSeconds,
    HealthCheckTimeoutSeconds: check.timeoutSeconds,
    HealthyThresholdCount: check.healthyThreshold,
    UnhealthyThresholdCount: check.unhealthyThreshold,
    HealthCheckPath: check.path,
    Matcher: { HttpCode: check.matcher },
    LoadBalancerArns: group.loadBalancerArns,
    TargetType: group.targetType,
    ProtocolVersion: 'HTTP1',
    IpAddressType: 'ipv4',
  };
}

function targetShown(group: SimulatedTargetGroup, target: SimulatedTarget): object {
  return {
    Target: { Id: target.id, Port: target.port, AvailabilityZone: target.zone || undefined },
    HealthCheckPort: group.check.port === 'traffic-port' ? String(target.port) : group.check.port,
    TargetHealth: { State: target.state, Reason: target.reason, Description: target.description },
  };
}

function balancerShown(world: World, balancer: SimulatedLoadBalancer): object {
  return {
    LoadBalancerArn: balancer.arn,
    DNSName: balancer.dnsName,
    CanonicalHostedZoneId: 'Z215JYRZR1TBD5',
    CreatedTime: balancer.createdAt,
    LoadBalancerName: balancer.name,
    Scheme: balancer.scheme,
    VpcId: balancer.vpcId,
    State: { Code: 'active' },
    Type: balancer.type ?? 'application',
    AvailabilityZones: balancer.zones.map(({ name, subnetId }) => ({
      ZoneName: name || world.region,
      SubnetId: subnetId,
      LoadBalancerAddresses: [],
    })),
    SecurityGroups: balancer.securityGroups,
    IpAddressType: 'ipv4',
  };
}

function listenerShown(listener: SimulatedListener): object {
  const byDefault = listener.rules.at(-1);
  return {
    ListenerArn: listener.arn,
    LoadBalancerArn: listener.arn.replace(':listener/', ':loadbalancer/').replace(/\/[^/]+$/, ''),
    Port: listener.port,
    Protocol: listener.protocol,
    DefaultActions: byDefault ? [actionOf(byDefault)] : [],
  };
}

function ruleShown(rule: SimulatedRule): object {
  const path = { Field: 'path-pattern', Values: rule.paths, PathPatternConfig: { Values: rule.paths } };
  return {
    RuleArn: rule.arn,
    Priority: rule.priority,
    Conditions: [...(rule.paths.length > 0 ? [path] : []), ...(rule.hosts ? [hostsShown(rule.hosts)] : [])],
    Actions: [actionOf(rule)],
    IsDefault: rule.priority === 'default',
  };
}

function hostsShown(hosts: string[]): object {
  return { Field: 'host-header', Values: hosts, HostHeaderConfig: { Values: hosts } };
}

function actionOf(rule: SimulatedRule): object {
  if (rule.targetGroupArn === undefined)
    return {
      Type: 'redirect',
      Order: 1,
      RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' },
    };
  return {
    Type: 'forward',
    Order: 1,
    TargetGroupArn: rule.targetGroupArn,
    ForwardConfig: { TargetGroups: [{ TargetGroupArn: rule.targetGroupArn, Weight: rule.weight ?? 1 }] },
  };
}
