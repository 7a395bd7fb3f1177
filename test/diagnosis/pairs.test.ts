import { describe } from 'vitest';
import { addLogStream } from '../../src/demo/world/add-service.ts';
import { addTask, type TaskPlan } from '../../src/demo/world/add-task.ts';
import { codes, exited, failed, notStarted, taskGroup, unhealthy } from './given-failures.ts';
import { tellsApart } from './pairs.ts';
import { breakDown, calm, type Failing, rollOut, type Scene } from './scene.ts';

const TIMED_OUT = 'Request timed out';
const EXITED = { stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' };
const OOM = { ...EXITED, exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' };
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

/** A service that stands still, of whose tasks so many ended so long ago. */
function wornBy(count: number, minutes: number, plan: Partial<TaskPlan> = { ...EXITED, exitCode: 1 }) {
  return () => {
    const scene = calm();
    const [deployment] = scene.service.deployments;
    for (let nth = 0; nth < count; nth += 1)
      addTask(scene.world, scene.service, {
        seed: `worn/${nth}`,
        definition: scene.definition,
        startedBy: deployment?.id ?? '',
        createdAt: scene.ago(minutes + 3),
        startedAt: scene.ago(minutes + 2),
        stoppedAt: scene.ago(minutes),
        ...plan,
      });
    return scene;
  };
}

/** The path was answered with 200 an hour ago, when it was asked for under that name. */
function askedBefore(asked: string, failing: Failing) {
  return () => {
    const scene = calm();
    const [old] = scene.tasks;
    if (old)
      addLogStream(scene.world, scene.definition, old).lines.push({
        at: scene.ago(60),
        message: `10.0.0.12 - - "GET ${asked} HTTP/1.1" 200 - "ELB-HealthChecker/2.0"`,
      });
    breakDown(scene, failing);
    return scene;
  };
}

const NOT_FOUND: Failing = {
  target: { state: 'unhealthy', reason: 'Target.ResponseCodeMismatch', description: codes(404) },
};

/** A rollout from these variables to those. */
function variables(
  before: Readonly<Record<string, string>>,
  later: Readonly<Record<string, string>>,
  failing: Failing,
) {
  const list = (all: Readonly<Record<string, string>>) =>
    Object.entries(all).map(([name, value]) => ({ name, value }));
  return () => {
    const scene = calm({ environment: list(before) });
    rollOut(scene, { ...failing, changes: { environment: list(later) } });
    return scene;
  };
}

function memory(before: number, later: number) {
  return () => {
    const scene = calm({ memory: before });
    rollOut(scene, { stopped: OOM, changes: { memory: later } });
    return scene;
  };
}

/** Of one image name, tasks with this digest fail where others run. */
function digest(letter: string | undefined) {
  return () => {
    const scene = calm();
    const [first] = scene.tasks;
    const imageDigest = letter && `sha256:${letter.repeat(64)}`;
    breakDown(scene, {
      stopped: { ...EXITED, exitCode: 1, ...(imageDigest ? { imageDigest } : {}) },
      lines: ['panic: runtime error: invalid memory address'],
    });
    if (first) scene.world.tasks.set(first.taskArn, first);
    return scene;
  };
}

function percents(minimum: number, maximum: number) {
  return () => {
    const scene = calm();
    Object.assign(scene.service.deploymentConfiguration, {
      minimumHealthyPercent: minimum,
      maximumPercent: maximum,
    });
    const still = { failedTasks: 0, createdAt: scene.ago(25), updatedAt: scene.ago(20) };
    Object.assign(rollOut(scene, {}), still);
    return scene;
  };
}

function alarms(triggered: readonly string[]) {
  return () => {
    const scene = failed({})();
    const [newest] = [...scene.world.serviceDeployments.values()].slice(-1);
    if (newest)
      newest.alarms = {
        status: triggered.length > 0 ? 'TRIGGERED' : 'MONITORING',
        alarmNames: ['web-5xx'],
        triggeredAlarmNames: [...triggered],
      };
    return scene;
  };
}

function slowStart(gracePeriodSeconds: number) {
  return () => {
    const scene = calm({ gracePeriodSeconds });
    rollOut(scene, {
      changes: { image: 'web:2' },
      stopped: {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Task failed ELB health checks in (target-group web-tg)',
        exitCode: 143,
      },
      lines: ['Started WebApplication in 94.21 seconds (process running for 96.4)'],
    });
    return scene;
  };
}

function architecture(later: string | undefined) {
  return failed({
    stopped: { ...EXITED, exitCode: 255 },
    lines: ['exec /app: exec format error'],
    adjust: (definition) =>
      later ? { ...definition, runtimePlatform: { cpuArchitecture: later } } : definition,
  });
}

const CRASH: Failing = { stopped: { ...EXITED, exitCode: 1 }, lines: ['Error: DATABASE_URL is not set'] };
const ON_9090: Failing = {
  target: {
    state: 'unhealthy',
    reason: 'Target.FailedHealthChecks',
    description: 'Health checks failed',
  },
  lines: ['Server listening on http://0.0.0.0:9090'],
};
const NOT_USED = { state: 'unused', reason: 'Target.NotInUse' };

describe('two worlds that differ in one fact', () => {
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
    {
      fact: 'the same code for the path that was once answered, or for another one',
      one: askedBefore('/health', NOT_FOUND),
      other: askedBefore('/healthz', NOT_FOUND),
      by: 'rootCause',
      are: ['hc-path-mismatch', 'drift-target-group-edited'],
    },
    {
      fact: 'whether the login or the host is refused',
      one: unhealthy(codes(403)),
      other: unhealthy(codes(403), ['Blocked host: 10.0.10.7:8080']),
      are: ['hc-matcher-mismatch', 'hc-host-header-rejected'],
    },
    {
      fact: 'what the load balancer has no use for: the zone or the group',
      one: unused('Target is in an Availability Zone that is not enabled for the load balancer'),
      other: unused('Target group is not configured to receive traffic from the load balancer'),
      are: ['alb-az-not-enabled', 'tg-not-attached'],
    },
    {
      fact: 'whether the variable that is missed was there before',
      one: variables({ DATABASE_URL: 'postgres://db' }, {}, CRASH),
      other: variables({}, {}, CRASH),
      by: 'rootCause',
      are: ['drift-env-changed', 'app-startup-crash'],
    },
    {
      fact: 'whether the variable that changed has to do with it',
      one: variables({ PORT: '8080' }, { PORT: '9090' }, ON_9090),
      other: variables({ LOG_LEVEL: 'info' }, { LOG_LEVEL: 'debug' }, ON_9090),
      by: 'rootCause',
      are: ['drift-env-changed', 'app-port-mismatch'],
    },
    {
      fact: 'whether memory became less or more',
      one: memory(1024, 512),
      other: memory(512, 1024),
      by: 'rootCause',
      are: ['drift-resources-lowered', 'oom-killed'],
    },
    {
      fact: 'whether the tag has moved',
      one: digest('b'),
      other: digest(undefined),
      by: 'rootCause',
      are: ['drift-image-tag-moved', 'app-startup-crash'],
    },
    {
      fact: 'whether the revision asks for another processor',
      one: architecture('ARM64'),
      other: architecture(undefined),
      by: 'rootCause',
      are: ['drift-runtime-platform-changed', 'image-architecture-mismatch'],
    },
    {
      fact: 'how much may be exchanged at once',
      one: percents(75, 100),
      other: percents(50, 100),
      are: ['deployment-config-deadlock', null],
    },
    {
      fact: 'whether an alarm only watches',
      one: alarms(['web-5xx']),
      other: alarms([]),
      are: ['deployment-alarm-triggered', null],
    },
    {
      fact: 'how long ECS waits for the start',
      one: slowStart(0),
      other: slowStart(120),
      are: ['grace-period-too-short', null],
    },
    {
      fact: 'one task or two that crashed',
      one: wornBy(1, 5),
      other: wornBy(2, 5),
      are: [null, 'app-startup-crash'],
    },
    {
      fact: 'how long ago they crashed',
      one: wornBy(3, 45),
      other: wornBy(3, 5),
      are: [null, 'app-startup-crash'],
    },
    {
      fact: 'whether ECS or somebody stopped them, under the same exit code',
      one: wornBy(3, 5, {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)',
        exitCode: 137,
      }),
      other: wornBy(3, 5, { ...EXITED, exitCode: 137 }),
      are: [null, 'oom-killed'],
    },
    {
      fact: 'the exit code of a program that is said to be missing',
      one: exited(1, ['Error: config not found']),
      other: exited(127, ['/bin/sh: 1: gunicorn: not found']),
      are: ['app-startup-crash', 'entrypoint-not-found'],
    },
    {
      fact: 'why the network interface was not made',
      one: notStarted(
        "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment enabled in subnet 'subnet-1': InsufficientFreeAddressesInSubnet",
      ),
      other: notStarted(
        "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment enabled in subnet 'subnet-1': AuthFailure",
      ),
      are: ['subnet-ip-exhausted', 'eni-create-denied'],
    },
    {
      fact: 'which exporter or database is not reached',
      one: unhealthy(codes(500), ['Error: connect ECONNREFUSED 127.0.0.1:4317']),
      other: unhealthy(codes(500), ['Error: connect ECONNREFUSED 10.0.30.12:5432']),
      are: ['health-endpoint-error', 'dependency-unreachable'],
    },
  ]);
});

function unreached(stoppedReason: string) {
  return {
    unstarted: true,
    unpulled: true,
    changes: { image: 'web:2' },
    stopped: { stopCode: 'TaskFailedToStart', stoppedReason },
  } as const;
}

function unused(description: string) {
  return failed({ target: { ...NOT_USED, description } });
}
