import { matching, taskProof } from '../clues.ts';
import type { Evidence } from '../evidence.ts';
import { NOTHING, type Rule, ruledOut, type Verdict } from '../rule.ts';
import { cluesIn, proofsOf } from '../saying.ts';

const STOPPED = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html';
const EVENTS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html';

/** What looks like a cause and follows from one: shown as excluded, never as what is wrong. */
export const effectRules: readonly Rule[] = [
  { id: 'sigterm-exit', title: 'ECS stopped the container', source: STOPPED, examine: stoppedByEcs },
  said(
    'start-throttled',
    'ECS waits longer between starts',
    /unable to consistently start tasks/i,
    'ECS only waits longer between its tries; why they fail is in the stopped tasks',
  ),
  said(
    'circuit-breaker-tripped',
    'The circuit breaker ended the deployment',
    /circuit breaker|deployment failed: tasks failed to start/i,
    'the circuit breaker counts failures of either kind, and “failed to start” may mean failed checks',
  ),
  said(
    'target-draining',
    'Targets are being taken out',
    /Target\.DeregistrationInProgress/i,
    'targets drain whenever tasks are replaced',
  ),
];

function stoppedByEcs({ suspect }: Evidence): Verdict {
  const stopped = suspect.failing.find(
    ({ stopCode, containers }) =>
      stopCode === 'ServiceSchedulerInitiated' &&
      containers.some(({ exitCode }) => exitCode === 143 || exitCode === 137),
  );
  if (!stopped) return NOTHING;
  const code = stopped.containers.find(({ exitCode }) => exitCode !== undefined)?.exitCode;
  return ruledOut(
    `exit code ${code} came of ECS’s own stop (stopCode ServiceSchedulerInitiated)`,
    taskProof(stopped, 'stopCode', 'ServiceSchedulerInitiated', stopped.stoppedAt),
  );
}

function said(id: string, title: string, says: RegExp, because: string): Rule {
  return {
    id,
    title,
    source: EVENTS,
    examine: (evidence) => {
      const clues = matching(cluesIn(evidence, ['event', 'rollout', 'target']), says);
      return clues.length === 0 ? NOTHING : ruledOut(because, ...proofsOf(clues));
    },
  };
}
