/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html */
export interface SimulatedTargetGroup {
  arn: string;
  name: string;
  protocol: string;
  port: number;
  vpcId: string;
  targetType: 'ip' | 'instance';
  check: TargetGroupCheckSettings;
  /** Empty where no load balancer forwards to the group. */
  loadBalancerArns: string[];
  deregistrationDelaySeconds: number;
  targets: SimulatedTarget[];
}

/** How a load balancer asks the targets of a group. */
export interface TargetGroupCheckSettings {
  enabled: boolean;
  protocol: string;
  /** `traffic-port` or a number as text. */
  port: string;
  path: string;
  /** Codes that pass. */
  matcher: string;
  intervalSeconds: number;
  timeoutSeconds: number;
  healthyThreshold: number;
  unhealthyThreshold: number;
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealthDescription.html */
export interface SimulatedTarget {
  /** IP address or instance id. */
  id: string;
  port: number;
  zone: string;
  state: string;
  /** Absent when healthy. */
  reason?: string | undefined;
  description?: string | undefined;
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html */
export interface SimulatedLoadBalancer {
  arn: string;
  name: string;
  dnsName: string;
  /** `application` unless given. */
  type?: 'application' | 'network';
  scheme: 'internet-facing' | 'internal';
  vpcId: string;
  createdAt: Date;
  zones: { name: string; subnetId: string }[];
  securityGroups: string[];
  listeners: SimulatedListener[];
  /** 60 unless given. */
  idleTimeoutSeconds?: number;
}

/** A port of a load balancer and what happens to requests there. */
export interface SimulatedListener {
  arn: string;
  port: number;
  protocol: string;
  /** The last one is the default. */
  rules: SimulatedRule[];
}

/** One rule of a listener: forwards to a group, or redirects to HTTPS where it names none. */
export interface SimulatedRule {
  arn: string;
  priority: string;
  /** Path patterns; empty for the default rule. */
  paths: string[];
  /** Host names; any unless given. */
  hosts?: string[];
  targetGroupArn?: string | undefined;
  /** 1 unless given; a group of weight 0 gets nothing. */
  weight?: number;
}
