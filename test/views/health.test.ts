import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../src/deployment/sighting.ts';
import { judge } from '../../src/deployment/verdict.ts';
import { lintChecks } from '../../src/diagnosis/lint.ts';
import { fitMessage } from '../../src/views/fit.ts';
import { healthMessage } from '../../src/views/health.ts';
import { LIMITS } from '../../src/views/limits.ts';
import {
  aContainerDefinition,
  aSighting,
  aTarget,
  aTargetGroup,
  aTask,
  aTaskDefinition,
  denied,
  known,
  minutesAgo,
  NOW,
} from '../given.ts';

const CHECK = {
  ...{ arn: 'a', protocol: 'HTTP', port: 'traffic-port', path: '/health', matcher: '200-299' },
  ...{ intervalMs: 30_000, timeoutMs: 5000, healthyThreshold: 5, unhealthyThreshold: 2, attached: true },
};
const CONTAINER = aContainerDefinition({
  ports: [5000],
  healthCheck: {
    command: ['CMD-SHELL', 'curl -fs http://localhost:5000/live || exit 1'],
    ...{ intervalMs: 15_000, timeoutMs: 4000, retries: 4, startPeriodMs: 60_000 },
  },
});
const REFUSED = {
  ...{ state: 'unhealthy', reason: 'Target.ResponseCodeMismatch' },
  description: 'Health checks failed with these codes: [404]',
};

function balanced(given: Partial<Sighting> & { readonly graceMs?: number } = {}): Sighting {
  const { graceMs = 0, ...rest } = given;
  return aSighting({
    of: { gracePeriodMs: graceMs },
    tasks: known([aTask({ id: 'feedbeef00', privateIp: '10.0.1.10' })], 'ecs:DescribeTasks'),
    definitions: known([aTaskDefinition({ containers: [CONTAINER] })], 'ecs:DescribeTaskDefinition'),
    targetGroups: [
      {
        ...aTargetGroup([aTarget(REFUSED)]),
        check: known(CHECK, 'elasticloadbalancing:DescribeTargetGroups'),
      },
    ],
    ...rest,
  });
}

function shown(sighting: Sighting, lines = known([])) {
  const verdict = judge(sighting, NOW);
  const lints = lintChecks(sighting, lines);
  return healthMessage({ sighting, verdict, lints, lines, now: NOW, defaultEnv: 'prod-eu' });
}

/** The fixed-width part of the blocks. */
function table(sighting: Sighting): string {
  return shown(sighting)
    .blocks.flatMap((block) => (block.type === 'rich_text' ? block.elements : []))
    .flatMap(({ elements }) => elements.map(({ text }) => text))
    .join('\n');
}

