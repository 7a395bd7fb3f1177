import { createHash } from 'node:crypto';

/** Where a name belongs. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** The same 32 hexadecimal digits for the same seed, as in a task's id. */
export function hexId(seed: string, length = 32): string {
  return createHash('sha256').update(seed).digest('hex').slice(0, length);
}

/** The same 19 digits for the same seed, as in `ecs-svc/1234567890123456789`. */
export function digitId(seed: string): string {
  return String(BigInt(`0x${hexId(seed, 15)}`) + 10n ** 18n);
}

/** The same address of 10.0.0.0/8 for the same seed. */
export function privateIp(seed: string): string {
  const bytes = createHash('sha256').update(seed).digest();
  return `10.${[1, 2, 3].map((at) => 1 + ((bytes[at] ?? 0) % 253)).join('.')}`;
}

/** An availability zone of the region: `a` or `b`. */
export function zoneOf(place: Place, nth: number): string {
  return `${place.region}${nth % 2 === 0 ? 'a' : 'b'}`;
}

/** The name at the end of an ARN, or the name itself where no ARN was given. */
export function lastSegment(arnOrName: string): string {
  return arnOrName.slice(arnOrName.lastIndexOf('/') + 1);
}

/** ARN of a cluster, in the long format like all of these. */
export function clusterArn(place: Place, name: string): string {
  return ecsArn(place, `cluster/${name}`);
}

/** ARN of a service. */
export function serviceArn(place: Place, cluster: string, name: string): string {
  return ecsArn(place, `service/${cluster}/${name}`);
}

/** ARN of a task. */
export function taskArn(place: Place, cluster: string, id: string): string {
  return ecsArn(place, `task/${cluster}/${id}`);
}

/** ARN of a task set; the id begins with `ecs-svc/`. */
export function taskSetArn(place: Place, cluster: string, service: string, id: string): string {
  return ecsArn(place, `task-set/${cluster}/${service}/${id}`);
}

/** ARN of a task definition revision. */
export function taskDefinitionArn(place: Place, family: string, revision: number): string {
  return ecsArn(place, `task-definition/${family}:${revision}`);
}

/** ARN of a container instance. */
export function containerInstanceArn(place: Place, cluster: string, id: string): string {
  return ecsArn(place, `container-instance/${cluster}/${id}`);
}

/** ARN of one entry of a service's deployment history. */
export function serviceDeploymentArn(place: Place, cluster: string, service: string, id: string): string {
  return ecsArn(place, `service-deployment/${cluster}/${service}/${id}`);
}

/** ARN of a service revision. */
export function serviceRevisionArn(place: Place, cluster: string, service: string, id: string): string {
  return ecsArn(place, `service-revision/${cluster}/${service}/${id}`);
}

/** ARN of a target group; the id behind the name follows from the name. */
export function targetGroupArn(place: Place, name: string): string {
  return elbArn(place, `targetgroup/${name}/${hexId(`${place.account}/${place.region}/${name}`, 16)}`);
}

/** ARN of an application load balancer. */
export function loadBalancerArn(place: Place, name: string): string {
  return elbArn(
    place,
    `loadbalancer/app/${name}/${hexId(`lb/${place.account}/${place.region}/${name}`, 16)}`,
  );
}

/** ARN of a log group, without the trailing `:*`. */
export function logGroupArn(place: Place, name: string): string {
  return `arn:aws:logs:${place.region}:${place.account}:log-group:${name}`;
}

function ecsArn(place: Place, rest: string): string {
  return `arn:aws:ecs:${place.region}:${place.account}:${rest}`;
}

function elbArn(place: Place, rest: string): string {
  return `arn:aws:elasticloadbalancing:${place.region}:${place.account}:${rest}`;
}
