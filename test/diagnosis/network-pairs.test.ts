import { describe } from 'vitest';
import { codes, failed, taskGroup, unhealthy } from './given-failures.ts';
import { tellsApart } from './pairs.ts';
import type { Scene } from './scene.ts';

const TIMED_OUT = 'Request timed out';

const UP = ['Listening on 0.0.0.0:8080'];

const NO_ECR =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post "https://api.ecr.eu-central-1.amazonaws.com/": dial tcp 34.223.27.76:443: i/o timeout. Please check your task network configuration.';

/** Subnets that get out through an internet gateway, and tasks without a public IP. */
function gateway({ world }: Scene): void {
  for (const table of world.network.routeTables.values())
    for (const route of table.routes)
      if (route.natGatewayId) {
        delete route.natGatewayId;
        route.gatewayId = 'igw-0a1b2c3d';
      }
}

function withoutRoute({ world }: Scene): void {
  for (const table of world.network.routeTables.values()) table.routes = table.routes.slice(0, 1);
}

function withEndpoints(scene: Scene): void {
  gateway(scene);
  const { world, service } = scene;
  for (const name of ['ecr.api', 'ecr.dkr'])
    world.network.endpoints.set(name, {
      vpcEndpointId: `vpce-${name}`,
      vpcId: [...world.network.subnets.values()][0]?.vpcId ?? '',
      serviceName: `com.amazonaws.${world.region}.${name}`,
      vpcEndpointType: 'Interface',
      state: 'available',
      privateDnsEnabled: true,
      subnetIds: [...(service.networkConfiguration?.awsvpcConfiguration.subnets ?? [])],
      groups: [openGroup(scene)],
      routeTableIds: [],
    });
}

/** Lets everybody in. */
function openGroup({ world }: Scene): string {
  world.network.securityGroups.set('sg-0open', {
    groupId: 'sg-0open',
    groupName: 'open',
    ipPermissions: [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrs: ['0.0.0.0/0'] }],
    ipPermissionsEgress: [],
  });
  return 'sg-0open';
}

function balancerGroup({ world }: Scene) {
  const [balancer] = world.loadBalancers.values();
  const group = world.network.securityGroups.get(balancer?.securityGroups[0] ?? '');
  if (!group) throw new Error('the scene has no load balancer');
  return group;
}

function letsIn(given: { readonly ipProtocol?: string; readonly group?: string; readonly cidr?: string }) {
  return (scene: Scene) => {
    const { ipProtocol = 'tcp', group, cidr } = given;
    taskGroup(scene).ipPermissions = [
      {
        ...{ ipProtocol, fromPort: 8080, toPort: 8080 },
        ...(group ? { groups: [group] } : {}),
        ...(cidr ? { cidrs: [cidr] } : {}),
      },
    ];
  };
}

function fromBalancer(scene: Scene): void {
  letsIn({ group: balancerGroup(scene).groupId })(scene);
}

function balancerShut(scene: Scene): void {
  balancerGroup(scene).ipPermissionsEgress = [
    { ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrs: ['0.0.0.0/0'] },
  ];
}

function silent(change: (scene: Scene) => void, lines: readonly string[] = UP) {
  return unhealthy(TIMED_OUT, lines, change);
}

/** An ACL with a denial of that number beside the entry 100 that allows everything. */
function denies(ruleNumber: number) {
  return ({ world }: Scene) => {
    const denial = {
      ...{ ruleNumber, egress: false, ruleAction: 'deny' as const, protocol: '6', cidrBlock: '10.0.0.0/16' },
      portRange: { from: 8080, to: 8080 },
    };
    for (const acl of world.network.acls.values()) {
      const all = [...acl.entries, denial];
      acl.entries = all.sort((one, other) => one.ruleNumber - other.ruleNumber);
    }
  };
}

