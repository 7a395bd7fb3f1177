import type { LogEntry } from './entry.ts';

/** Who wrote a line, as far as the name of its stream tells. */
export interface Place {
  readonly container: string;
  readonly task: string | undefined;
}

/** The tasks and containers of a tail in order of appearance, which gives each task its lasting mark. */
export interface Places {
  readonly tasks: readonly string[];
  readonly containers: readonly string[];
}

export const NO_PLACES: Places = { tasks: [], containers: [] };

/**
 * Reads `prefix/container/task-id`; the prefix may itself hold slashes.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
 */
export function placeOf(stream: string): Place {
  const parts = stream.split('/');
  const [container, task] = parts.slice(-2);
  return parts.length >= 3 && container && task
    ? { container, task }
    : { container: stream, task: undefined };
}

/** The places known before and those that these entries add, in order of appearance. */
export function placesWith(before: Places, entries: readonly LogEntry[]): Places {
  const tasks = new Set(before.tasks);
  const containers = new Set(before.containers);
  let last: LogEntry | undefined;
  for (const entry of entries) {
    const { task, container, timesByTask } = entry;
    if (last && last.task === task && last.container === container && !timesByTask) continue;
    last = entry;
    if (task !== undefined) tasks.add(task);
    for (const other of timesByTask?.keys() ?? []) tasks.add(other);
    containers.add(container);
  }
  return { tasks: [...tasks], containers: [...containers] };
}
