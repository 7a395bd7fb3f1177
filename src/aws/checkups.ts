import type { Checkup } from '../checkup.ts';
import type { Clock } from '../clock.ts';
import type { Service, TaskDefinition } from '../deployment/service.ts';
import { counted } from '../text.ts';
import type { Action } from './actions.ts';
import { lastSegment } from './arn.ts';
import { BATCH } from './ecs.ts';
import { evidenceCheckups } from './evidence-checkups.ts';
import type { Member } from './members.ts';
import { type Found, found, skipped, tried, triedOn } from './tried.ts';

const LOGS_SINCE_MS = 3_600_000;
/** Clusters in which services are looked for, so that an empty one does not leave the rest untried. */
const MOST_CLUSTERS = 5;

/**
 * Tries every action of the policy once, on what there is: a service behind a load balancer if one of the
 * first ten is. Skips what has nothing to be tried on.
 */
export async function awsCheckups(member: Member, clock: Clock): Promise<readonly Checkup[]> {
  const [identity, ecs] = await Promise.all([identityCheckup(member), ecsCheckups(member)]);
  const { service, definition, deployment } = ecs;
  const [targets, logs, alarms] = await Promise.all([
    targetCheckups(member, service),
    logCheckup(member, definition, clock),
    alarmCheckup(member),
  ]);
  const found = { service, definition, deployment, check: targets.check, now: clock.now() };
  const evidence = await evidenceCheckups(member, found);
  return [identity, ...ecs.checkups, ...targets.checkups, alarms, logs, ...evidence];
}

async function identityCheckup({ identity, environment: { account } }: Member): Promise<Checkup> {
  const { checkup, value } = await tried(
    'sts:GetCallerIdentity',
    identity,
    (who) => `account ${who.account ?? 'not known'} as ${who.arn ?? 'not known'}`,
  );
  if (!value?.account || !account || value.account === account) return checkup;
  return {
    ...checkup,
    outcome: 'fail',
    detail: `the credentials belong to account ${value.account}, configured is ${account}`,
    fix: 'correct account or role of this environment in SNAIL_ENVIRONMENTS',
  };
}

async function ecsCheckups(member: Member) {
  const clusters = await clusterCheckup(member);
  const names = await namesCheckup(member, clusters.value ?? []);
  const cluster = names.value?.cluster ?? clusters.value?.[0];
  const [services, tasks] = await Promise.all([
    serviceCheckup(member, names.value),
    taskCheckups(member, cluster),
  ]);
  const service = services.value;
  const [definition, history] = await Promise.all([
    definitionCheckup(member, service),
    historyCheckups(member, service),
  ]);
  const checkups = [clusters, names, services].map(({ checkup }) => checkup);
  return {
    checkups: [...checkups, ...tasks, definition.checkup, ...history.checkups],
    service,
    definition: definition.value,
    deployment: history.newest,
  };
}

async function clusterCheckup({ ecs, environment }: Member): Promise<Found<readonly string[]>> {
  const action: Action = 'ecs:ListClusters';
  if (environment.clusters)
    return found(skipped(action, 'the clusters are configured'), environment.clusters.map(lastSegment));
  return tried(action, ecs.clusters, (all) => counted(all.length, 'cluster'));
}

interface SomeServices {
  readonly cluster: string;
  readonly names: readonly string[];
}

/** The services of the first cluster that has any. Fails as soon as one of the clusters cannot be listed. */
function namesCheckup(
  { ecs, environment }: Member,
  clusters: readonly string[],
): Promise<Found<SomeServices | undefined>> {
  // A configured name may be mistyped, so each of them is tried.
  const some = environment.clusters ? clusters : clusters.slice(0, MOST_CLUSTERS);
  const listed = async () => {
    const all = await Promise.all(
      some.map(async (cluster) => ({ cluster, names: await ecs.serviceNames(cluster) })),
    );
    return all.find(({ names }) => names.length > 0);
  };
  return triedOn(some[0], 'ecs:ListServices', 'no cluster is known', listed, (one) =>
    one ? `${counted(one.names.length, 'service')} in ${one.cluster}` : `no services in ${some.join(', ')}`,
  );
}

