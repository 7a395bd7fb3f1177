import type { Task } from '../deployment/service.ts';
import { counted } from '../text.ts';
import { eventClues, lineClues, proofOf, stopClues, targetClues, taskProof } from './clues.ts';
import type { Evidence } from './evidence.ts';
import type { Proof } from './rule.ts';
import type { Suspect } from './suspect.ts';

/** How far a task can get, in order. What it got past is not why it fails. */
export const RUNGS = ['placed', 'attached', 'pulled', 'started', 'reached'] as const;
export type Rung = (typeof RUNGS)[number];

/** What shows how far the failing tasks got. */
export interface Height {
  readonly says: string;
  readonly proof: readonly Proof[];
}

/** They fail alike; those of long ago may have failed of something else. */
const MOST_TASKS = 10;
const ANSWERED = /codes: \[(\d{3}[^\]]*)\]/;
const SILENT = /Target\.Timeout|Request timed out/i;
const CHECKER = /ELB-HealthChecker/;

/** The HTTP codes with which failing tasks answered the load balancer: proof of the whole way to the program. */
export function answeredCodes(
  evidence: Evidence,
): readonly { readonly code: number; readonly proof: Proof; readonly task: string | undefined }[] {
  const clues = [...targetClues(evidence), ...eventClues(evidence.suspect), ...stopClues(evidence.suspect)];
  return clues.flatMap((clue) => {
    const [, codes = ''] = ANSWERED.exec(clue.text) ?? [];
    return [...codes.matchAll(/\d{3}/g)].map(([code]) => ({
      code: Number(code),
      proof: proofOf(clue),
      task: clue.task,
    }));
  });
}

/**
 * What shows that the failing tasks all got to a rung, so that what could stop them below it is excluded; undefined
 * where they did not, or where that is not known.
 */
export function gotTo(evidence: Evidence, rung: Rung): Height | undefined {
  if (rung === 'reached') return reachedProof(evidence);
  const tasks = inQuestion(evidence.suspect).slice(0, MOST_TASKS);
  const [first] = tasks;
  if (!first || tasks.some((task) => rungOf(task) < RUNGS.indexOf(rung))) return undefined;
  if (evidence.suspect.state === 'well') return runs(first);
  const lowest = tasks.reduce((low, task) => (rungOf(task) < rungOf(low) ? task : low), first);
  return shown(lowest, RUNGS[rungOf(lowest)] ?? 'placed');
}

/** Where nothing fails, what runs. */
function inQuestion({ state, failing, tasks }: Suspect): readonly Task[] {
  if (state !== 'well') return failing;
  return tasks.filter(({ lastStatus, startedAt }) => lastStatus === 'running' && startedAt !== undefined);
}

function runs(task: Task): Height {
  return {
    says: 'its tasks run',
    proof: [taskProof(task, 'startedAt', task.startedAt?.toISOString() ?? '', task.startedAt)],
  };
}

/** An answer of one of them shows the way for all, as long as none is said not to have been reached. */
function reachedProof(evidence: Evidence): Height | undefined {
  if (evidence.suspect.state === 'well') return passes(evidence);
  const clues = [...targetClues(evidence), ...eventClues(evidence.suspect)];
  if (clues.some(({ text }) => SILENT.test(text))) return undefined;
  const [answer] = answeredCodes(evidence);
  if (answer)
    return {
      says: `the load balancer got an answer from the tasks, HTTP ${answer.code}`,
      proof: [answer.proof],
    };
  const asked = lineClues(evidence).find(({ text }) => CHECKER.test(text));
  if (!asked) return undefined;
  return {
    says: 'the load balancer’s requests are in the log of a failing task',
    proof: [proofOf(asked)],
  };
}

/** A target that is healthy was reached and answered. */
function passes({ sighting }: Evidence): Height | undefined {
  for (const { group, targets } of sighting.targetGroups) {
    const healthy = targets.kind === 'known' ? targets.value.filter(({ state }) => state === 'healthy') : [];
    const [first] = healthy;
    if (!first || targets.kind !== 'known') continue;
    const what = `TargetHealth.State of ${first.id}:${first.port ?? ''} in ${group.name}`;
    const source = 'elasticloadbalancing:DescribeTargetHealth';
    return {
      says: `the load balancer’s checks pass at ${counted(healthy.length, 'target')}`,
      proof: [{ source, what, value: 'healthy', at: targets.readAt }],
    };
  }
  return undefined;
}

/** A number, to be compared. */
function rungOf({ startedAt, pullStoppedAt, privateIp }: Task): number {
  if (startedAt) return RUNGS.indexOf('started');
  if (pullStoppedAt) return RUNGS.indexOf('pulled');
  return RUNGS.indexOf(privateIp === undefined ? 'placed' : 'attached');
}

function shown(task: Task, rung: Rung): Height {
  switch (rung) {
    case 'started':
      return {
        says: 'every failing task reached RUNNING',
        proof: [taskProof(task, 'startedAt', task.startedAt?.toISOString() ?? '', task.startedAt)],
      };
    case 'pulled':
      return {
        says: 'every failing task pulled its image',
        proof: [
          taskProof(task, 'pullStoppedAt', task.pullStoppedAt?.toISOString() ?? '', task.pullStoppedAt),
        ],
      };
    case 'attached':
      return {
        says: 'every failing task got its network interface',
        proof: [
          taskProof(task, 'attachments[].details.privateIPv4Address', task.privateIp ?? '', task.createdAt),
        ],
      };
    default:
      return {
        says: 'ECS placed the failing tasks',
        proof: [taskProof(task, 'createdAt', task.createdAt?.toISOString() ?? '', task.createdAt)],
      };
  }
}
