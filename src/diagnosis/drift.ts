import { type Difference, type DriftId, differencesOf, serviceDifferences } from './differences.ts';
import { type Evidence, settingsOf } from './evidence.ts';

/** Which changes can bring about which mechanism, the likeliest first. */
const EXPLAINS: Readonly<Record<string, readonly DriftId[]>> = {
  'hc-path-mismatch': ['drift-command-changed', 'drift-env-changed', 'drift-image-tag-moved'],
  'hc-matcher-mismatch': ['drift-command-changed', 'drift-env-changed', 'drift-image-tag-moved'],
  'hc-host-header-rejected': ['drift-env-changed', 'drift-command-changed', 'drift-image-tag-moved'],
  'health-endpoint-error': [
    'drift-env-changed',
    'drift-secret-changed',
    'drift-command-changed',
    'drift-image-tag-moved',
  ],
  'dependency-unreachable': ['drift-env-changed', 'drift-secret-changed', 'drift-network-changed'],
  'app-port-mismatch': [
    'drift-env-changed',
    'drift-port-mapping-changed',
    'drift-command-changed',
    'drift-image-tag-moved',
  ],
  'app-binds-loopback': ['drift-env-changed', 'drift-command-changed', 'drift-image-tag-moved'],
  'app-startup-crash': [
    'drift-env-changed',
    'drift-secret-changed',
    'drift-command-changed',
    'drift-resources-lowered',
    'drift-role-changed',
    'drift-image-tag-moved',
  ],
  'process-exited-zero': ['drift-command-changed', 'drift-env-changed', 'drift-image-tag-moved'],
  'entrypoint-not-found': ['drift-command-changed', 'drift-image-tag-moved'],
  'native-crash': ['drift-runtime-platform-changed', 'drift-resources-lowered', 'drift-image-tag-moved'],
  'readonly-filesystem': ['drift-command-changed', 'drift-env-changed', 'drift-image-tag-moved'],
  'oom-killed': ['drift-resources-lowered', 'drift-image-tag-moved'],
  'cpu-starved': ['drift-resources-lowered'],
  'grace-period-too-short': ['drift-resources-lowered', 'drift-env-changed'],
  'container-hc-start-period': ['drift-container-hc-changed', 'drift-resources-lowered'],
  'container-hc-malformed': ['drift-container-hc-changed'],
  'container-hc-wrong-endpoint': [
    'drift-container-hc-changed',
    'drift-command-changed',
    'drift-env-changed',
    'drift-port-mapping-changed',
  ],
  'container-hc-tool-missing': ['drift-container-hc-changed', 'drift-image-tag-moved'],
  'essential-sidecar-exited': ['drift-sidecar-changed'],
  'container-dependency-failed': ['drift-sidecar-changed'],
  'secret-access-denied': ['drift-role-changed', 'drift-secret-changed'],
  'secret-not-found': ['drift-secret-changed'],
  'secret-json-key-missing': ['drift-secret-changed'],
  'env-file-unavailable': ['drift-secret-changed', 'drift-role-changed'],
  'image-pull-denied': ['drift-role-changed'],
  'execution-role-missing': ['drift-role-changed'],
  'task-role-not-assumable': ['drift-role-changed'],
  'image-architecture-mismatch': ['drift-runtime-platform-changed', 'drift-image-tag-moved'],
  'log-group-missing': ['drift-log-config-changed'],
  'log-config-invalid': ['drift-log-config-changed'],
  'log-driver-access-denied': ['drift-log-config-changed', 'drift-role-changed'],
  'lb-container-port-missing': ['drift-port-mapping-changed'],
  'sg-alb-to-task-blocked': ['drift-network-changed', 'drift-port-mapping-changed'],
  'nacl-blocked': ['drift-network-changed'],
  'alb-az-not-enabled': ['drift-network-changed'],
  'no-public-ip': ['drift-network-changed'],
  'no-egress-route': ['drift-network-changed'],
  'egress-sg-blocked': ['drift-network-changed'],
  'subnet-ip-exhausted': ['drift-network-changed'],
};

/** Variables and secrets that can have to do with a mechanism, by words in their names; for the rest a line has to name them. */
const NAMES: Readonly<Record<string, RegExp>> = {
  'hc-path-mismatch': named('PATH', 'PREFIX', 'ROUTES?', 'BASE', 'BASEPATH', 'CONTEXT', 'ROOT'),
  'hc-matcher-mismatch': named('AUTH', 'SSL', 'TLS', 'HTTPS', 'REDIRECT', 'SECURE', 'PATH', 'BASE', 'LOGIN'),
  'hc-host-header-rejected': named('HOSTS?', 'ORIGINS?', 'DOMAINS?', 'TRUSTED'),
  'app-port-mismatch': named('PORT', 'BIND', 'LISTEN', 'ADDR(?:ESS)?', 'URLS'),
  'app-binds-loopback': named('HOST', 'HOSTNAME', 'BIND', 'LISTEN', 'ADDR(?:ESS)?', 'URLS'),
  'container-hc-wrong-endpoint': named('PORT', 'HOST', 'HOSTNAME', 'PATH', 'PREFIX', 'BASE'),
  'grace-period-too-short': named('WARM\\w*', 'CACHE', 'PRELOAD', 'JAVA\\w*', 'INIT', 'START\\w*'),
  'dependency-unreachable': named(
    'URLS?',
    'URI',
    'DSN',
    'HOSTS?',
    'PORT',
    'ADDR(?:ESS)?',
    'ENDPOINT',
    'BROKERS?',
    'SERVERS?',
    'PASSWORD',
    'DB',
    'DATABASE',
  ),
};

