import type { Answer, Call } from '../ask/answer.ts';
import { type DiffDeps, diffAnswer } from '../ask/diff-answer.ts';
import { ASK_AGAIN } from '../ask/judged-answer.ts';
import { oneService } from '../ask/meant-service.ts';
import { UserError } from '../errors.ts';
import type { Command } from './command.ts';

/** `diff <service> [from] [to]`: what a revision changed */
export const diff = {
  name: 'diff',
  usage: 'diff <service> [from] [to]',
  summary: 'what a revision changed, what bears on health first',
  examples: ['diff web', 'diff web 14 15', 'diff prod-cluster/web 14'],
  role: 'viewer',
  options: { env: 'value' },
  optionWords: { '--env prod-eu': 'the service of this environment' },
  async run(deps: DiffDeps, { words, options }: Call): Promise<Answer> {
    const [name, from, to, ...others] = words;
    if (name === undefined || others.length > 0)
      throw new UserError('Name a service and at most two revisions: `/snail diff web 14 15`.');
    const ref = await oneService(deps, { words: [name], options });
    return diffAnswer(deps, ref, { typed: { from, to }, freshness: ASK_AGAIN });
  },
} satisfies Command;
