import type { Task } from '../deployment/service.ts';
import type { Evidence, Line } from './evidence.ts';
import type { Proof } from './rule.ts';
import type { Suspect } from './suspect.ts';

/** A text in which AWS or the program itself says something, with where it stands. */
export interface Clue extends Proof {
  readonly kind: 'stop' | 'event' | 'target' | 'rollout' | 'line';
  /** The whole text; a proof's value may be a part of it. */
  readonly text: string;
  /** Whose it is, where that is told. */
  readonly task: string | undefined;
}

/**
 * What in a message means that something was not reached, rather than that it refused. Fargate cuts long messages,
 * so that a beginning has to do.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
 */
export const NOT_REACHED =
  /dial tcp|dial udp|i\/o timeout|TLS handshake timeout|connection timed out|Client\.Timeout exceeded|request canceled while waiting for connection|signal: killed|context deadli|request context canceled|asm fetching secret from the service for \S*\.\.\.$|connection issue between the task and/i;

const SHORT_ID = 8;

/** What AWS says of how the tasks in question ended: of a task and of each of its containers. */
export function stopClues({ failing }: Pick<Suspect, 'failing'>): readonly Clue[] {
  return failing.flatMap((task) => [
    ...(task.stoppedReason === undefined ? [] : [stopClue(task, 'stoppedReason', task.stoppedReason)]),
    ...task.containers.flatMap(({ name, reason }) =>
      reason === undefined ? [] : [stopClue(task, `containers[${name}].reason`, reason)],
    ),
  ]);
}

/** What ECS wrote about the service since the trouble began. */
export function eventClues({ events }: Pick<Suspect, 'events'>): readonly Clue[] {
  return events.map(({ message, createdAt }) => ({
    kind: 'event',
    source: 'ecs:DescribeServices',
    what: 'events[].message',
    value: message,
    text: message,
    at: createdAt,
    task: /\(task ([0-9a-f-]{8,})\)/.exec(message)?.[1],
  }));
}

/** What the load balancer says of targets that do not pass. */
export function targetClues({ sighting, suspect }: Pick<Evidence, 'sighting' | 'suspect'>): readonly Clue[] {
  return suspect.targets.map(({ group, target, task }) => {
    const fact = sighting.targetGroups.find((each) => each.group.arn === group.arn)?.targets;
    const value = [target.state, target.reason, target.description].filter(Boolean).join(' · ');
    return {
      kind: 'target',
      source: 'elasticloadbalancing:DescribeTargetHealth',
      what: `TargetHealth of ${target.id}:${target.port ?? ''} in ${group.name}`,
      value,
      text: value,
      at: fact?.kind === 'known' ? fact.readAt : undefined,
      task: task?.id,
    };
  });
}

/** What ECS says of deployments: their reasons. */
export function rolloutClues({ sighting }: Pick<Evidence, 'sighting'>): readonly Clue[] {
  const deployments = sighting.service.kind === 'known' ? sighting.service.value.deployments : [];
  const past = sighting.history?.kind === 'known' ? sighting.history.value.slice(0, 1) : [];
  return [
    ...deployments.flatMap(({ id, rolloutReason, updatedAt }) =>
      rolloutReason === undefined
        ? []
        : [rolloutClue(`rolloutStateReason of ${id}`, rolloutReason, updatedAt, 'ecs:DescribeServices')],
    ),
    ...past.flatMap(({ statusReason, finishedAt }) =>
      statusReason === undefined
        ? []
        : [rolloutClue('statusReason', statusReason, finishedAt, 'ecs:ListServiceDeployments')],
    ),
  ];
}

/** What the failing tasks wrote. */
export function lineClues({ lines }: Pick<Evidence, 'lines'>): readonly Clue[] {
  return lines.kind === 'known' ? lines.value.map(lineClue) : [];
}

/** A line as a proof: its stream, its time and its words. */
export function lineClue({ at, task, container, text }: Line): Clue {
  const source = `log of ${container}${task === undefined ? '' : ` in task ${task.slice(0, SHORT_ID)}`}`;
  return { kind: 'line', source, what: 'line', value: text, text, at, task };
}

/** The clues that match, each text once per task, the newest first. */
export function matching(clues: readonly Clue[], says: RegExp): readonly Clue[] {
  const seen = new Set<string>();
  return clues.filter(({ kind, text, task }) => {
    const key = `${kind} ${task ?? ''} ${text}`;
    if (!says.test(text) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** How many failing tasks the clues are of; at least one where they name none. */
export function explained(clues: readonly Clue[]): number {
  return Math.max(1, new Set(clues.flatMap(({ task }) => task ?? [])).size);
}

/** A clue as a proof alone, fit to be kept. */
export function proofOf({ source, what, value, at }: Proof): Proof {
  return { source, what, value, at };
}

/** A field of a task as a proof. */
export function taskProof(task: Task, field: string, value: string, at: Date | undefined): Proof {
  return { source: 'ecs:DescribeTasks', what: `${field} of task ${task.id.slice(0, SHORT_ID)}`, value, at };
}

function stopClue(task: Task, field: string, text: string): Clue {
  return { kind: 'stop', ...taskProof(task, field, text, task.stoppedAt), text, task: task.id };
}

function rolloutClue(what: string, text: string, at: Date | undefined, source: string): Clue {
  return { kind: 'rollout', source, what, value: text, text, at, task: undefined };
}
