import type { Answer, Call } from '../ask/answer.ts';
import { type DeploysDeps, deploysAnswer, pageTyped } from '../ask/deploys-answer.ts';
import { oneValue } from '../ask/grammar.ts';
import { ASK_AGAIN } from '../ask/judged-answer.ts';
import { oneService } from '../ask/meant-service.ts';
import type { Command } from './command.ts';

/** `deploys <service>`: its history */
export const deploys = {
  name: 'deploys',
  usage: 'deploys <service>',
  summary: 'the deployments of a service and how they ended, newest first',
  examples: ['deploys web', 'deploys prod-cluster/web', 'deploys web --page 2', 'deploys web --env prod-eu'],
  role: 'viewer',
  options: { env: 'value', page: 'value' },
  optionWords: { '--page 2': 'the next ones', '--env prod-eu': 'the service of this environment' },
  async run(deps: DeploysDeps, call: Call): Promise<Answer> {
    const page = pageTyped(oneValue(call.options.page));
    return deploysAnswer(deps, await oneService(deps, call), { page, freshness: ASK_AGAIN });
  },
} satisfies Command;
