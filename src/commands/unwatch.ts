import type { Answer, Call } from '../ask/answer.ts';
import { endUnwatched } from '../ask/end-unwatched.ts';
import { oneValue } from '../ask/grammar.ts';
import { defaultEnvironment } from '../ask/meant-service.ts';
import { meantWatch } from '../ask/meant-watch.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { capital, counted } from '../text.ts';
import { sayMessage } from '../views/failure.ts';
import { here } from '../views/place-words.ts';
import { scopeLabel } from '../views/scope-words.ts';
import type { Command } from './command.ts';

/** `unwatch <service or pattern>`: its open alerts end, since nobody would hear of them any more. */
export const unwatch = {
  name: 'unwatch',
  usage: 'unwatch <service|pattern>',
  summary: 'makes this channel let go of a service or a pattern; its open alerts end',
  examples: [
    'unwatch web',
    'unwatch prod/*',
    'unwatch prod-eu:prod-cluster/web',
    'unwatch tag:team=payments',
  ],
  role: 'operator',
  options: { env: 'value' },
  optionWords: { '--env prod-eu': 'what is watched of this environment' },
  async run(
    deps: Pick<Deps, 'estate' | 'watches' | 'threads' | 'clock'>,
    { words, options, place }: Call,
  ): Promise<Answer> {
    const [typed, ...others] = words;
    if (typed === undefined || others.length > 0)
      throw new UserError('Which one? `/snail unwatch <service>`; `/snail watch` lists them.');
    const defaultEnv = defaultEnvironment(deps.estate);
    const asked = { typed, env: oneValue(options.env), place, defaultEnv };
    const { scope } = meantWatch(await deps.watches.list(place.channel), asked);
    await deps.watches.remove(place.channel, scope);
    const ended = await endUnwatched(deps, place.channel, scope);
    const label = scopeLabel(scope, defaultEnv);
    const alerts = ended > 0 ? ` ${counted(ended, 'open alert of it', 'open alerts of it')} ended.` : '';
    const message = sayMessage(`${capital(here(place))} no longer watches ${label} · ${scope.env}.${alerts}`);
    return { message, data: { outcome: 'removed', scope, ended } };
  },
} satisfies Command;
