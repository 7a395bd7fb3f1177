import { describe, expect, it } from 'vitest';
import type {
  ContainerDefinition,
  Service,
  Target,
  TargetGroupCheck,
  Task,
} from '../../src/deployment/service.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import type { Line } from '../../src/diagnosis/evidence.ts';
import { lintChecks } from '../../src/diagnosis/lint.ts';
import {
  aContainerDefinition,
  anEvent,
  aSighting,
  aTarget,
  aTargetGroup,
  aTask,
  aTaskDefinition,
  denied,
  known,
  NOW,
} from '../given.ts';

/** A service that is checked as it should be: nothing to say about it. */
interface Given {
  readonly command?: readonly string[];
  readonly container?: Partial<ContainerDefinition>;
  readonly times?: Partial<NonNullable<ContainerDefinition['healthCheck']>>;
  /** Null for a container without a check. */
  readonly check?: null;
  readonly group?: Partial<TargetGroupCheck>;
  readonly role?: 'production' | 'alternate';
  readonly target?: Partial<Target>;
  readonly task?: Partial<Task>;
  readonly stopped?: readonly Task[];
  readonly of?: Partial<Service>;
  readonly lines?: readonly string[];
  /** Behind no load balancer. */
  readonly alone?: true;
}

const UNDECIDED: Partial<Task> = {
  health: 'unknown',
  containers: [{ ...(aTask().containers[0] ?? { name: 'app' }), name: 'app', health: 'unknown' } as never],
};
const FAILS: Partial<Target> = {
  state: 'unhealthy',
  reason: 'Target.FailedHealthChecks',
  description: 'Health checks failed',
};
const codes = (code: string): Partial<Target> => ({
  state: 'unhealthy',
  reason: 'Target.ResponseCodeMismatch',
  description: `Health checks failed with these codes: [${code}]`,
});

function sightingOf(given: Given): Sighting {
  const healthCheck =
    given.check === null
      ? undefined
      : {
          command: given.command ?? ['CMD-SHELL', 'curl -f http://127.0.0.1:5000/health || exit 1'],
          ...{ intervalMs: 30_000, timeoutMs: 5000, retries: 3, startPeriodMs: 0 },
          ...given.times,
        };
  const container = aContainerDefinition({ ports: [5000], healthCheck, ...given.container });
  const group = aTargetGroup([aTarget(given.target)], given.role ? { role: given.role } : {});
  const check: TargetGroupCheck = {
    ...{ arn: group.group.arn, protocol: 'HTTP', port: 'traffic-port', path: '/health', matcher: '200' },
    ...{ intervalMs: 30_000, timeoutMs: 5000, healthyThreshold: 5, unhealthyThreshold: 2, attached: true },
    ...given.group,
  };
  return aSighting({
    ...(given.of ? { of: given.of } : {}),
    tasks: known([aTask(given.task)]),
    stopped: known(given.stopped ?? []),
    definitions: known([aTaskDefinition({ containers: [container] })], 'ecs:DescribeTaskDefinition'),
    targetGroups: given.alone
      ? []
      : [{ ...group, check: known(check, 'elasticloadbalancing:DescribeTargetGroups') }],
  });
}

function linted(given: Given) {
  const lines: readonly Line[] = (given.lines ?? []).map((text) => ({
    at: NOW,
    task: 'a1',
    container: 'app',
    text,
  }));
  return lintChecks(sightingOf(given), known(lines, 'logs:FilterLogEvents'));
}

const ids = (given: Given) => linted(given).map(({ id }) => id);

