import type { Call } from '../ask/answer.ts';
import { ASK_AGAIN } from '../ask/judged-answer.ts';
import { STATUS_OPTIONS, type StatusDeps, statusAnswer } from '../ask/status-answer.ts';
import type { Command } from './command.ts';

/** `status` and `status <service>` */
export const status = {
  name: 'status',
  usage: 'status [service]',
  summary: 'how the services are, or one of them in full',
  examples: ['status', 'status web', 'status prod-cluster/web', 'status --env prod-eu', 'status --all'],
  role: 'viewer',
  options: STATUS_OPTIONS,
  optionWords: {
    '--env prod-eu': 'only this environment',
    '--all': 'every service, not only those this channel watches',
    '--op "Snail Trail"': 'with this operation, instead of the one of this channel',
  },
  run(deps: StatusDeps, call: Call) {
    return statusAnswer(deps, call, ASK_AGAIN);
  },
} satisfies Command;
