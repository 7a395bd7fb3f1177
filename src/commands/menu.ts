import type { Answer, Call } from '../ask/answer.ts';
import { judgeAll } from '../ask/judged-answer.ts';
import type { Deps } from '../deps.ts';
import { menuMessage } from '../views/menu.ts';
import type { Command } from './command.ts';

/** The menu is a glance: what was read within the last minute will do. */
const GLANCE = { maxAgeMs: 60_000 };

/** Bare `/snail`, or `menu` */
export const menu = {
  name: 'menu',
  usage: 'menu',
  summary: 'what is wrong here now, and what can be asked; the same as /snail alone',
  examples: ['menu'],
  role: 'viewer',
  options: {},
  async run(
    { estate, watches, clock, commands }: Pick<Deps, 'estate' | 'watches' | 'clock' | 'commands'>,
    { place }: Call,
  ): Promise<Answer> {
    const watched = (await watches.list(place.channel)).map(({ ref }) => ref);
    const answerOf = (overview: Parameters<typeof judgeAll>[0]): Answer => {
      const now = clock.now();
      const judged = judgeAll(overview, now);
      const environments = estate.environments.map(({ alias }) => alias);
      const message = menuMessage({
        watched: judged,
        environments,
        defaultEnv: environments[0] ?? '',
        commands,
        now,
      });
      return { message, data: { watched: judged, commands } };
    };
    const { first, complete } = await estate.overview(watched, GLANCE);
    return complete ? { ...answerOf(first), later: complete.then(answerOf) } : answerOf(first);
  },
} satisfies Command;
