import type { Task } from '../deployment/service.ts';
import { groupStopped } from '../deployment/stopped-tasks.ts';
import { UserError } from '../errors.ts';
import type { LogClues, WantedSources } from './find-sources.ts';

/** One task by its id; `task` is undefined where ECS has forgotten it, for its lines outlive it. */
export interface MeantTask {
  readonly id: string;
  readonly task: Task | undefined;
}

/** 32 hexadecimal digits, or a UUID in accounts of old. */
const WHOLE_ID = /^[0-9a-f]{32}$|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOST_NAMED = 5;

/**
 * The task a person meant by its id, the beginning of one, or as the previous one; undefined where all are meant.
 * @throws UserError naming the tasks there are
 */
export function meantTask(clues: LogClues, { task: typed, previous }: WantedSources): MeantTask | undefined {
  if (typed !== undefined && previous)
    throw new UserError('`--task` names one task and `--previous` another. Type only one of them.');
  if (previous) return previousTask(clues);
  return typed === undefined ? undefined : taskNamed(clues, typed);
}

/** The last one that died; where none did, the last one that ECS stopped for a rollout or to scale in. */
function previousTask({ ref, stopped }: LogClues): MeantTask {
  const died = new Set(groupStopped(stopped).flatMap(({ expected, ids }) => (expected ? [] : ids)));
  const [task] = [...stopped].sort(
    (one, other) => Number(died.has(other.id)) - Number(died.has(one.id)) || timeOf(other) - timeOf(one),
  );
  if (task) return { id: task.id, task };
  throw new UserError(
    `ECS remembers no task of ${ref.name} that stopped: it forgets them after about an hour. ` +
      'Type `--task` with its whole id, or `--since 2h` for the lines of all.',
  );
}

function taskNamed({ ref, running, stopped }: LogClues, typed: string): MeantTask {
  const id = typed.slice(typed.lastIndexOf('/') + 1).toLowerCase();
  const all = [...running, ...stopped];
  const found = all.filter((task) => id !== '' && task.id.startsWith(id));
  const exact = found.find((task) => task.id === id);
  if (exact ?? found.length === 1) return { id: (exact ?? found[0])?.id ?? id, task: exact ?? found[0] };
  if (found.length === 0 && WHOLE_ID.test(id)) return { id, task: undefined };
  const named = namesOf(found.length > 0 ? found : all);
  if (found.length > 1) throw new UserError(`Several tasks of ${ref.name} begin like that: ${named}.`);
  if (all.length === 0)
    throw new UserError(`${ref.name} has no task now. Type \`--task\` with the whole id of a former one.`);
  throw new UserError(
    `No task of ${ref.name} begins like that. There are ${named}; of one that stopped over an hour ago type the whole id.`,
  );
}

function namesOf(tasks: readonly Task[]): string {
  const names = tasks.slice(0, MOST_NAMED).map(({ id }) => `\`${id}\``);
  const left = tasks.length - names.length;
  return left > 0 ? `${names.join(', ')} and ${left} more` : names.join(', ');
}

function timeOf(task: Task): number {
  return task.stoppedAt?.getTime() ?? task.stoppingAt?.getTime() ?? 0;
}
