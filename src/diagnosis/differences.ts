import type { TargetGroupRef } from '../deployment/service.ts';
import { checkWords } from './check-words.ts';
import type { ContainerSettings, ServiceRevision, Settings, Variable } from './settings.ts';

/** What differs, by its id in the catalogue of causes. */
export type DriftId =
  | 'drift-port-mapping-changed'
  | 'drift-container-hc-changed'
  | 'drift-command-changed'
  | 'drift-env-changed'
  | 'drift-secret-changed'
  | 'drift-resources-lowered'
  | 'drift-role-changed'
  | 'drift-log-config-changed'
  | 'drift-runtime-platform-changed'
  | 'drift-sidecar-changed'
  | 'drift-network-changed'
  | 'drift-image-changed'
  | 'drift-image-tag-moved';

/** One thing that two revisions do not have in common. */
export interface Difference {
  readonly id: DriftId;
  /** "command of app", "PORT of app" */
  readonly what: string;
  readonly how: 'changed' | 'added' | 'removed';
  /** Undefined where the value must not be shown, or there was none. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What a revision changed, what bears most on health first. Secrets by name alone; variables by name, and by value only where they are ports, hosts and paths. */
export function differencesOf(
  before: Settings,
  after: Settings,
  groups: readonly TargetGroupRef[],
): readonly Difference[] {
  const main = new Set(groups.flatMap(({ containerName }) => containerName ?? []));
  const isMain = ({ name }: ContainerSettings) => main.size === 0 || main.has(name);
  const pairs = after.containers.flatMap((later) => {
    const earlier = before.containers.find(({ name }) => name === later.name);
    return earlier ? [{ earlier, later }] : [];
  });
  const own = pairs.filter(({ later }) => isMain(later));
  return [
    ...own.flatMap(({ earlier, later }) => containerDifferences(earlier, later)),
    ...resources(before, after),
    ...changed('drift-role-changed', 'execution role', before.executionRole, after.executionRole),
    ...changed('drift-role-changed', 'task role', before.taskRole, after.taskRole),
    ...changed('drift-runtime-platform-changed', 'processor', before.architecture, after.architecture),
    ...changed('drift-network-changed', 'network mode', before.networkMode, after.networkMode),
    ...sidecars(before, after, isMain),
    ...own.flatMap(({ earlier, later }) =>
      changed('drift-image-changed', `image of ${later.name}`, earlier.image, later.image),
    ),
  ];
}

/** What the service itself changed around the task definition, and digests behind the same tag. */
export function serviceDifferences(before: ServiceRevision, after: ServiceRevision): readonly Difference[] {
  const list = (all: readonly string[] | undefined) => all && [...all].sort().join(', ');
  const yesNo = (value: boolean | undefined) =>
    value === undefined ? undefined : value ? 'ENABLED' : 'DISABLED';
  return [
    ...changed(
      'drift-network-changed',
      'subnets',
      list(before.network?.subnets),
      list(after.network?.subnets),
    ),
    ...changed(
      'drift-network-changed',
      'security groups',
      list(before.network?.securityGroups),
      list(after.network?.securityGroups),
    ),
    ...changed(
      'drift-network-changed',
      'assignPublicIp',
      yesNo(before.network?.publicIp),
      yesNo(after.network?.publicIp),
    ),
    ...changed(
      'drift-port-mapping-changed',
      'container and port of the load balancer',
      portsOf(before),
      portsOf(after),
    ),
    ...after.images.flatMap(({ container, image, digest }) => {
      const earlier = before.images.find((each) => each.container === container && each.image === image);
      if (!earlier?.digest || !digest) return [];
      return changed('drift-image-tag-moved', `digest behind ${image}`, earlier.digest, digest);
    }),
  ];
}

function portsOf({ targets }: ServiceRevision): string {
  return targets
    .map(({ container, port }) => `${container ?? ''}:${port ?? ''}`)
    .sort()
    .join(', ');
}

function containerDifferences(before: ContainerSettings, after: ContainerSettings): readonly Difference[] {
  const of = (what: string) => `${what} of ${after.name}`;
  return [
    ...changed('drift-port-mapping-changed', of('ports'), ports(before), ports(after)),
    ...changed('drift-container-hc-changed', of('health check'), check(before), check(after)),
    ...changed('drift-command-changed', of('command'), words(before.command), words(after.command)),
    ...changed('drift-command-changed', of('entry point'), words(before.entryPoint), words(after.entryPoint)),
    ...changed(
      'drift-command-changed',
      of('working directory'),
      before.workingDirectory,
      after.workingDirectory,
    ),
    ...changed('drift-command-changed', of('user'), before.user, after.user),
    ...variables(before, after),
    ...secrets(before, after),
    ...changed('drift-log-config-changed', of('log configuration'), logText(before), logText(after)),
  ];
}

/** Gone keys first: a program that misses one says so and ends. */
function variables(before: ContainerSettings, after: ContainerSettings): readonly Difference[] {
  const find = (all: readonly Variable[], name: string) => all.find((each) => each.name === name);
  const drift = (how: Difference['how'], name: string, from?: Variable, to?: Variable): Difference => ({
    id: 'drift-env-changed',
    what: `variable ${name} of ${after.name}`,
    how,
    before: from?.value,
    after: to?.value,
  });
  return [
    ...before.environment
      .filter(({ name }) => !find(after.environment, name))
      .map((each) => drift('removed', each.name, each)),
    ...after.environment.flatMap((each) => {
      const earlier = find(before.environment, each.name);
      if (!earlier) return [drift('added', each.name, undefined, each)];
      return earlier.fingerprint === each.fingerprint ? [] : [drift('changed', each.name, earlier, each)];
    }),
  ];
}

function secrets(before: ContainerSettings, after: ContainerSettings): readonly Difference[] {
  const names = [...new Set([...before.secrets, ...after.secrets].map(({ name }) => name))];
  const from = (of: ContainerSettings, name: string) => of.secrets.find((each) => each.name === name)?.from;
  return [
    ...names.flatMap((name) =>
      changed(
        'drift-secret-changed',
        `secret ${name} of ${after.name}`,
        from(before, name),
        from(after, name),
      ),
    ),
    ...changed(
      'drift-secret-changed',
      `environment files of ${after.name}`,
      before.environmentFiles.join(', ') || undefined,
      after.environmentFiles.join(', ') || undefined,
    ),
  ];
}

/** More is no drift that harms. */
function resources(before: Settings, after: Settings): readonly Difference[] {
  const lowered = (what: string, from: string | number | undefined, to: string | number | undefined) =>
    from !== undefined && to !== undefined && Number(to) < Number(from)
      ? changed('drift-resources-lowered', what, String(from), String(to))
      : [];
  return [
    ...lowered('memory', before.memory, after.memory),
    ...lowered('CPU', before.cpu, after.cpu),
    ...after.containers.flatMap((each) => {
      const earlier = before.containers.find(({ name }) => name === each.name);
      return lowered(`memory of ${each.name}`, earlier?.memory, each.memory);
    }),
  ];
}

function sidecars(
  before: Settings,
  after: Settings,
  isMain: (each: ContainerSettings) => boolean,
): readonly Difference[] {
  const text = (each: ContainerSettings | undefined) =>
    each &&
    JSON.stringify({
      ...each,
      environment: each.environment.map(({ name, fingerprint }) => [name, fingerprint]),
    });
  const names = [
    ...new Set(
      [...before.containers, ...after.containers].filter((each) => !isMain(each)).map(({ name }) => name),
    ),
  ];
  return names.flatMap((name) => {
    const [earlier, later] = [before, after].map(({ containers }) =>
      containers.find((each) => each.name === name),
    );
    if (text(earlier) === text(later)) return [];
    const how = earlier === undefined ? 'added' : later === undefined ? 'removed' : 'changed';
    return [
      {
        id: 'drift-sidecar-changed',
        what: `container ${name}`,
        how,
        before: earlier?.image,
        after: later?.image,
      },
    ];
  });
}

function changed(
  id: DriftId,
  what: string,
  before: string | undefined,
  after: string | undefined,
): readonly Difference[] {
  if (before === after) return [];
  const how = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return [{ id, what, how, before, after }];
}

function ports({ ports: all }: ContainerSettings): string | undefined {
  return all.map(({ container }) => container).join(', ') || undefined;
}

function check({ healthCheck }: ContainerSettings): string | undefined {
  return healthCheck && checkWords(healthCheck);
}

function words(command: readonly string[]): string | undefined {
  return command.length > 0 ? command.join(' ') : undefined;
}

function logText({ log }: ContainerSettings): string | undefined {
  return log && [log.driver, log.group, log.region, log.prefix].filter(Boolean).join(' ');
}
