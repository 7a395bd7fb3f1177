import type { Answer, Call } from '../ask/answer.ts';
import { ASK_AGAIN } from '../ask/judged-answer.ts';
import { oneService } from '../ask/meant-service.ts';
import { needSomebody, type PostDeps, sharedDiagnosis } from '../ask/post-diagnosis.ts';
import { runAnswer } from '../ask/run-answer.ts';
import { type RunDeps, runDiagnosis } from '../ask/run-diagnosis.ts';
import type { Command } from './command.ts';

/** `diagnose <service>`: why it is unwell, with proof */
export const diagnose = {
  name: 'diagnose',
  usage: 'diagnose <service> [--share]',
  summary: 'why a service is unwell: the root cause with its proof, what is ruled out, what to do',
  examples: [
    'diagnose web',
    'diagnose prod-cluster/web',
    'diagnose web --env prod-eu',
    'diagnose web --share',
  ],
  role: 'viewer',
  reads: 'logs',
  options: { env: 'value', share: 'flag' },
  optionWords: {
    '--env prod-eu': 'the service of this environment',
    '--share': 'for all to see, with the raw evidence as a file in its thread',
  },
  async run(deps: RunDeps & PostDeps, call: Call): Promise<Answer> {
    const { place, person, options } = call;
    if (options.share) needSomebody(place);
    const ref = await oneService(deps, call);
    const run = await runDiagnosis(deps, ref, { freshness: ASK_AGAIN, channel: place.channel });
    return options.share ? sharedDiagnosis(deps, run, { place, person }) : runAnswer(deps, run, place);
  },
} satisfies Command;
