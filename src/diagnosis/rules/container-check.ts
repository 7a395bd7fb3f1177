import type { ContainerHealthCheck, Task } from '../../deployment/service.ts';
import { checkThatStopped } from '../../deployment/stopped-tasks.ts';
import { checkWords } from '../check-words.ts';
import { type Clue, lineClues, matching, proofOf, taskProof } from '../clues.ts';
import { type Evidence, settingsOf } from '../evidence.ts';
import { startedIn } from '../listening.ts';
import { NOTHING, type Proof, type Rule, ruledOut, type Verdict } from '../rule.ts';
import { cluesIn, proofsOf } from '../saying.ts';

const CHECKS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html';
const SETTINGS = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html';

/** A container check that fails: what it is, and what shows that it fails. */
interface FailingCheck {
  readonly container: string;
  readonly check: ContainerHealthCheck;
  readonly proof: readonly Proof[];
  readonly tasks: readonly Task[];
}

const FAILS = /failed container health checks/i;
const FROM_INSIDE = /\b127\.0\.0\.1\b|::1\b|\blocalhost\b/;
const CHECKER = /ELB-HealthChecker/;
/** Where a program says that it listens on the name of its own task, and so not on loopback. */
const ON_OWN_NAME =
  /\b(?:local|listening|running|serving|started|ready)\b.{0,40}?https?:\/\/ip-(?:\d{1,3}-){3}\d{1,3}[\w.-]*:\d{2,5}/i;
const TOOL = /\b(curl|wget|nc|netcat|grpc_health_probe)\b/;

/** Rules about the check that runs inside the container. Its output is nowhere to be read, so that other facts must tell. */
export const containerCheckRules: readonly Rule[] = [
  {
    id: 'container-hc-malformed',
    title: 'The container’s health check is no command',
    source: SETTINGS,
    examine: malformed,
  },
  {
    id: 'container-hc-start-period',
    title: 'The container’s health check does not wait until the program is up',
    source: SETTINGS,
    examine: tooEarly,
  },
  {
    id: 'container-hc-wrong-endpoint',
    title: 'The container’s health check asks for what the program does not serve',
    source: CHECKS,
    examine: wrongEndpoint,
  },
  {
    id: 'container-hc-tool-missing',
    title: 'The container’s health check uses a tool that the image does not have',
    source: CHECKS,
    examine: toolMissing,
  },
];

/** Shell words under CMD, or no CMD at all: it fails from the first second. */
function malformed(evidence: Evidence): Verdict {
  const failing = failingCheck(evidence);
  if (!failing) return NOTHING;
  const [first = '', ...rest] = failing.check.command;
  const shell = first === 'CMD' && rest.some((word) => /[|&;<>]|\s.*\s/.test(word));
  const noKind = first !== 'CMD' && first !== 'CMD-SHELL';
  if (!shell && !noKind) return NOTHING;
  return confirmed(failing, {
    says: shell
      ? `the health check of ${failing.container} uses shell words under CMD, where no shell reads them`
      : `the health check of ${failing.container} begins with neither CMD nor CMD-SHELL`,
    because: [commandProof(failing)],
    remedy: 'write it as ["CMD-SHELL", "…"]',
  });
}

function tooEarly(evidence: Evidence): Verdict {
  const failing = failingCheck(evidence);
  if (!failing) return NOTHING;
  const { startPeriodMs, intervalMs, retries } = failing.check;
  const patienceMs = startPeriodMs + intervalMs * retries;
  const [slow] = lineClues(evidence).filter(({ text }) => (startedIn(text) ?? 0) > patienceMs);
  if (!slow) return NOTHING;
  const tookMs = startedIn(slow.text) ?? 0;
  return confirmed(failing, {
    says: `the program takes ${Math.round(tookMs / 1000)} s to start, and the container’s health check gives up after ${patienceMs / 1000} s`,
    because: [proofOf(slow), commandProof(failing)],
    remedy: 'raise startPeriod (at most 300 s), or start faster',
  });
}

function wrongEndpoint(evidence: Evidence): Verdict {
  const failing = failingCheck(evidence);
  if (!failing) return NOTHING;
  const asked = matching(lineClues(evidence), FROM_INSIDE).filter(
    ({ text }) => failsInside(text, failing.check) && !isListening(text),
  );
  const [elsewhere] = matching(lineClues(evidence), ON_OWN_NAME);
  if (elsewhere && FROM_INSIDE.test(failing.check.command.join(' ')))
    return confirmed(failing, {
      says: `the health check of ${failing.container} asks loopback, and the program listens on the task’s own name alone`,
      because: [proofOf(elsewhere), commandProof(failing)],
      remedy: 'let the program listen on 0.0.0.0 (for Next.js set HOSTNAME to it in the task definition)',
    });
  if (asked.length === 0) return NOTHING;
  return confirmed(failing, {
    says: `the health check of ${failing.container} gets no good answer from inside the container`,
    because: [...proofsOf(asked), commandProof(failing)],
    remedy: 'correct its port and path; use 127.0.0.1 where the program listens on IPv4 alone',
  });
}

