import type { Checkup } from '../checkup.ts';
import type { Clock } from '../clock.ts';
import type { Service, TaskDefinition } from '../deployment/service.ts';
import { UpstreamError } from '../errors.ts';
import type { Action } from './actions.ts';
import { lastSegment } from './arn.ts';
import type { Member } from './estate.ts';

const LOGS_SINCE_MS = 3_600_000;

/** What a checkup found out for those that build on it. */
interface Found<T> {
  readonly checkup: Checkup;
  readonly value: T | undefined;
}

/** Tries every action of the policy once, on the first cluster and service there are. Skips what has nothing to be tried on. */
export async function awsCheckups(member: Member, clock: Clock): Promise<readonly Checkup[]> {
  const { ecs, environment } = member;
  const identity = await identityCheckup(member);
  const clusters = environment.clusters
    ? {
        checkup: skipped('ecs:ListClusters', 'the clusters are configured'),
        value: environment.clusters.map(lastSegment),
      }
    : await tried(
        'ecs:ListClusters',
        () => ecs.clusters(),
        (all) => `${all.length} clusters`,
      );
  const [cluster] = clusters.value ?? [];
  const names = await triedOn(
    cluster,
    'ecs:ListServices',
    'no cluster is known',
    (name) => ecs.serviceNames(name),
    (all) => `${all.length} services in ${cluster}`,
  );
  const [name] = names.value ?? [];
  const services = await triedOn(
    name,
    'ecs:DescribeServices',
    'no service is known',
    (one) => ecs.services(environment.alias, cluster ?? '', [one]),
    (all) => `${all.size} of 1 described`,
  );
  const service = services.value?.get(name ?? '');
  const ref = service?.ref;
  const tasks = await triedOn(
    cluster,
    'ecs:ListTasks',
    'no cluster is known',
    (one) => ecs.tasks(one, 'RUNNING'),
    (all) => `${all.length} running tasks in ${cluster}, described too`,
  );
  const definition = await triedOn(
    service?.revision ?? service?.deployments[0]?.revision,
    'ecs:DescribeTaskDefinition',
    'no revision is known',
    (one) => ecs.taskDefinition(one),
    (one) => `${one.revision.family}:${one.revision.number}`,
  );
  const history = await triedOn(
    ref,
    'ecs:ListServiceDeployments',
    'no service is known',
    (one) => ecs.history(one),
    (all) => `${all.length} past deployments of ${name}`,
  );
  return [
    identity,
    ...[clusters, names, services, tasks, definition, history].map(({ checkup }) => checkup),
    ...(await targetCheckups(member, service)),
    await logCheckup(member, definition.value, clock),
  ];
}

async function identityCheckup({ identity, environment }: Member): Promise<Checkup> {
  const { checkup, value } = await tried(
    'sts:GetCallerIdentity',
    identity,
    ({ account, arn }) => `account ${account ?? 'not known'} as ${arn ?? 'not known'}`,
  );
  const { account } = environment;
  if (!value?.account || !account || value.account === account) return checkup;
  const detail = `the credentials belong to account ${value.account}, configured is ${account}`;
  return {
    ...checkup,
    outcome: 'fail',
    detail,
    fix: 'correct account or role of this environment in SNAIL_ENVIRONMENTS',
  };
}

async function targetCheckups(
  { targets }: Member,
  service: Service | undefined,
): Promise<readonly Checkup[]> {
  const arn = service?.targetGroups[0]?.arn;
  const why = service ? `${service.ref.name} is behind no load balancer` : 'no service is known';
  const groups = await triedOn(
    arn,
    'elasticloadbalancing:DescribeTargetGroups',
    why,
    (one) => targets.checks([one]),
    (all) => `${all.size} of 1 described`,
  );
  const health = await triedOn(
    arn,
    'elasticloadbalancing:DescribeTargetHealth',
    why,
    (one) => targets.health(one),
    (all) => `${all.length} targets`,
  );
  return [groups.checkup, health.checkup];
}

async function logCheckup(
  { logs }: Member,
  definition: TaskDefinition | undefined,
  clock: Clock,
): Promise<Checkup> {
  const group = definition?.containers.find(({ awslogs }) => awslogs)?.awslogs?.group;
  const why = definition
    ? `${definition.revision.family} does not log to CloudWatch`
    : 'no task definition is known';
  const sinceAt = new Date(clock.now().getTime() - LOGS_SINCE_MS);
  const { checkup } = await triedOn(
    group,
    'logs:FilterLogEvents',
    why,
    (one) => logs.sample(one, sinceAt),
    (lines) => `${group}: ${lines > 0 ? 'lines' : 'no line'} within the last hour`,
  );
  return checkup;
}

async function triedOn<S, T>(
  subject: S | undefined,
  action: Action,
  whyNot: string,
  work: (subject: S) => Promise<T>,
  words: (value: T) => string,
): Promise<Found<T>> {
  if (subject === undefined) return { checkup: skipped(action, whyNot), value: undefined };
  return tried(action, () => work(subject), words);
}

async function tried<T>(
  action: Action,
  work: () => Promise<T>,
  words: (value: T) => string,
): Promise<Found<T>> {
  try {
    const value = await work();
    return { checkup: { title: action, outcome: 'ok', detail: words(value) }, value };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return {
      checkup: { title: action, outcome: 'fail', detail: error.message, fix: fixOf(error) },
      value: undefined,
    };
  }
}

function skipped(action: Action, detail: string): Checkup {
  return { title: action, outcome: 'skip', detail };
}

function fixOf({ kind, permission }: UpstreamError): string {
  switch (kind) {
    case 'denied':
      return `allow ${permission ?? 'the action'} in the policy of the bot's role`;
    case 'credentials':
      return 'renew the AWS credentials, or check AWS_PROFILE and the role of this environment';
    case 'throttled':
      return 'something else uses up the account’s quota; try again later';
    case 'timeout':
    case 'unreachable':
      return 'check the network, the region and AWS_ENDPOINT_URL';
    case 'unsupported':
      return 'this endpoint does not know the action; what it would show stays unknown';
    default:
      return 'see what AWS answered in the log at LOG_LEVEL=debug';
  }
}
