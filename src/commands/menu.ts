import type { Answer, Call } from '../ask/answer.ts';
import { judgeAll } from '../ask/judged-answer.ts';
import { defaultEnvironment } from '../ask/meant-service.ts';
import { openAlerts } from '../ask/open-alerts.ts';
import { operationGlance } from '../ask/operation-glance.ts';
import { watchedOrAll } from '../ask/watched-services.ts';
import type { Overview } from '../deployment/sighting.ts';
import type { Deps } from '../deps.ts';
import { menuMessage } from '../views/menu.ts';
import type { Command } from './command.ts';

/** The menu is a glance: what was read within the last minute will do. */
const GLANCE = { maxAgeMs: 60_000 };

type MenuDeps = Pick<
  Deps,
  'estate' | 'watches' | 'threads' | 'operations' | 'trackers' | 'verifications' | 'clock' | 'commands'
>;

/** Bare `/snail`, or `menu` */
export const menu = {
  name: 'menu',
  usage: 'menu',
  summary: 'what is wrong here now, and what can be asked; the same as no word at all',
  examples: ['menu'],
  role: 'viewer',
  options: {},
  optionWords: {},
  async run(
    { estate, watches, threads, operations, trackers, verifications, clock, commands }: MenuDeps,
    { place }: Call,
  ): Promise<Answer> {
    const [{ refs, gaps, scope }, open, own] = await Promise.all([
      watchedOrAll({ watches, estate }, place),
      openAlerts({ threads }, place),
      operationGlance({ operations, trackers, verifications, clock }, place),
    ]);
    const answerOf = async (overview: Overview): Promise<Answer> => {
      const now = clock.now();
      const judged = await judgeAll(overview, now);
      const message = menuMessage({
        judged,
        scope,
        gaps: [...gaps, ...open.gaps, ...own.gaps, ...overview.gaps],
        operation: own.glance,
        alerts: open.alerts,
        environments: estate.environments.map(({ alias }) => alias),
        defaultEnv: defaultEnvironment(estate),
        commands,
        place,
        now,
      });
      return { message, data: { services: judged, alerts: open.alerts, commands } };
    };
    const { first, complete } = await estate.overview(refs, GLANCE);
    const answer = await answerOf(first);
    return complete ? { ...answer, later: complete.then(answerOf) } : answer;
  },
} satisfies Command;
