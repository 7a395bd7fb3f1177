import type { Target, TargetGroupCheck } from '../deployment/service.ts';
import type { TargetGroupSighting } from '../deployment/sighting.ts';
import { checkThatStopped } from '../deployment/stopped-tasks.ts';
import { isUnhealthy } from '../deployment/target-health.ts';
import { lineClue, proofOf } from './clues.ts';
import type { Lint, LintedContainer, LintScene } from './lint.ts';
import { commandProof } from './lint-command.ts';
import { listeningOn } from './listening.ts';
import { routesIn } from './routes.ts';
import type { Proof } from './rule.ts';

interface Checked extends TargetGroupSighting {
  readonly how: TargetGroupCheck;
  readonly readAt: Date;
  readonly members: readonly Target[];
  readonly isFailing: boolean;
}

/** What is odd about how target groups are checked, beside the containers in them. */
export function targetGroupLints(scene: LintScene): readonly Lint[] {
  return scene.sighting.targetGroups.flatMap((seen) => {
    if (seen.check?.kind !== 'known') return [];
    const members = seen.targets.kind === 'known' ? seen.targets.value : [];
    const isFailing = members.some(isUnhealthy) || stoppedFor(seen, scene);
    const checked = { ...seen, how: seen.check.value, readAt: seen.check.readAt, members, isFailing };
    return [
      ...unattached(checked),
      ...portMismatch(checked, scene),
      ...pathMismatch(checked, scene),
      ...codeOutsideMatcher(checked, scene),
    ];
  });
}

/** Between two tries no target is there to be unhealthy; those that were stopped for it tell the same. */
function stoppedFor({ group }: TargetGroupSighting, { sighting }: LintScene): boolean {
  const stopped = sighting.stopped?.kind === 'known' ? sighting.stopped.value : [];
  return stopped.some(
    (task) =>
      checkThatStopped(task)?.by === 'load-balancer' && (task.stoppedReason ?? '').includes(group.name),
  );
}

function unattached({ group, how, readAt }: Checked): readonly Lint[] {
  // The idle half of a blue/green pair, or a group between two task sets, is attached when its time comes.
  if (how.attached || group.role !== 'production') return [];
  return [
    {
      id: 'tg-not-attached',
      weight: 'warning',
      says: `no load balancer forwards to ${group.name}, so that nothing checks its targets`,
      because: [groupProof(group.name, 'LoadBalancerArns', 'empty', readAt)],
      todo: 'add a listener rule that forwards to it',
    },
  ];
}

/** A group asks its own port only where it was told to; ECS registers the port of the container. */
function portMismatch(checked: Checked, scene: LintScene): readonly Lint[] {
  const { group, how, readAt, members } = checked;
  const owners = scene.containers.filter(({ definition }) => definition.name === group.containerName);
  const asked = how.port === undefined || how.port === 'traffic-port' ? undefined : Number(how.port);
  const registered = members.find(({ port }) => port !== undefined)?.port ?? group.containerPort;
  const own =
    asked !== undefined && registered !== undefined && asked !== registered
      ? [
          {
            id: 'hc-port-mismatch',
            weight: 'warning' as const,
            says: `the load balancer checks port ${asked} of ${group.name}, and its traffic goes to port ${registered}`,
            because: [groupProof(group.name, 'HealthCheckPort', String(asked), readAt)],
            todo: 'set the health check port to traffic-port, unless the program answers checks on a port of its own',
          },
        ]
      : [];
  return [
    ...own,
    ...owners.flatMap((owner) => notMapped(checked, owner)),
    ...owners.flatMap((owner) => containerAsksElsewhere(checked, owner)),
    ...listensElsewhere(checked, scene),
  ];
}

function notMapped({ group }: Checked, { definition, revision, readAt }: LintedContainer): readonly Lint[] {
  const { containerPort } = group;
  if (
    containerPort === undefined ||
    definition.ports.length === 0 ||
    definition.ports.includes(containerPort)
  )
    return [];
  return [
    {
      id: 'lb-container-port-missing',
      weight: 'warning',
      says: `${group.name} wants port ${containerPort} of ${definition.name}, and rev ${revision.number} maps ${definition.ports.join(', ')}`,
      because: [
        {
          source: 'ecs:DescribeTaskDefinition',
          what: `portMappings of ${definition.name} in rev ${revision.number}`,
          value: definition.ports.join(', '),
          at: readAt,
        },
      ],
      todo: 'map the port, or point the service’s load balancer at the one that is mapped',
    },
  ];
}

function containerAsksElsewhere({ group, isFailing }: Checked, container: LintedContainer): readonly Lint[] {
  const { asks } = container.command ?? {};
  const { containerPort } = group;
  if (!asks || containerPort === undefined || asks.port === containerPort) return [];
  // A second port that answers is a choice; one that was never seen to answer may be a slip.
  if (container.isProven && !isFailing) return [];
  return [
    {
      id: 'checks-ask-two-ports',
      weight: 'warning',
      says: `the container’s check asks port ${asks.port}, and the traffic of ${group.name} goes to port ${containerPort}`,
      because: [commandProof(container)],
      todo: 'make sure that the program listens on both, or correct one of them',
    },
  ];
}

