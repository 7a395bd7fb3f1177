import { revisionText } from '../../deployment/revisions.ts';
import type { PastDeployment, ServiceEvent, Task } from '../../deployment/service.ts';
import { killedAtStop, stoppedInOrder } from '../../deployment/stopped-tasks.ts';
import { counted } from '../../text.ts';
import { taskProof } from '../clues.ts';
import { type Evidence, settingsOf } from '../evidence.ts';
import { NOTHING, type Proof, type Rule, ruledOut, type Verdict } from '../rule.ts';

const MINUTE_MS = 60_000;

/** Rules about a service that is well whenever one looks, and unwell for its clients in between. */
export const unsettledRules: readonly Rule[] = [
  {
    id: 'graceful-shutdown-missing',
    title: 'The program does not end when it is asked to, and is killed',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html',
    ofWell: true,
    examine: killed,
  },
  {
    id: 'autoscaling-interference',
    title: 'The number of tasks is changed to and fro',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html',
    ofWell: true,
    examine: toAndFro,
  },
  {
    id: 'wrong-revision-running',
    title: 'An older revision serves than the one that was rolled out before',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html',
    ofWell: true,
    examine: wentBack,
  },
];

/** One may have been in the middle of something; two are how the program is made. */
const PATTERN = 2;
/** Of the time that it is given: clocks differ, and the time that targets drain comes on top of it. */
const NEARLY = 0.8;

/** Killed when its time was up, to the second: it never heard the signal. Those that crashed or ran out of memory end earlier. */
function killed(evidence: Evidence): Verdict {
  const { sighting } = evidence;
  if (!isWell(evidence) || sighting.targetGroups.length === 0) return NOTHING;
  const ended = stoppedInOrder(sighting);
  const inTime = killedAtStop(sighting).flatMap((task) => {
    const timeoutMs = patienceOf(evidence, task);
    const { stoppingAt, stoppedAt } = task;
    if (timeoutMs === undefined || !stoppingAt || !stoppedAt) return [];
    return stoppedAt.getTime() - stoppingAt.getTime() >= timeoutMs * NEARLY ? [{ task, timeoutMs }] : [];
  });
  const [first] = inTime;
  if (ended.length > 0 && inTime.length === 0)
    return ruledOut(`${counted(ended.length, 'task')} that ECS stopped ended by themselves in time`);
  if (!first || inTime.length < PATTERN) return NOTHING;
  const { task, timeoutMs } = first;
  const times = [task.stoppingAt, task.stoppedAt].map((at) => at?.toISOString() ?? 'not known');
  return {
    kind: 'confirmed',
    says: `${inTime.length} of ${counted(ended.length, 'task')} that ECS stopped were still running after ${timeoutMs / 1000} s and were killed (exit code 137), so that requests may break off at every deployment`,
    because: [
      taskProof(task, 'containers[].exitCode', '137', task.stoppedAt),
      taskProof(task, 'stoppedReason', task.stoppedReason ?? '', task.stoppedAt),
      taskProof(task, 'stoppingAt and stoppedAt', times.join(' and '), task.stoppedAt),
    ],
    remedy:
      'let the program end on SIGTERM (entry point in exec form, so that no shell swallows the signal), and give stopTimeout as long as its longest request',
    explains: inTime.length,
  };
}

/** Of the container that was killed. */
function patienceOf(evidence: Evidence, task: Task): number | undefined {
  const name = task.containers.find(({ exitCode }) => exitCode === 137)?.name;
  const settings = settingsOf(evidence, task.revision?.arn);
  return settings?.containers.find((each) => each.name === name)?.stopTimeoutMs;
}

/** As long as the events of a busy service reach back, and a slow swing takes. */
const SWINGS_WITHIN_MS = 2 * 60 * MINUTE_MS;
/** Up, down, up, down. */
const LEAST_LEGS = 4;
/** What starts and stops tasks as well. */
const OTHERWISE = /unhealthy|AZ balanced|rebalanc|spot|deployment (?:failed|completed)|rolling back/i;