/** Describes up to ten, which costs no more than one, and picks one behind a load balancer. */
async function serviceCheckup(
  { ecs }: Member,
  some: SomeServices | undefined,
): Promise<Found<Service | undefined>> {
  const names = some?.names.slice(0, BATCH.services) ?? [];
  const { checkup, value } = await triedOn(
    some,
    'ecs:DescribeServices',
    'no service is known',
    ({ cluster }) => ecs.services(cluster, names),
    ({ byName }) => `${byName.size} of ${names.length} described`,
  );
  const all = [...(value?.byName.values() ?? [])];
  return found(checkup, all.find(({ targetGroups }) => targetGroups.length > 0) ?? all[0]);
}

async function taskCheckups({ ecs }: Member, cluster: string | undefined): Promise<readonly Checkup[]> {
  const listed = await triedOn(
    cluster,
    'ecs:ListTasks',
    'no cluster is known',
    (name) => ecs.taskArns(name, 'RUNNING'),
    (all) => `${counted(all.length, 'running task')} in ${cluster}`,
  );
  const some = listed.value?.slice(0, BATCH.tasks) ?? [];
  const described = await triedOn(
    some.length > 0 ? cluster : undefined,
    'ecs:DescribeTasks',
    'no task is known',
    (name) => ecs.tasks(name, some),
    (all) => `${all.length} of ${some.length} described`,
  );
  return [listed.checkup, described.checkup];
}

function definitionCheckup({ ecs }: Member, service: Service | undefined): Promise<Found<TaskDefinition>> {
  const parts = [...(service?.deployments ?? []), ...(service?.taskSets ?? [])];
  return triedOn(
    service?.revision ?? parts.find(({ revision }) => revision)?.revision,
    'ecs:DescribeTaskDefinition',
    'no revision is known',
    async (revision) => (await ecs.taskDefinition(revision)).definition,
    ({ revision }) => `${revision.family}:${revision.number}`,
  );
}

async function historyCheckups({ ecs }: Member, service: Service | undefined) {
  const listed = await triedOn(
    service?.ref,
    'ecs:ListServiceDeployments',
    'no service is known',
    ecs.deployments,
    (all) => `${counted(all.length, 'past deployment')} of ${service?.ref.name}`,
  );
  const arns = listed.value?.flatMap(({ serviceRevisionArn }) => serviceRevisionArn ?? []) ?? [];
  const described = await triedOn(
    arns.length > 0 ? [...new Set(arns)] : undefined,
    'ecs:DescribeServiceRevisions',
    'no past deployment is known',
    ecs.serviceRevisions,
    (all) => `${all.size} described`,
  );
  return { checkups: [listed.checkup, described.checkup], newest: listed.value?.[0]?.arn };
}

async function targetCheckups({ targets }: Member, service: Service | undefined) {
  const arn = service?.targetGroups[0]?.arn;
  const why = service ? `${service.ref.name} is behind no load balancer` : 'no service is known';
  const [groups, health] = await Promise.all([
    triedOn(
      arn,
      'elasticloadbalancing:DescribeTargetGroups',
      why,
      (one) => targets.checks([one]),
      (all) => `${all.size} of 1 described`,
    ),
    triedOn(
      arn,
      'elasticloadbalancing:DescribeTargetHealth',
      why,
      (one) => targets.health(one),
      (all) => counted(all.length, 'target'),
    ),
  ]);
  const check = arn === undefined ? undefined : groups.value?.get(arn);
  return { checkups: [groups.checkup, health.checkup], check };
}

async function logCheckup(
  { logs, environment }: Member,
  definition: TaskDefinition | undefined,
  clock: Clock,
): Promise<Checkup> {
  const action: Action = 'logs:FilterLogEvents';
  if (!definition) return skipped(action, 'no task definition is known');
  const logged = definition.containers.flatMap(({ awslogs }) => awslogs ?? []);
  const here = logged.find(({ region }) => region === undefined || region === environment.region);
  const one = here ?? logged[0];
  if (!one) return skipped(action, `${definition.revision.family} does not log to CloudWatch`);
  const sinceAt = new Date(clock.now().getTime() - LOGS_SINCE_MS);
  const { checkup } = await tried(
    action,
    () => logs.sample(one, sinceAt),
    () => `${one.group}${here ? '' : ` in ${one.region}`} can be read`,
  );
  return checkup;
}

/** Asks for an alarm that is not there: whether it may be asked is all that counts. */
async function alarmCheckup({ alarms }: Member): Promise<Checkup> {
  const { checkup } = await tried(
    'cloudwatch:DescribeAlarms',
    () => alarms.named(['snail-trail-checkup']),
    () => 'alarms can be read',
  );
  return checkup;
}