/** What a program talks to, or writes, which does not decide how it answers. */
const OF_OTHERS = named(
  ...['DB', 'DATABASE', 'PG\\w*', 'POSTGRES\\w*', 'MYSQL', 'MARIADB', 'REDIS', 'VALKEY', 'MEMCACHED?'],
  ...['MONGO\\w*', 'ELASTIC\\w*', 'OPENSEARCH', 'KAFKA', 'RABBIT\\w*', 'AMQP', 'BROKER', 'SQS', 'SNS', 'S3'],
  ...['SMTP', 'MAIL', 'LOGS?', 'STATSD', 'OTEL', 'DD', 'DATADOG', 'SENTRY', 'UPSTREAM', 'PROXY'],
  ...['DATA', 'FILES?', 'CACHE', 'TMP', 'UPLOADS?'],
);

/** Whole words of a name: SUPPORT_EMAIL has no PORT. */
function named(...words: readonly string[]): RegExp {
  return new RegExp(`(?:^|_)(?:${words.join('|')})(?:_|$)`, 'i');
}

/** All that differs between what worked and what fails; undefined where the two were not both read. */
export function comparedWith(evidence: Evidence): readonly Difference[] | undefined {
  const { suspect, sighting } = evidence;
  const { worked, revision } = suspect;
  if (!worked || !revision) return undefined;
  const [before, after] = [settingsOf(evidence, worked.revision.arn), settingsOf(evidence, revision.arn)];
  const groups = sighting.targetGroups.map(({ group }) => group);
  const own = before && after ? differencesOf(before, after, groups) : undefined;
  const around = aroundRevisions(evidence);
  const moved = movedDigests(evidence);
  if (!own && !around && moved.length === 0) return undefined;
  const all = [...(own ?? []), ...(around ?? []), ...moved];
  return all.filter(
    ({ id, what }, at) => all.findIndex((each) => each.id === id && each.what === what) === at,
  );
}

/** One image name that stands for different images in tasks that work and tasks that fail. */
function movedDigests({ suspect, sighting }: Evidence): readonly Difference[] {
  const failing = new Set(suspect.failing.map(({ id }) => id));
  const running = sighting.tasks.kind === 'known' ? sighting.tasks.value : [];
  const well = running.filter(({ id, lastStatus }) => lastStatus === 'running' && !failing.has(id));
  const earlier = new Map(
    well.flatMap(({ containers }) =>
      containers.map(({ image, imageDigest }) => [image ?? '', imageDigest] as const),
    ),
  );
  const [task] = suspect.failing;
  return (task?.containers ?? []).flatMap(({ image, imageDigest: after }) => {
    const before = earlier.get(image ?? '');
    if (!image || !before || !after || before === after) return [];
    return [{ id: 'drift-image-tag-moved', what: `digest behind ${image}`, how: 'changed', before, after }];
  });
}

/** The change that brought the mechanism about, if one of those found can. */
export function driftBehind(
  mechanism: string,
  differences: readonly Difference[],
  lines: readonly string[],
): Difference | undefined {
  const mayBe = EXPLAINS[mechanism] ?? [];
  for (const id of mayBe) {
    const fitting = differences.filter((each) => each.id === id && fits(mechanism, each, lines));
    const one = fitting.find((each) => isSpokenOf(each, lines)) ?? fitting[0];
    if (one) return one;
  }
  return undefined;
}

/** A change only where it has to do with what broke: by its name, or by a line. */
function fits(mechanism: string, difference: Difference, lines: readonly string[]): boolean {
  const says = (pattern: RegExp) => lines.some((line) => pattern.test(line));
  if (isSpokenOf(difference, lines)) return true;
  switch (difference.id) {
    case 'drift-env-changed':
      return isNamed(mechanism, difference);
    case 'drift-secret-changed':
      return /^(?:secret|env-file)-/.test(mechanism) || isNamed(mechanism, difference);
    case 'drift-resources-lowered':
      return !/crash$/.test(mechanism) || says(/memory|heap/i);
    case 'drift-role-changed':
      return mechanism !== 'app-startup-crash' || says(/AccessDenied|not authorized|credentials|forbidden/i);
    case 'drift-network-changed':
      return mechanism !== 'dependency-unreachable' || !says(/password authentication|too many connections/i);
    default:
      return true;
  }
}

function isNamed(mechanism: string, { what }: Difference): boolean {
  const name = /^(?:variable|secret) (\S+)/.exec(what)?.[1] ?? '';
  const isOthers = mechanism !== 'dependency-unreachable' && OF_OTHERS.test(name);
  return !isOthers && (NAMES[mechanism]?.test(name) ?? false);
}

function isSpokenOf({ what }: Difference, lines: readonly string[]): boolean {
  const name = /^(?:variable|secret) (\S+)/.exec(what)?.[1];
  return name !== undefined && lines.some((line) => line.includes(name));
}

/** Between the service revisions of the two deployments. */
function aroundRevisions({
  serviceRevisions,
  suspect,
  sighting,
}: Evidence): readonly Difference[] | undefined {
  if (serviceRevisions?.kind !== 'known') return undefined;
  const past = sighting.history?.kind === 'known' ? sighting.history.value : [];
  const find = (arn: string | undefined) => serviceRevisions.value.find((each) => each.arn === arn);
  const failed =
    past.find(({ revision, status }) => revision?.arn === suspect.revision?.arn && status !== 'successful') ??
    past.find(({ revision }) => revision?.arn === suspect.revision?.arn);
  const after = find(failed?.serviceRevisionArn);
  const before = find(suspect.worked?.serviceRevisionArn);
  return before && after ? serviceDifferences(before, after) : undefined;
}