/** Starts and stops of tasks in turn, with no deployment, no failing check and no rebalancing to explain them. */
function toAndFro(evidence: Evidence): Verdict {
  const { sighting, now } = evidence;
  if (!isWell(evidence) || sighting.service.kind === 'unknown') return NOTHING;
  const { events, deployments, taskSets } = sighting.service.value;
  const sinceAt = new Date(now.getTime() - SWINGS_WITHIN_MS);
  const late = events.filter(({ createdAt }) => createdAt >= sinceAt);
  const legs = legsOf(late);
  const isDeployed = [...deployments, ...taskSets].some(
    ({ createdAt }) => createdAt !== undefined && createdAt >= sinceAt,
  );
  if (legs.length < LEAST_LEGS || isDeployed || late.some(({ message }) => OTHERWISE.test(message)))
    return NOTHING;
  const told = stoppedInOrder(sighting).slice(0, 1);
  return {
    kind: 'likely',
    says: `within two hours ECS added tasks and took them away again ${legs.length} times in turn, with no deployment and no failing check: something keeps changing the desired count`,
    because: [
      ...legs.slice(0, 3).map(eventProof),
      ...told.map((task) => taskProof(task, 'stoppedReason', task.stoppedReason ?? '', task.stoppedAt)),
    ],
    remedy:
      'lengthen the scale-in cooldown or raise the minimum; where a pipeline sets the desired count as well, let it leave that alone',
    settle:
      'who changes it: aws application-autoscaling describe-scaling-activities --service-namespace ecs, and UpdateService in CloudTrail',
    explains: legs.length,
  };
}

/** Newest first: one event of each run of starts or stops. */
function legsOf(events: readonly ServiceEvent[]): readonly ServiceEvent[] {
  const moves = events.flatMap((event) => {
    const way = /has (started|stopped) \d+ (?:running )?tasks?\b/i.exec(event.message)?.[1]?.toLowerCase();
    return way === undefined ? [] : [{ event, way }];
  });
  return moves.filter(({ way }, at) => way !== moves[at - 1]?.way).map(({ event }) => event);
}

function eventProof({ message, createdAt }: ServiceEvent): Proof {
  return { source: 'ecs:DescribeServices', what: 'events[].message', value: message, at: createdAt };
}

/** Later it is how things are meant to be. */
const WENT_BACK_WITHIN_MS = 24 * 60 * MINUTE_MS;

/** Back to an older revision from one whose deployment had succeeded. Back from one that had failed is a remedy. */
function wentBack(evidence: Evidence): Verdict {
  const { sighting, now } = evidence;
  if (!isWell(evidence) || sighting.history?.kind !== 'known') return NOTHING;
  const [newest, before] = sighting.history.value;
  if (!newest?.revision || !before?.revision) return NOTHING;
  const serves = revisionText(newest.revision);
  const was = revisionText(before.revision);
  const isBack =
    newest.revision.family === before.revision.family && newest.revision.number < before.revision.number;
  if (!isBack) return ruledOut(`${serves} serves, and nothing newer was asked for`, deploymentProof(newest));
  const isLate = now.getTime() - (newest.createdAt?.getTime() ?? 0) > WENT_BACK_WITHIN_MS;
  if (before.status !== 'successful' || newest.status !== 'successful' || isLate) return NOTHING;
  return {
    kind: 'likely',
    says: `${serves} serves, though ${was} had been rolled out before: the newest deployment went back`,
    because: [newest, before].map(deploymentProof),
    remedy: `deploy ${was} again, unless somebody went back on purpose`,
    settle: `who asked for ${serves}: UpdateService in CloudTrail; pipelines and templates often name an old revision`,
    explains: 1,
  };
}

function deploymentProof({ revision, status, createdAt }: PastDeployment): Proof {
  return {
    source: 'ecs:ListServiceDeployments',
    what: `deployment of ${revision ? revisionText(revision) : 'an unknown revision'}`,
    value: status,
    at: createdAt,
  };
}

/** Where tasks fail, all of this follows from that. */
function isWell({ suspect }: Evidence): boolean {
  return suspect.state === 'well';
}