function toolMissing(evidence: Evidence): Verdict {
  const failing = failingCheck(evidence);
  const tool = TOOL.exec(failing?.check.command.join(' ') ?? '')?.[1];
  if (!failing || !tool) return NOTHING;
  const lines = lineClues(evidence);
  const inside = matching(lines, FROM_INSIDE).filter(({ text }) => !isListening(text));
  if (inside.length > 0) return ruledOut('the check’s own requests are in the log', ...proofsOf(inside));
  const missing = matching(lines, new RegExp(`${tool}: (?:command )?not found|exec: "?${tool}`, 'i'));
  const passes = passing(evidence, lines);
  if (missing.length === 0 && passes.length === 0) return NOTHING;
  const about = {
    says: `the health check of ${failing.container} calls ${tool}, and no request of it ever arrives while the load balancer’s do`,
    because: [...proofsOf(missing), ...passes, commandProof(failing)],
    remedy: `put ${tool} into the image, or let the program’s own runtime make the request`,
    explains: Math.max(1, failing.tasks.length),
  };
  if (missing.length > 0) return { kind: 'confirmed', ...about };
  return { kind: 'likely', ...about, settle: `whether the image has ${tool} (and /bin/sh)` };
}

/** What shows that the program itself is well: the load balancer's view of it. */
function passing({ sighting, suspect }: Evidence, lines: readonly Clue[]): readonly Proof[] {
  const good = lines.filter(({ text }) => CHECKER.test(text) && /\b200\b/.test(text)).slice(-1);
  const ours = new Set(suspect.tasks.flatMap(({ privateIp }) => privateIp ?? []));
  const healthy = sighting.targetGroups.flatMap(({ group, targets }) =>
    (targets.kind === 'known' ? targets.value : [])
      .filter(({ id, state }) => state === 'healthy' && ours.has(id))
      .map(({ id }) => ({
        source: 'elasticloadbalancing:DescribeTargetHealth',
        what: `TargetHealth.State of ${id} in ${group.name}`,
        value: 'healthy',
        at: targets.kind === 'known' ? targets.readAt : undefined,
      })),
  );
  return [...good.map(proofOf), ...healthy.slice(0, 1)];
}

function failingCheck(evidence: Evidence): FailingCheck | undefined {
  const { suspect } = evidence;
  const stopped = suspect.failing.filter((task) => checkThatStopped(task)?.by === 'container');
  const running = suspect.failing.filter(
    ({ lastStatus, health }) => lastStatus === 'running' && health === 'unhealthy',
  );
  const tasks = [...running, ...stopped];
  const said = matching(cluesIn(evidence, ['stop', 'event']), FAILS);
  if (tasks.length === 0 && said.length === 0) return undefined;
  const settings = settingsOf(evidence, suspect.revision?.arn);
  const checked = settings?.containers.filter(
    ({ healthCheck, essential }) => healthCheck !== undefined && essential,
  );
  const unhealthy = new Set(
    tasks.flatMap(({ containers }) =>
      containers.filter(({ health }) => health === 'unhealthy').map(({ name }) => name),
    ),
  );
  const one = checked?.find(({ name }) => unhealthy.has(name)) ?? checked?.[0];
  if (!one?.healthCheck) return undefined;
  const proof =
    said.length > 0
      ? proofsOf(said)
      : running.slice(0, 1).map((task) => taskProof(task, 'healthStatus', 'UNHEALTHY', undefined));
  return { container: one.name, check: one.healthCheck, proof, tasks };
}

function confirmed(
  { proof, tasks }: FailingCheck,
  {
    because,
    ...given
  }: { readonly says: string; readonly because: readonly Proof[]; readonly remedy: string },
): Verdict {
  return {
    kind: 'confirmed',
    ...given,
    because: [...because, ...proof],
    explains: Math.max(1, tasks.length),
  };
}

function commandProof({ container, check }: FailingCheck): Proof {
  return {
    source: 'ecs:DescribeTaskDefinition',
    what: `containerDefinitions[${container}].healthCheck`,
    value: checkWords(check),
    at: undefined,
  };
}

/** The answer's code, and not its size, is bad; or the very port that is asked refuses. */
function failsInside(text: string, { command }: ContainerHealthCheck): boolean {
  const code =
    /HTTP\/[\d.]+"?,? (\d{3})\b/.exec(text)?.[1] ??
    /(?:GET|HEAD) \S{1,300}\D{0,40} ([45]\d\d)\b/.exec(text)?.[1];
  if (code !== undefined) return Number(code) >= 400;
  const port = /:(\d{2,5})\b/.exec(command.join(' '))?.[1];
  const refused = /:(\d{2,5})\b/.exec(text)?.[1];
  return /refused/i.test(text) && (port === undefined || refused === undefined || port === refused);
}

/** A line that only says where the program listens. */
function isListening(text: string): boolean {
  return /\b(?:listen|running on|serving|bound)/i.test(text);
}
