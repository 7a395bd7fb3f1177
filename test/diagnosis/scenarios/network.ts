import { calm, rollOut, type Scene } from '../scene.ts';
import type { Scenario } from './scenario.ts';

const TIMEOUT =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post "https://api.ecr.us-west-2.amazonaws.com/": dial tcp 34.223.27.76:443: i/o timeout. Please check your task network configuration.';
const SECRET =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 5 time(s): failed to fetch secret arn:aws:secretsmanager:us-west-2:123456789012:secret:DBPasswordSecret from secrets manager: RequestCanceled: request context canceled caused by: context deadline exceeded. Please check your task network configuration.';

function scene(text: string, change: (scene: Scene) => void) {
  return () => {
    const made = calm();
    change(made);
    rollOut(made, {
      unstarted: true,
      unpulled: true,
      stopped: { stopCode: 'TaskFailedToStart', stoppedReason: text },
    });
    return made;
  };
}

/** Gives the private subnets another way out, or none. */
function route(
  { world }: Scene,
  out:
    | { readonly gatewayId: string }
    | { readonly natGatewayId: string; readonly state: 'blackhole' }
    | undefined,
): void {
  const [table] = world.network.routeTables.values();
  if (!table) throw new Error('the scene has no route table');
  const own = table.routes.filter(({ destinationCidrBlock }) => destinationCidrBlock !== '0.0.0.0/0');
  table.routes = out ? [...own, { destinationCidrBlock: '0.0.0.0/0', state: 'active', ...out }] : own;
}

function endpoint({ world, service }: Scene, groups: readonly string[], privateDnsEnabled = true): void {
  world.network.endpoints.set('vpce-0secrets', {
    vpcEndpointId: 'vpce-0secrets',
    vpcId: [...world.network.subnets.values()][0]?.vpcId ?? '',
    serviceName: `com.amazonaws.${world.region}.secretsmanager`,
    vpcEndpointType: 'Interface',
    state: 'available',
    privateDnsEnabled,
    subnetIds: [...(service.networkConfiguration?.awsvpcConfiguration.subnets ?? [])],
    groups: [...groups],
    routeTableIds: [],
  });
}

function tasksGroup({ service, world }: Scene) {
  const id = service.networkConfiguration?.awsvpcConfiguration.securityGroups[0] ?? '';
  const group = world.network.securityGroups.get(id);
  if (!group) throw new Error('the scene has no security group');
  return group;
}

/** What a task must reach before it can start. In some of these worlds the missing public IP is the cause, in most it is not. */
export const NETWORK_SCENARIOS: readonly Scenario[] = [
  {
    name: 'no public IP, and the subnet gets out only with one',
    from: 'https://github.com/nikovirtala/cdk-github-actions-runner/pull/3',
    build: scene(TIMEOUT, (made) => route(made, { gatewayId: 'igw-0a1b2c3d' })),
    verdict: 'confirmed',
    rootCause: 'no-public-ip',
    ruledOut: ['egress-sg-blocked', 'no-egress-route'],
  },
  {
    name: 'no route to anywhere',
    from: 'https://github.com/docker-archive/compose-cli/issues/911',
    build: scene(TIMEOUT, (made) => route(made, undefined)),
    verdict: 'confirmed',
    rootCause: 'no-egress-route',
    ruledOut: ['no-public-ip', 'egress-sg-blocked'],
  },
  {
    name: 'the NAT gateway is gone',
    from: 'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html',
    build: scene(TIMEOUT, (made) => route(made, { natGatewayId: 'nat-0a1b2c3d', state: 'blackhole' })),
    verdict: 'confirmed',
    rootCause: 'no-egress-route',
    ruledOut: ['no-public-ip'],
  },
  {
    name: 'the tasks’ group lets no HTTPS out',
    from: 'https://github.com/Releem/releem-agent/issues/195',
    build: scene(SECRET, (made) => {
      tasksGroup(made).ipPermissionsEgress = [
        { ipProtocol: 'tcp', fromPort: 5432, toPort: 5432, cidrs: ['10.0.0.0/16'] },
      ];
    }),
    verdict: 'confirmed',
    rootCause: 'egress-sg-blocked',
    ruledOut: ['no-public-ip', 'no-egress-route'],
  },
  {
    name: 'the endpoint does not let the tasks in',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/verify-connectivity.html',
    build: scene(SECRET, (made) => {
      route(made, undefined);
      made.world.network.securityGroups.set('sg-0endpoint', {
        groupId: 'sg-0endpoint',
        groupName: 'endpoint',
        ipPermissions: [],
        ipPermissionsEgress: [],
      });
      endpoint(made, ['sg-0endpoint']);
    }),
    verdict: 'confirmed',
    rootCause: 'vpc-endpoint-blocked',
    ruledOut: ['no-public-ip', 'no-egress-route'],
  },
  {
    name: 'the endpoint has no private DNS',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/verify-connectivity.html',
    build: scene(SECRET, (made) => {
      route(made, undefined);
      endpoint(made, [tasksGroup(made).groupId], false);
    }),
    verdict: 'confirmed',
    rootCause: 'vpc-endpoint-blocked',
    ruledOut: ['no-public-ip'],
  },
  {
    name: 'the registry times out though the way out is open: nothing that can be read says why',
    from: 'https://github.com/deepfence/terraform-aws-cloud-scanner/issues/13',
    build: scene(
      'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref quay.io/deepfenceio/cloud-scanner:latest: failed to do request: Head "https://quay.io/v2/deepfenceio/cloud-scanner/manifests/latest": dial tcp 3.210.148.47:443: i/o timeout',
      () => {},
    ),
    verdict: 'insufficient-evidence',
    rootCause: null,
    ruledOut: ['no-public-ip', 'no-egress-route', 'egress-sg-blocked'],
  },
];
