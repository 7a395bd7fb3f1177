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
  optionWords: {
    '--since 2h30m': 'from when: how long ago, or a time with a zone, as 2026-11-25T09:00Z; 15m unless told',
    '--until 1h': 'to when, written alike; now unless told',
    '--grep word': 'only lines with it, in any case; /…/ for a regular expression; may be repeated',
    '--exclude word': 'only lines without it; may be repeated',
    '--errors': 'only errors and worse, and stack traces',
    '--task 1a2b': 'one task by the beginning of its id',
    '--container app': 'one container',
    '--previous': 'the task that died last, around its end',
    '--lines 500': 'how many of the lines that are there already, at most 10,000',
    '--follow 10m': 'for how long new lines are followed, at most 60m; 5m unless told',
    '--no-follow': 'no new lines',
    '--env prod-eu': 'the service of this environment',
  },
  run(deps: LogsDeps, call: Call) {
    return logsAnswer(deps, call);
  },
} satisfies Command;
