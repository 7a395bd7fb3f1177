import type { Lint, LintedContainer, LintScene } from './lint.ts';
import type { Proof } from './rule.ts';

/** What is odd about the commands of container health checks. A check that a task passes needs no such warning. */
export function commandLints({ containers, sighting }: LintScene): readonly Lint[] {
  const ofContainers = containers.flatMap((each) =>
    each.isProven ? provenLints(each) : unprovenLints(each),
  );
  const isChecked = containers.some(({ command }) => command !== undefined);
  const [first] = containers;
  if (isChecked || !first) return ofContainers;
  return [noCheck(first, sighting.targetGroups.length > 0)];
}

/** Passing is no proof that it can fail. */
function provenLints(container: LintedContainer): readonly Lint[] {
  return curlNeverFails(container);
}

function unprovenLints(container: LintedContainer): readonly Lint[] {
  const { command } = container;
  if (!command) return [];
  if (command.malformed) return [malformed(container, command.malformed)];
  return [...toolMissing(container), ...localhost(container), ...curlNeverFails(container)];
}

const MALFORMED = {
  'shell-words-under-cmd': [
    'uses shell words under CMD, where no shell reads them',
    'write it as ["CMD-SHELL", "…"]',
  ],
  'neither-cmd-nor-shell': [
    'begins with neither CMD nor CMD-SHELL',
    'put "CMD-SHELL" in front, or "CMD" for a program with its arguments',
  ],
  'words-behind-shell': [
    'gives CMD-SHELL several words, of which the shell runs only the first',
    'write the whole command as one text behind "CMD-SHELL"',
  ],
} as const;

function malformed(container: LintedContainer, how: keyof typeof MALFORMED): Lint {
  const [what, todo] = MALFORMED[how];
  return {
    id: 'container-hc-malformed',
    weight: 'warning',
    says: `the health check of ${container.definition.name} ${what}`,
    because: [commandProof(container)],
    todo,
  };
}

const NO_SHELL = /distroless|scratch|chiselled|chiseled|\bstatic\b/i;
const SMALL = /slim|alpine|busybox|distroless|scratch|chiselled|chiseled|\bstatic\b/i;

function toolMissing(container: LintedContainer): readonly Lint[] {
  const { command, definition } = container;
  const image = definition.image ?? '';
  const proofs = [commandProof(container), imageProof(container)];
  if (command?.usesShell && NO_SHELL.test(image))
    return [
      {
        id: 'container-hc-tool-missing',
        weight: 'warning',
        says: `the health check of ${definition.name} needs /bin/sh, which an image of that name seldom has`,
        because: proofs,
        todo: 'let the program check itself with ["CMD", …], or use an image with a shell',
      },
    ];
  if (!command?.tool) return [];
  const isSmall = SMALL.test(image);
  return [
    {
      id: 'container-hc-tool-missing',
      weight: isSmall ? 'warning' : 'note',
      says: `the health check of ${definition.name} calls ${command.tool}, ${isSmall ? 'which small images leave out' : 'and no task has passed it yet to show that the image has it'}`,
      because: proofs,
      todo: `make sure that the image has ${command.tool}, or let the program’s own runtime ask`,
    },
  ];
}

function localhost(container: LintedContainer): readonly Lint[] {
  if (container.command?.asks?.host !== 'localhost') return [];
  return [
    {
      id: 'container-hc-localhost',
      weight: 'note',
      says: `the health check of ${container.definition.name} asks localhost, which may mean ::1 while the program listens on IPv4 alone`,
      because: [commandProof(container)],
      todo: 'write 127.0.0.1',
    },
  ];
}

function curlNeverFails(container: LintedContainer): readonly Lint[] {
  if (container.command?.curlFails !== false || !container.command.asks) return [];
  return [
    {
      id: 'container-hc-never-fails',
      weight: 'warning',
      says: `the health check of ${container.definition.name} calls curl without -f, so that a 500 passes as well`,
      because: [commandProof(container)],
      todo: 'write curl -f, so that an HTTP error fails the check',
    },
  ];
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
function noCheck(container: LintedContainer, isBalanced: boolean): Lint {
  return {
    id: 'container-hc-none',
    weight: isBalanced ? 'note' : 'warning',
    says: `no container check: rev ${container.revision.number} defines none, and ECS ignores a HEALTHCHECK in the Dockerfile${isBalanced ? '' : '; behind no load balancer either, nothing checks this service'}`,
    because: [
      {
        source: 'ecs:DescribeTaskDefinition',
        what: `healthCheck of ${container.definition.name} in rev ${container.revision.number}`,
        value: 'not set',
        at: container.readAt,
      },
    ],
    todo: 'write healthCheck into the task definition if you want one',
  };
}

/** The command as it stands in the revision. */
export function commandProof({ definition, revision, readAt }: LintedContainer): Proof {
  return {
    source: 'ecs:DescribeTaskDefinition',
    what: `healthCheck.command of ${definition.name} in rev ${revision.number}`,
    value: JSON.stringify(definition.healthCheck?.command ?? []),
    at: readAt,
  };
}

function imageProof({ definition, revision, readAt }: LintedContainer): Proof {
  return {
    source: 'ecs:DescribeTaskDefinition',
    what: `image of ${definition.name} in rev ${revision.number}`,
    value: definition.image ?? 'not named',
    at: readAt,
  };
}