function listensElsewhere({ group, isFailing }: Checked, { lines }: LintScene): readonly Lint[] {
  const { containerPort } = group;
  const said = listeningOn({ lines }).at(-1);
  if (!said || !isFailing || containerPort === undefined) return [];
  if (said.isLocal)
    return [
      {
        id: 'app-binds-loopback',
        weight: 'warning',
        says: `the program says that it listens on ${said.address}, where no load balancer reaches it`,
        because: [proofOf(said.clue)],
        todo: 'bind 0.0.0.0',
      },
    ];
  if (said.port === containerPort) return [];
  return [
    {
      id: 'app-port-mismatch',
      weight: 'warning',
      says: `the program says that it listens on port ${said.port}, and ${group.name} has port ${containerPort}`,
      because: [proofOf(said.clue)],
      todo: 'make them the same',
    },
  ];
}

/** A path that passes is right, whatever the container asks. */
function pathMismatch(checked: Checked, { containers, lines }: LintScene): readonly Lint[] {
  const { group, how, readAt, isFailing } = checked;
  const { path } = how;
  if (path === undefined || !isFailing) return [];
  const proof = groupProof(group.name, 'HealthCheckPath', path, readAt);
  const routes = routesIn(lines.kind === 'known' ? lines.value : []);
  const answered = routes.filter((each) => each.isServed && each.path !== pathOnly(path)).slice(-1);
  const knows = routes.some((each) => each.isServed && each.path === pathOnly(path));
  const other = containers
    .filter(({ definition }) => definition.name === group.containerName)
    .filter(({ command }) => command?.asks && command.asks.path !== pathOnly(path));
  return [
    ...(knows ? [] : answered).map((route) => ({
      id: 'hc-path-mismatch',
      weight: 'warning' as const,
      says: `the load balancer asks ${path} of ${group.name}; what the log shows to be served is ${route.path}`,
      because: [proof, proofOf(lineClue(route.line))],
      todo: 'set the health check path to one that the program serves, or serve that one',
    })),
    ...other.map((container) => ({
      id: 'checks-ask-two-paths',
      weight: 'warning' as const,
      says: `the load balancer asks ${path}, and the container’s own check asks ${container.command?.asks?.path}`,
      because: [proof, commandProof(container)],
      todo: 'let both ask the path that the program serves',
    })),
  ];
}

const REDIRECT = /^30[12378]$/;

/** AWS names the code; whether it is a redirect, a login or something else tells what to do. */
function codeOutsideMatcher(checked: Checked, scene: LintScene): readonly Lint[] {
  const { group, how } = checked;
  const seen = new Set<string>();
  return [...codesNow(checked), ...codesInEvents(checked, scene)].flatMap(({ code, proof }) => {
    const meaning = meaningOf(code);
    if (!meaning || passes(code, how.matcher) || seen.has(code)) return [];
    seen.add(code);
    return [
      {
        id: 'hc-matcher-mismatch',
        weight: 'warning' as const,
        says: `${group.name} is answered ${code}, ${meaning}, and only ${how.matcher ?? '200'} passes`,
        because: [proof],
        todo: REDIRECT.test(code)
          ? 'check a path that answers 200 by itself, or let the matcher take the redirect'
          : 'check a path that asks for no login, or widen the matcher',
      },
    ];
  });
}

interface SeenCode {
  readonly code: string;
  readonly proof: Proof;
}

function codesNow({ members, targets }: Checked): readonly SeenCode[] {
  return members.filter(isUnhealthy).flatMap(({ id, description = '' }) =>
    codesIn(description).map((code) => ({
      code,
      proof: {
        source: 'elasticloadbalancing:DescribeTargetHealth',
        what: `TargetHealth.Description of ${id}`,
        value: description,
        at: targets.kind === 'known' ? targets.readAt : undefined,
      },
    })),
  );
}

function codesInEvents({ group, isFailing }: Checked, { service }: LintScene): readonly SeenCode[] {
  const said = isFailing ? service.events.filter(({ message }) => message.includes(group.name)) : [];
  return said.flatMap(({ message, createdAt: at }) =>
    codesIn(message).map((code) => ({
      code,
      proof: { source: 'ecs:DescribeServices', what: 'events[].message', value: message, at },
    })),
  );
}

function meaningOf(code: string): string | undefined {
  if (REDIRECT.test(code)) return 'a redirect';
  if (code === '401' || code === '403') return 'a refusal to whoever is not logged in';
  return /^2\d\d$/.test(code) ? 'a success of another kind' : undefined;
}

function codesIn(text: string): readonly string[] {
  return (/codes: \[([\d, -]+)\]/.exec(text)?.[1] ?? '').match(/\d{3}/g) ?? [];
}

/** "200", "200-299", "200,302" */
function passes(code: string, matcher = '200'): boolean {
  return matcher.split(',').some((part) => {
    const [from = '', to = from] = part.trim().split('-');
    return Number(code) >= Number(from) && Number(code) <= Number(to);
  });
}

function pathOnly(path: string): string {
  return path.replace(/\?.*$/, '');
}

/** A setting of a target group, as it was read. */
export function groupProof(name: string, field: string, value: string, at: Date): Proof {
  return { source: 'elasticloadbalancing:DescribeTargetGroups', what: `${field} of ${name}`, value, at };
}
