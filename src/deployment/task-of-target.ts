import type { Target, Task } from './service.ts';

/**
 * The task behind a target. An address belongs to one task. An instance (bridge and host mode) is told apart by
 * its host port alone, since a task does not name its instance's id: where several tasks use that port, as
 * those with a fixed one do, it stays unknown.
 */
export function taskOfTarget(target: Target, tasks: readonly Task[]): Task | undefined {
  if (!target.id.startsWith('i-')) return tasks.find((task) => task.privateIp === target.id);
  const { port } = target;
  const [one, ...others] = tasks.filter((task) => port !== undefined && task.hostPorts.includes(port));
  return others.length === 0 ? one : undefined;
}
