import type { Call } from '../ask/answer.ts';
import { ASK_AGAIN } from '../ask/judged-answer.ts';
import { type PastStatusDeps, pastStatus } from '../ask/past-status.ts';
import { STATUS_OPTIONS, type StatusDeps, statusAnswer } from '../ask/status-answer.ts';
import type { Command } from './command.ts';

/** `status` and `status <service>`; with `--at`, how things stood */
export const status = {
  name: 'status',
  usage: 'status [service]',
  summary: 'how the services are, or one of them in full',
  examples: [
    'status',
    'status web',
    'status prod-cluster/web',
    'status --env prod-eu',
    'status --all',
    'status --at "yesterday 18:00"',
  ],
  role: 'viewer',
  options: { ...STATUS_OPTIONS, at: 'value' },
  optionWords: {
    '--env prod-eu': 'only this environment',
    '--all': 'every service, not only those this channel watches',
    '--op "Snail Trail"': 'with this operation, instead of the one of this channel',
    '--at "yesterday 18:00"':
      'how things stood then, as the last digest here before it has it; in your time zone',
  },
  run(deps: StatusDeps & PastStatusDeps, call: Call) {
    if (call.options.at !== undefined) return pastStatus(deps, call);
    return statusAnswer(deps, call, ASK_AGAIN);
  },
} satisfies Command;
