import { calm, type Failing, rollOut, type Scene } from '../scene.ts';
import type { Scenario } from './scenario.ts';

const HEALTH =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html';
const TROUBLE =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html';
const EVENTS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html';

const MISMATCH = 'Target.ResponseCodeMismatch';
const TIMEOUT = { state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' };
const REFUSED = {
  state: 'unhealthy',
  reason: 'Target.FailedHealthChecks',
  description: 'Health checks failed',
};

function answers(code: number | string) {
  return {
    state: 'unhealthy',
    reason: MISMATCH,
    description: `Health checks failed with these codes: [${code}]`,
  };
}

/** Three tasks that the load balancer gave up on, and two that it does not like now. */
function failing(target: Failing['target'], more: Omit<Failing, 'target'> = {}): Failing {
  return {
    ...(target ? { target } : {}),
    stopped: {
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Task failed ELB health checks in (target-group web-tg)',
      exitCode: 143,
    },
    ...more,
  };
}

function scene(
  target: Failing['target'],
  more: Omit<Failing, 'target'> = {},
  change: (scene: Scene) => void = () => {},
) {
  return () => {
    const made = calm();
    change(made);
    rollOut(made, { ...failing(target, more), changes: { image: 'web:2' } });
    return made;
  };
}

/** The group of the tasks, which each scenario shuts in its own way. */
function taskGroup({ world, service }: Scene) {
  const id = service.networkConfiguration?.awsvpcConfiguration.securityGroups[0] ?? '';
  const group = world.network.securityGroups.get(id);
  if (!group) throw new Error('the scene has no security group');
  return group;
}

function balancerGroup({ world }: Scene) {
  const [balancer] = world.loadBalancers.values();
  const group = world.network.securityGroups.get(balancer?.securityGroups[0] ?? '');
  if (!group) throw new Error('the scene has no load balancer');
  return group;
}

/** Makes the load balancer a network one, which has no security group and is not in that of the tasks. */
function asNetwork(made: Scene): void {
  const { world, group } = made;
  const [balancer] = world.loadBalancers.values();
  if (!balancer) return;
  const arn = balancer.arn.replace('/app/', '/net/');
  world.loadBalancers.set(arn, { ...balancer, arn, type: 'network', securityGroups: [] });
  group.loadBalancerArns = [arn];
  taskGroup(made).ipPermissions = [
    { ipProtocol: 'tcp', fromPort: 8080, toPort: 8080, cidrs: ['203.0.113.0/24'] },
  ];
}

function listening(text: string): Omit<Failing, 'target'> {
  return { lines: [text] };
}

const REACHED = ['sg-alb-to-task-blocked', 'nacl-blocked', 'app-binds-loopback', 'no-public-ip'];

/** Sections 5 and 6 of the catalogue of causes: what the load balancer says, and what is behind it. */
export const LOAD_BALANCER_SCENARIOS: readonly Scenario[] = [
  {
    name: 'the path is not known',
    from: HEALTH,
    build: scene(answers(404)),
    verdict: 'confirmed',
    rootCause: 'hc-path-mismatch',
    ruledOut: REACHED,
  },
  {
    name: 'the path redirects to a login',
    from: HEALTH,
    build: scene(answers(302)),
    verdict: 'confirmed',
    rootCause: 'hc-matcher-mismatch',
    ruledOut: REACHED,
  },
  {
    name: 'the path wants a password',
    from: HEALTH,
    build: scene(answers(401)),
    verdict: 'confirmed',
    rootCause: 'hc-matcher-mismatch',
    ruledOut: REACHED,
  },
  {
    name: 'the host header is not allowed',
    from: 'https://docs.djangoproject.com/en/5.0/ref/settings/#allowed-hosts',
    build: scene(answers(400), {
      lines: [
        "Invalid HTTP_HOST header: '10.0.10.7:8080'. You may need to add '10.0.10.7' to ALLOWED_HOSTS.",
      ],
    }),
    verdict: 'confirmed',
    rootCause: 'hc-host-header-rejected',
    ruledOut: REACHED,
  },
  {
    name: 'the health path throws',
    from: TROUBLE,
    build: scene(answers(500), {
      lines: [
        "TypeError: Cannot read properties of undefined (reading 'status')",
        '    at health (/app/health.js:7:12)',
      ],
    }),
    verdict: 'confirmed',
    rootCause: 'health-endpoint-error',
    ruledOut: REACHED,
  },
  {
    name: 'the gateway has no upstream, and nothing is to be read of it',
    from: 'https://github.com/hashicorp/terraform-aws-consul-ecs/issues/323',
    build: scene(answers(503)),
    verdict: 'likely',
    rootCause: 'health-endpoint-error',
    ruledOut: REACHED,
  },
  {
    name: 'the database does not answer',
    from: 'https://nodejs.org/api/errors.html#common-system-errors',
    build: scene(answers(503), { lines: ['Error: connect ECONNREFUSED 10.0.30.12:5432'] }),
    verdict: 'confirmed',
    rootCause: 'dependency-unreachable',
    ruledOut: REACHED,
  },
  {
    name: 'the health check asks a port of its own',
    from: 'https://github.com/aws/copilot-cli/issues/3772',
    build: scene(REFUSED, {}, ({ group }) => {
      group.check.port = '9999';
    }),
    verdict: 'confirmed',
    rootCause: 'hc-port-mismatch',
  },
  {
    name: 'the program listens on loopback',
    from: TROUBLE,
    build: scene(
      REFUSED,
      listening('INFO:     Uvicorn running on http://127.0.0.1:8080 (Press CTRL+C to quit)'),
    ),
    verdict: 'confirmed',
    rootCause: 'app-binds-loopback',
  },
  {
    name: 'the program listens on another port',
    from: TROUBLE,
    build: scene(REFUSED, listening("Tomcat started on port(s): 9090 (http) with context path ''")),
    verdict: 'confirmed',
    rootCause: 'app-port-mismatch',
  },
  {
    name: 'the program speaks TLS, the check does not',
    from: TROUBLE,
    build: scene(
      REFUSED,
      listening(
        'http: TLS handshake error from 10.0.0.12:41234: tls: first record does not look like a TLS handshake',
      ),
    ),
    verdict: 'confirmed',
    rootCause: 'hc-protocol-mismatch',
  },
  {
    name: 'the health path is slower than the check waits',
    from: TROUBLE,
    build: scene(TIMEOUT, {
      lines: ['10.0.0.12 "GET /health HTTP/1.1" 200 "ELB-HealthChecker/2.0" 8200 ms'],
    }),
    verdict: 'confirmed',
    rootCause: 'hc-timeout-too-short',
    ruledOut: ['sg-alb-to-task-blocked'],
  },
  {
    name: 'the tasks’ group does not let the load balancer in',
    from: 'https://repost.aws/knowledge-center/ecs-task-stopped',
    build: scene(TIMEOUT, listening('listening on 0.0.0.0:8080'), (made) => {
      taskGroup(made).ipPermissions = [
        { ipProtocol: 'tcp', fromPort: 5000, toPort: 5000, cidrs: ['0.0.0.0/0'] },
      ];
    }),
    verdict: 'confirmed',
    rootCause: 'sg-alb-to-task-blocked',
    ruledOut: ['no-public-ip'],
  },
  {
    name: 'the load balancer’s group does not let it out',
    from: TROUBLE,
    build: scene(TIMEOUT, listening('listening on 0.0.0.0:8080'), (made) => {
      balancerGroup(made).ipPermissionsEgress = [
        { ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrs: ['0.0.0.0/0'] },
      ];
    }),
    verdict: 'confirmed',
    rootCause: 'alb-sg-egress-blocked',
    ruledOut: ['sg-alb-to-task-blocked', 'no-public-ip'],
  },
  {
    name: 'the network ACL does not let answers out',
    from: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    build: scene(TIMEOUT, listening('listening on 0.0.0.0:8080'), ({ world }) => {
      for (const acl of world.network.acls.values()) {
        const [inbound, outbound] = acl.entries;
        if (!inbound || !outbound) continue;
        acl.entries = [inbound, { ...outbound, protocol: '6', portRange: { from: 443, to: 443 } }];
      }
    }),
    verdict: 'confirmed',
    rootCause: 'nacl-blocked',
    ruledOut: ['sg-alb-to-task-blocked', 'alb-sg-egress-blocked'],
  },
  {
    name: 'the tasks’ group does not know the network load balancer’s addresses',
    from: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html',
    build: scene(REFUSED, listening('listening on 0.0.0.0:8080'), asNetwork),
    verdict: 'confirmed',
    rootCause: 'nlb-client-ip-sg',
    ruledOut: ['sg-alb-to-task-blocked', 'no-public-ip'],
  },
  {
    name: 'the zone is not enabled for the load balancer',
    from: HEALTH,
    build: scene({
      state: 'unused',
      reason: 'Target.NotInUse',
      description: 'Target is in an Availability Zone that is not enabled for the load balancer',
    }),
    verdict: 'confirmed',
    rootCause: 'alb-az-not-enabled',
  },
  {
    name: 'nothing forwards to the group',
    from: HEALTH,
    build: scene({
      state: 'unused',
      reason: 'Target.NotInUse',
      description: 'Target group is not configured to receive traffic from the load balancer',
    }),
    verdict: 'confirmed',
    rootCause: 'tg-not-attached',
  },
  {
    name: 'the target group is gone',
    from: EVENTS,
    build: scene(undefined, {
      events: [
        '(instance i-0a1b2c3d4e5f60718) (port 8080) is not healthy in (target-group web-tg) due to TARGET GROUP IS NOT FOUND',
      ],
    }),
    verdict: 'confirmed',
    rootCause: 'tg-deleted',
  },
  {
    name: 'the target group is in another VPC',
    from: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RegisterTargets.html',
    build: scene(undefined, {
      events: [
        "failed to register targets in (target-group web-tg) with (error The following targets are not in the target group VPC 'vpc-1': '10.0.10.7')",
      ],
    }),
    verdict: 'confirmed',
    rootCause: 'tg-wrong-vpc',
  },
  {
    name: 'the target group takes instances',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html',
    build: scene(
      undefined,
      {
        events: [
          "failed to register targets in (target-group web-tg) with (error Instance ID '10.0.10.7' is not valid)",
        ],
      },
      ({ group }) => {
        group.targetType = 'instance';
      },
    ),
    verdict: 'confirmed',
    rootCause: 'tg-target-type-mismatch',
  },
  {
    name: 'the service-linked role is missing',
    from: EVENTS,
    build: scene(undefined, {
      events: [
        'failed to register targets in (target-group web-tg) with (error Unable to assume the service linked role. Please verify that the ECS service linked role exists.)',
      ],
    }),
    verdict: 'confirmed',
    rootCause: 'service-linked-role-missing',
  },
  {
    name: 'the port that the load balancer names is in no container',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html',
    build: scene(undefined, {
      events: [
        'failed to launch a task with (error The container web did not have a container port 8080 defined.).',
      ],
    }),
    verdict: 'confirmed',
    rootCause: 'lb-container-port-missing',
  },
  {
    name: 'the program starts more slowly than ECS waits',
    from: 'https://docs.spring.io/spring-boot/reference/features/spring-application.html',
    build: scene(undefined, {
      lines: ['Started WebApplication in 94.21 seconds (process running for 96.4)'],
    }),
    verdict: 'confirmed',
    rootCause: 'grace-period-too-short',
    ruledOut: ['no-public-ip', 'sigterm-exit'],
  },
];
