import type { Answer, Call } from '../ask/answer.ts';
import { type DiagnoseDeps, diagnosisAnswer } from '../ask/diagnose-answer.ts';
import { ASK_AGAIN } from '../ask/judged-answer.ts';
import { oneService } from '../ask/meant-service.ts';
import type { Command } from './command.ts';

/** `diagnose <service>`: why it is unwell, with proof */
export const diagnose = {
  name: 'diagnose',
  usage: 'diagnose <service>',
  summary: 'why a service is unwell: the root cause with its proof, what is ruled out, what to do',
  examples: ['diagnose web', 'diagnose prod-cluster/web', 'diagnose web --env prod-eu'],
  role: 'viewer',
  reads: 'logs',
  options: { env: 'value' },
  optionWords: { '--env prod-eu': 'the service of this environment' },
  async run(deps: DiagnoseDeps, call: Call): Promise<Answer> {
    return diagnosisAnswer(deps, await oneService(deps, call), { freshness: ASK_AGAIN });
  },
} satisfies Command;
