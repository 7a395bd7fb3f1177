import type { Call } from '../ask/answer.ts';
import { LOGS_OPTIONS, type LogsDeps, logsAnswer } from '../ask/logs-answer.ts';
import type { Command } from './command.ts';

/** `logs <service>`: opens a thread and follows the service's lines into it */
export const logs = {
  name: 'logs',
  usage: 'logs <service> [--since 15m] [--grep word] [--follow 10m]',
  summary: 'the lines a service writes, in a thread, and those to come',
  examples: [
    'logs web',
    'logs web --since 2h30m --grep timeout --no-follow',
    'logs web --errors --follow 30m',
    'logs web --previous',
    'logs web --grep "/user-\\d+/" --exclude health --lines 500',
    'logs web --since 09:00Z --until 09:30Z --container app',
  ],
  role: 'viewer',
  reads: 'logs',
  options: LOGS_OPTIONS,
  run(deps: LogsDeps, call: Call) {
    return logsAnswer(deps, call);
  },
} satisfies Command;
