import type { Container, Task } from '../deployment/service.ts';
import { isFault } from '../deployment/stopped-tasks.ts';
import { taskProof } from './clues.ts';
import type { Evidence } from './evidence.ts';
import type { Proof } from './rule.ts';

/** A container that ended by itself and took its task with it. */
export interface Exit {
  readonly task: Task;
  readonly container: Container;
  readonly code: number;
}

const SIGTERM = 143;
/** A kill: by ECS when its patience was over, or by the kernel. */
export const SIGKILL = 137;

/** Of each task the container that ended first by itself, as far as that shows. */
export function exitsOf(evidence: Evidence): readonly Exit[] {
  return endedAlone(evidence).flatMap((task) => {
    const own = task.containers.filter(({ exitCode }) => isOwnEnd(exitCode));
    const culprit = own.find(({ exitCode }) => exitCode !== 0) ?? own[0];
    return culprit?.exitCode === undefined ? [] : [{ task, container: culprit, code: culprit.exitCode }];
  });
}

/** Tasks of which a container ended by itself and took them with it. */
export function endedAlone({ suspect }: Evidence): readonly Task[] {
  return suspect.failing.filter((task) => task.stopCode === 'EssentialContainerExited' && isFault(task));
}

/** What ECS itself stopped (143, 137 after its signal) is an effect of something else. */
export function isOwnEnd(code: number | undefined): boolean {
  return code !== undefined && code !== SIGTERM && code !== SIGKILL;
}

/** The exit code, with the task and the container it is of. */
export function exitProof({ task, container, code }: Exit): Proof {
  return taskProof(task, `containers[${container.name}].exitCode`, String(code), task.stoppedAt);
}