describe('the health of one service', () => {
  it('shows both checks side by side', () => {
    expect(table(balanced({ graceMs: 90_000 }))).toBe(
      [
        '            container app, rev 14    target group web-tg',
        'asks        /live on localhost:5000  /health on the traffic',
        '                                     port, 5000',
        'by          curl -fs                 HTTP GET',
        '            http://localhost:5000/',
        '            live || exit 1',
        'passes      exit code 0              code 200-299',
        'every       15 s                     30 s',
        'time-out    4 s                      5 s',
        'fails after 4 failures in a row      2 failures in a row',
        'start       first 60 s free          grace 90 s, for both',
        'gives up    120 s after start        90 s after start',
      ].join('\n'),
    );
  });

  it('shows groups of one container that are checked alike in one column', () => {
    const check = known(CHECK, 'elasticloadbalancing:DescribeTargetGroups');
    const group = (name: string) => ({ ...aTargetGroup([aTarget()], { name }), check });
    const other = { ...group('c'), check: known({ ...CHECK, path: '/ready' }) };
    const text = table(balanced({ targetGroups: [group('a'), group('b'), other] }));
    expect(text).toContain('target group a, b');
    expect(text.match(/^asks/gm)).toHaveLength(2);
  });

  it('says both results of every task, the code in words and kept, and what their contrast means', () => {
    const { text } = shown(balanced());
    expect(text).toContain('🔴 UNHEALTHY prod/web · containers: 1 healthy · web-tg: 1 unhealthy');
    expect(text).toContain('Well inside, refused outside');
    expect(text).toContain('/snail diagnose prod/web looks for the cause');
    expect(text).toContain('1 task of rev 14 feedbeef · up 9 h 54 min');
    expect(text).toContain('container: healthy [HEALTHY]');
    expect(text).toContain(
      'web-tg: unhealthy on port 5000: the application answered with a code that does not pass [Target.ResponseCodeMismatch] Health checks failed with these codes: [404]',
    );
  });

  it('says warnings with their evidence and what to do, and that they are no verdicts', () => {
    const { text } = shown(balanced());
    expect(text).toMatch(/Worth a look \(warnings, not verdicts\)\n⚠️ The load balancer asks \/health, and/);
    expect(text).toContain(
      'HealthCheckPath of web-tg: “/health” (elasticloadbalancing:DescribeTargetGroups, just now)',
    );
    expect(text).toContain('→ Let both ask the path that the program serves');
  });

  it('says the age and the source of everything', () => {
    const { text } = shown(
      balanced({ tasks: known([aTask()], 'ecs:DescribeTasks', new Date(NOW.getTime() - 9000)) }),
    );
    expect(text).toMatch(/ecs:DescribeTasks \(tasks\) 9 s ago/);
    expect(text).toMatch(/DescribeTargetHealth \(targets of web-tg\) just now/);
  });

  it.each<[string, Partial<Sighting>, readonly RegExp[]]>([
    [
      'the service',
      { service: denied('ecs:DescribeServices'), targetGroups: [], definitions: undefined },
      [/UNKNOWN prod\/web · the service unknown – needs ecs:DescribeServices/],
    ],
    [
      'the tasks',
      { tasks: denied('ecs:ListTasks') },
      [
        /Not read\n• tasks and their container health unknown – needs ecs:ListTasks/,
        /1 target of web-tg 10\.0\.1\.10:5000/,
      ],
    ],
    [
      'the task definitions',
      { definitions: denied('ecs:DescribeTaskDefinition') },
      [
        /how the containers are checked unknown – needs ecs:DescribeTaskDefinition/,
        /target group web-tg: asks \/health/,
      ],
    ],
    [
      'target health',
      {
        targetGroups: [
          { ...aTargetGroup(denied('elasticloadbalancing:DescribeTargetHealth')), check: known(CHECK) },
        ],
      },
      [
        /target health of web-tg unknown – needs elasticloadbalancing:DescribeTargetHealth/,
        /container: healthy/,
      ],
    ],
    [
      'the check of a group',
      {
        targetGroups: [
          { ...aTargetGroup([aTarget()]), check: denied('elasticloadbalancing:DescribeTargetGroups') },
        ],
      },
      [/its check unknown – needs elasticloadbalancing:DescribeTargetGroups/, /web-tg: healthy on port 5000/],
    ],
  ])('shows the rest where %s may not be read, and which permission that needs', (_, unread, says) => {
    const { text } = shown(balanced(unread));
    for (const said of says) expect(text).toMatch(said);
  });

  it('misses a target only where the targets were read', () => {
    const missed = 'load balancer: no target of it is known';
    const unread = denied('elasticloadbalancing:DescribeTargetHealth');
    expect(shown(balanced({ targetGroups: [aTargetGroup([])] })).text).toContain(missed);
    expect(shown(balanced({ targetGroups: [aTargetGroup(unread)] })).text).not.toContain(missed);
  });

  it('says that lines could not be read, and nothing where nobody needed them', () => {
    expect(shown(balanced(), denied('logs:FilterLogEvents') as never).text).toContain(
      'log lines (routes, start-up time) unknown – needs logs:FilterLogEvents',
    );
    const pending = { kind: 'unknown', why: 'pending', detail: 'not needed' } as never;
    expect(shown(balanced(), pending).text).not.toContain('log lines');
  });

  it.each<[string, Partial<Sighting>, RegExp]>([
    ['is behind no load balancer', { targetGroups: [] }, /Behind no load balancer/],
    [
      'has no container check',
      { definitions: known([aTaskDefinition()]) },
      /asks nothing: no check defined[\s\S]*ECS ignores a HEALTHCHECK/,
    ],
    ['has no task', { tasks: known([]) }, /No task runs or is about to\./],
    [
      'lost tasks to its checks',
      {
        stopped: known([
          aTask({
            stoppedReason: 'Task failed ELB health checks in (target-group x)',
            stoppedAt: minutesAgo(2),
          }),
        ]),
      },
      /🔴 1 task of rev 14 stopped for their checks in the last hour: “Task failed ELB health checks”, last 2 min ago/,
    ],
    [
      'has instances whose ports lead to several tasks',
      {
        tasks: known([
          aTask({ privateIp: undefined, hostPorts: [80] }),
          aTask({ privateIp: undefined, hostPorts: [80] }),
        ]),
        targetGroups: [aTargetGroup([aTarget({ id: 'i-0aaaaaaaaaaaaaaaa', port: 80 })])],
      },
      /1 target of web-tg i-0aaaaaaaaaaaaaaaa:80 · an instance’s port that leads to no task, or to several/,
    ],
  ])('is told of one that %s', (_, given, says) => {
    expect(shown(balanced(given)).text).toMatch(says);
  });

  it('stays small with two hundred tasks in four groups that all fare alike, and within what Slack takes', () => {
    const tasks = Array.from({ length: 200 }, (_, nth) =>
      aTask({ privateIp: `10.0.${nth >> 7}.${nth & 127}` }),
    );
    const groups = ['a', 'b', 'c', 'd'].map((name) => ({
      ...aTargetGroup(
        tasks.map(({ privateIp = '' }) => aTarget({ id: privateIp })),
        { name },
      ),
      check: known(CHECK),
    }));
    const message = shown(balanced({ tasks: known(tasks), targetGroups: groups }));
    expect(message.text).toContain('200 tasks of rev 14');
    expect(message.text.length).toBeLessThan(LIMITS.messageText);
    expect(fitMessage(message)).toEqual(message);
  });

  it('is cut visibly where two hundred tasks all fare differently', () => {
    const tasks = Array.from({ length: 200 }, (_, nth) =>
      aTask({ privateIp: `10.0.${nth >> 7}.${nth & 127}` }),
    );
    const targets = tasks.map(({ privateIp = '' }, nth) =>
      aTarget({ ...REFUSED, id: privateIp, port: 30_000 + nth }),
    );
    const { text } = shown(
      balanced({ tasks: known(tasks), targetGroups: [{ ...aTargetGroup(targets), check: known(CHECK) }] }),
    );
    expect(text).toContain('and 188 more results');
  });

  it('lets nothing from outside ping or mark up', () => {
    const containers = [
      {
        ...CONTAINER,
        name: '<!channel>*bold*',
        healthCheck: { ...CONTAINER.healthCheck!, command: ['CMD', '<@U1>'] },
      },
    ];
    const { blocks } = shown(
      balanced({
        definitions: known([aTaskDefinition({ containers })]),
        targetGroups: [
          aTargetGroup([aTarget({ ...REFUSED, description: '<!here> `x`' })], { name: '<!everyone>' }),
        ],
      }),
    );
    const marked = JSON.stringify(blocks.filter(({ type }) => type !== 'rich_text'));
    expect(marked).not.toMatch(/<[!@](?!date)/);
  });
});