function asNetwork({ world, group }: Scene): void {
  const [balancer] = world.loadBalancers.values();
  if (!balancer) return;
  const arn = balancer.arn.replace('/app/', '/net/');
  world.loadBalancers.set(arn, { ...balancer, arn, type: 'network', securityGroups: [] });
  group.loadBalancerArns = [arn];
}

function unreached(stoppedReason: string) {
  return {
    unstarted: true,
    unpulled: true,
    changes: { image: 'web:2' },
    stopped: { stopCode: 'TaskFailedToStart', stoppedReason },
  } as const;
}

describe('two networks that differ in one fact', () => {
  tellsApart([
    {
      fact: 'whether tasks without a public IP ever started',
      one: failed(unreached(NO_ECR), gateway),
      other: unhealthy(codes(404), [], gateway),
      are: ['no-public-ip', 'hc-path-mismatch'],
    },
    {
      fact: 'endpoints in place of a public IP',
      one: failed(unreached(NO_ECR), gateway),
      other: failed(unreached(NO_ECR), withEndpoints),
      are: ['no-public-ip', null],
    },
    {
      fact: 'whether the secret was refused or not reached',
      one: failed(
        unreached(
          'ResourceInitializationError: unable to retrieve secret from asm: AccessDeniedException: User: x is not authorized to perform: secretsmanager:GetSecretValue on resource: db',
        ),
        withoutRoute,
      ),
      other: failed(
        unreached(
          'ResourceInitializationError: unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration.',
        ),
        withoutRoute,
      ),
      are: ['secret-access-denied', 'no-egress-route'],
    },
    {
      fact: 'whether the log group was not found or not reached',
      one: failed(
        unreached(
          'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1',
        ),
        withoutRoute,
      ),
      other: failed(
        unreached(
          'ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. : signal: killed',
        ),
        withoutRoute,
      ),
      are: ['log-group-missing', 'no-egress-route'],
    },
    {
      fact: 'in or out: whose security group is shut',
      one: silent(letsIn({ group: 'sg-0other' })),
      other: silent(balancerShut),
      are: ['sg-alb-to-task-blocked', 'alb-sg-egress-blocked'],
    },
    {
      fact: 'the group that a rule names',
      one: silent(letsIn({ group: 'sg-0other' })),
      other: silent(fromBalancer),
      are: ['sg-alb-to-task-blocked', null],
    },
    {
      fact: 'TCP or UDP on the same port',
      one: silent(letsIn({ ipProtocol: 'udp', cidr: '0.0.0.0/0' })),
      other: silent(letsIn({ ipProtocol: 'tcp', cidr: '0.0.0.0/0' })),
      are: ['sg-alb-to-task-blocked', null],
    },
    {
      fact: 'a range around the load balancer or one address of it',
      one: silent(letsIn({ cidr: '10.0.0.5/32' })),
      other: silent(letsIn({ cidr: '10.0.0.0/16' })),
      are: ['sg-alb-to-task-blocked', null],
    },
    {
      fact: 'which of two entries of an ACL comes first',
      one: silent(denies(90)),
      other: silent(denies(110)),
      are: ['nacl-blocked', null],
    },
    {
      fact: 'the kind of load balancer before the same group',
      one: silent((scene) => {
        letsIn({ cidr: '203.0.113.0/24' })(scene);
        asNetwork(scene);
      }),
      other: silent(letsIn({ cidr: '203.0.113.0/24' })),
      are: ['nlb-client-ip-sg', 'sg-alb-to-task-blocked'],
    },
    {
      fact: 'who asked: the load balancer or somebody inside',
      one: silent(letsIn({ group: 'sg-0other' }), ['"GET /health" 200 "curl/8.5.0" 8200 ms']),
      other: silent(letsIn({ group: 'sg-0other' }), ['"GET /health" 200 "ELB-HealthChecker/2.0" 8200 ms']),
      are: ['sg-alb-to-task-blocked', 'hc-timeout-too-short'],
    },
  ]);
});
