import { taskProof } from '../clues.ts';
import type { Evidence } from '../evidence.ts';
import { SIGKILL } from '../exits.ts';
import { NOTHING, type Rule, ruledOut, type Verdict } from '../rule.ts';

/** Rules about memory that ran out. */
export const memoryRules: readonly Rule[] = [
  {
    id: 'oom-killed',
    title: 'The container was killed for using too much memory',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/out-of-memory.html',
    examine: outOfMemory,
  },
];

function outOfMemory(evidence: Evidence): Verdict {
  const killed = evidence.suspect.failing.flatMap((task) => {
    const container = task.containers.find(({ reason }) => /^OutOfMemory/i.test(reason ?? ''));
    return container ? [{ task, container }] : [];
  });
  const [first] = killed;
  const about = { remedy: 'give the container or the task more memory, or mend the leak' };
  if (first)
    return {
      kind: 'confirmed',
      says: `container ${first.container.name} was killed for using too much memory`,
      because: [
        taskProof(
          first.task,
          `containers[${first.container.name}].reason`,
          first.container.reason ?? '',
          first.task.stoppedAt,
        ),
        ...(first.container.exitCode === undefined
          ? []
          : [taskProof(first.task, 'exitCode', String(first.container.exitCode), first.task.stoppedAt)]),
      ],
      explains: killed.length,
      ...about,
    };
  // Where the whole task's limit is hit, Fargate may give no reason; ECS's own signal has another stop code.
  const silent = evidence.suspect.failing.filter(
    ({ stopCode, containers }) =>
      stopCode === 'EssentialContainerExited' && containers.some(({ exitCode }) => exitCode === SIGKILL),
  );
  const [one] = silent;
  if (!one) return killedByEcs(evidence);
  return {
    kind: 'likely',
    says: 'a container was killed (exit code 137) and ECS had not stopped it',
    because: [taskProof(one, 'containers[].exitCode', '137', one.stoppedAt)],
    settle: 'the task’s memory use in CloudWatch just before',
    explains: silent.length,
    ...about,
  };
}

/** A kill that ECS itself asked for is no lack of memory, whatever people read out of 137. */
function killedByEcs({ sighting, suspect }: Evidence): Verdict {
  const stopped = [...suspect.failing, ...(sighting.stopped?.kind === 'known' ? sighting.stopped.value : [])];
  const one = stopped.find(
    ({ stopCode, containers }) =>
      stopCode === 'ServiceSchedulerInitiated' && containers.some(({ exitCode }) => exitCode === SIGKILL),
  );
  if (!one) return NOTHING;
  return ruledOut(
    'exit code 137 came after ECS had asked the task to stop, and no container says OutOfMemoryError',
    taskProof(one, 'stopCode', 'ServiceSchedulerInitiated', one.stoppedAt),
  );
}
