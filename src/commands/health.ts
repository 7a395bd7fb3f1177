import type { Answer, Call } from '../ask/answer.ts';
import { oneValue } from '../ask/grammar.ts';
import { type HealthDeps, healthAnswer, healthOverview } from '../ask/health-answer.ts';
import { ASK_AGAIN } from '../ask/judged-answer.ts';
import { defaultEnvironment, knownEnvironment, oneService } from '../ask/meant-service.ts';
import type { Command } from './command.ts';

/** `health` and `health <service>`: how they are checked, and what comes of it */
export const health = {
  name: 'health',
  usage: 'health [service]',
  summary: 'container and load-balancer checks side by side, both results for every task, and what is odd',
  examples: ['health', 'health web', 'health prod-cluster/web', 'health --env prod-eu'],
  role: 'viewer',
  options: { env: 'value' },
  optionWords: { '--env prod-eu': 'of this environment' },
  async run(deps: HealthDeps, call: Call): Promise<Answer> {
    const asked = { freshness: ASK_AGAIN, place: call.place };
    if (call.words.length > 0) return healthAnswer(deps, await oneService(deps, call), asked);
    const aliases = deps.estate.environments.map(({ alias }) => alias);
    const env = knownEnvironment(aliases, oneValue(call.options.env)) ?? defaultEnvironment(deps.estate);
    return healthOverview(deps, { env, ...asked });
  },
} satisfies Command;