describe('the lint of health checks', () => {
  it('has nothing to say of checks that are as they should be', () => {
    expect(linted({})).toEqual([]);
  });

  it.each<[string, Given, string, Given]>([
    [
      'a group that checks another port than its traffic goes to',
      { group: { port: '9000' } },
      'hc-port-mismatch',
      { group: { port: '5000' } },
    ],
    [
      'a port that the revision does not map',
      { container: { ports: [8080] } },
      'lb-container-port-missing',
      { container: { ports: [8080, 5000] } },
    ],
    [
      'a container that asks another port and was never seen to pass',
      { command: ['CMD', 'curl', '-f', 'http://127.0.0.1:8080/health'], task: UNDECIDED },
      'checks-ask-two-ports',
      { command: ['CMD', 'curl', '-f', 'http://127.0.0.1:8080/health'] },
    ],
    [
      'a program that says that it listens elsewhere',
      { target: FAILS, lines: ['Listening on http://0.0.0.0:8080'] },
      'app-port-mismatch',
      { target: FAILS, lines: ['Listening on http://0.0.0.0:5000'] },
    ],
    [
      'a program that says that it listens to itself alone',
      { target: FAILS, lines: ['Listening on http://127.0.0.1:5000'] },
      'app-binds-loopback',
      { lines: ['Listening on http://127.0.0.1:5000'] },
    ],
    [
      'another path that the log shows to be served',
      { target: codes('404'), lines: ['"GET /health HTTP/1.1" 404', '"GET /healthz HTTP/1.1" 200'] },
      'hc-path-mismatch',
      { target: codes('404'), lines: ['"GET /health HTTP/1.1" 200', '"GET /healthz HTTP/1.1" 200'] },
    ],
    [
      'routes that the program lists, after its tasks were stopped',
      {
        stopped: [aTask({ stoppedReason: 'Task failed ELB health checks in (target-group web-tg)' })],
        lines: ['INFO routes: GET /, POST /predict'],
      },
      'hc-path-mismatch',
      { lines: ['INFO routes: GET /, POST /predict'] },
    ],
    [
      'two checks that ask for two paths while one fails',
      { group: { path: '/ready' }, target: FAILS },
      'checks-ask-two-paths',
      { group: { path: '/ready' } },
    ],
    [
      'a redirect that does not pass',
      { target: codes('301') },
      'hc-matcher-mismatch',
      { target: codes('404') },
    ],
    [
      'a refusal where no login is',
      { target: codes('401') },
      'hc-matcher-mismatch',
      { target: codes('401'), group: { matcher: '200,400-404' } },
    ],
    [
      'a redirect that only an event tells of',
      {
        target: FAILS,
        of: {
          events: [
            anEvent(
              '(task a) is unhealthy in (target-group web-tg) due to (reason Health checks failed with these codes: [302])',
              2,
            ),
          ],
        },
      },
      'hc-matcher-mismatch',
      {
        of: {
          events: [
            anEvent(
              '(task a) is unhealthy in (target-group web-tg) due to (reason Health checks failed with these codes: [302])',
              2,
            ),
          ],
        },
      },
    ],
    [
      'a group that nothing forwards to',
      { group: { attached: false } },
      'tg-not-attached',
      { group: { attached: false }, role: 'alternate' },
    ],
    [
      'a time-out of a group that is as long as its interval',
      { group: { timeoutMs: 30_000 } },
      'hc-timeout-over-interval',
      { group: { timeoutMs: 29_000 } },
    ],
    [
      'a time-out of a container that is as long as its interval',
      { times: { timeoutMs: 30_000 } },
      'hc-timeout-over-interval',
      { times: { timeoutMs: 29_000 } },
    ],
    [
      'a start that takes longer than the load balancer waits',
      { target: FAILS, lines: ['Started Application in 74.2 seconds'] },
      'grace-period-too-short',
      { target: FAILS, lines: ['Started Application in 74.2 seconds'], of: { gracePeriodMs: 90_000 } },
    ],
    [
      'a start that takes longer than the container’s check waits',
      { lines: ['Started Application in 120 seconds'] },
      'container-hc-start-period',
      { lines: ['Started Application in 120 seconds'], times: { startPeriodMs: 60_000 } },
    ],
    [
      'a tool that a slim image leaves out, while no task passes',
      { container: { image: 'python:3.11-slim' }, task: UNDECIDED },
      'container-hc-tool-missing',
      { container: { image: 'python:3.11-slim' } },
    ],
    [
      'a shell that a distroless image has not',
      {
        command: ['CMD-SHELL', '/app check'],
        container: { image: 'gcr.io/distroless/base' },
        task: UNDECIDED,
      },
      'container-hc-tool-missing',
      { command: ['CMD', '/app', 'check'], container: { image: 'gcr.io/distroless/base' }, task: UNDECIDED },
    ],
    [
      'localhost, while no task passes',
      { command: ['CMD', '/app', 'http://localhost:5000/health'], task: UNDECIDED },
      'container-hc-localhost',
      { command: ['CMD', '/app', 'http://127.0.0.1:5000/health'], task: UNDECIDED },
    ],
    [
      'curl that passes whatever is answered',
      { command: ['CMD-SHELL', 'curl -s http://127.0.0.1:5000/health'] },
      'container-hc-never-fails',
      {},
    ],
    [
      'shell words that no shell reads',
      { command: ['CMD', 'curl -f http://127.0.0.1:5000/health || exit 1'], task: UNDECIDED },
      'container-hc-malformed',
      {},
    ],
    [
      'words without CMD',
      { command: ['curl', '-f', 'http://127.0.0.1:5000/health'], task: UNDECIDED },
      'container-hc-malformed',
      { command: ['CMD', 'curl', '-f', 'http://127.0.0.1:5000/health'], task: UNDECIDED },
    ],
    [
      'no container check, where a HEALTHCHECK in the Dockerfile is ignored',
      { check: null },
      'container-hc-none',
      {},
    ],
  ])('warns of %s', (_, given, id, innocent) => {
    expect(ids(given)).toContain(id);
    expect(ids(innocent)).not.toContain(id);
  });

  it('gives every warning its evidence and what to do', () => {
    const all = [
      ...linted({
        group: { port: '9000', path: '/ready', timeoutMs: 30_000 },
        target: codes('301'),
        task: UNDECIDED,
      }),
      ...linted({ check: null, alone: true }),
    ];
    expect(all.length).toBeGreaterThan(4);
    for (const { because, todo, says } of all) {
      expect(because.length).toBeGreaterThan(0);
      expect(because.every(({ source, what }) => source !== '' && what !== '')).toBe(true);
      expect([todo, says].every((words) => words !== '' && !words.endsWith('.'))).toBe(true);
    }
  });

  it('says warnings before notes, and weighs a service that nothing checks as a warning', () => {
    expect(linted({ check: null }).map(({ weight }) => weight)).toEqual(['note']);
    expect(linted({ check: null, alone: true }).map(({ weight }) => weight)).toEqual(['warning']);
    const weights = linted({ group: { port: '9000' }, task: UNDECIDED }).map(({ weight }) => weight);
    expect(weights).toEqual([...weights].sort().reverse());
  });

  it('warns of each thing once, however many live revisions are checked alike', () => {
    const sighting = sightingOf({ command: ['CMD-SHELL', 'curl http://127.0.0.1:5000/'] });
    expect(
      lintChecks(sighting, known([])).filter(({ id }) => id === 'container-hc-never-fails'),
    ).toHaveLength(1);
  });

  it.each<[string, Partial<Sighting>]>([
    ['the service', { service: denied('ecs:DescribeServices') }],
    ['the task definitions', { definitions: denied('ecs:DescribeTaskDefinition'), targetGroups: [] }],
    [
      'the check of a group',
      {
        definitions: undefined,
        targetGroups: [{ ...aTargetGroup([]), check: denied('elasticloadbalancing:DescribeTargetGroups') }],
      },
    ],
  ])('warns of nothing where %s could not be read', (_, unread) => {
    expect(lintChecks({ ...sightingOf({}), ...unread }, denied('logs:FilterLogEvents'))).toEqual([]);
  });
});
