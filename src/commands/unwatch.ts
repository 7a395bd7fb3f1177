import type { Answer, Call } from '../ask/answer.ts';
import { defaultEnvironment } from '../ask/meant-service.ts';
import { findService } from '../deployment/find-service.ts';
import { serviceLabel } from '../deployment/ref.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { capital, oneLine } from '../text.ts';
import { sayMessage } from '../views/failure.ts';
import { here } from '../views/place-words.ts';
import type { Command } from './command.ts';

/** `unwatch <service>`: looks among what the channel watches, so that a deleted service can be let go. */
export const unwatch = {
  name: 'unwatch',
  usage: 'unwatch <service>',
  summary: 'makes this channel let go of a service',
  examples: ['unwatch web', 'unwatch prod-eu:prod-cluster/web'],
  role: 'operator',
  options: { env: 'value' },
  optionWords: { '--env prod-eu': 'the service of this environment' },
  async run({ estate, watches }: Pick<Deps, 'estate' | 'watches'>, call: Call): Promise<Answer> {
    const [name] = call.words;
    if (name === undefined)
      throw new UserError('Which one? `/snail unwatch <service>`; `/snail watch` lists them.');
    const defaultEnv = defaultEnvironment(estate);
    const watched = (await watches.list(call.place.channel)).map(({ ref }) => ref);
    const { env } = call.options;
    const match = findService(
      name,
      env === undefined ? watched : watched.filter((ref) => ref.env === env),
      defaultEnv,
    );
    const labels = (refs: typeof watched) => refs.map((ref) => serviceLabel(ref, defaultEnv)).join(', ');
    if (match.kind === 'ambiguous')
      throw new UserError(`Several fit: ${labels(match.refs.slice(0, 10))}. Type the whole name.`);
    if (match.kind === 'unknown') {
      const what = watched.length === 0 ? 'It watches none.' : `It watches ${labels(watched.slice(0, 10))}.`;
      throw new UserError(`${capital(here(call.place))} does not watch "${oneLine(name, 60)}". ${what}`);
    }
    await watches.remove(call.place.channel, match.ref);
    const message = sayMessage(
      `${capital(here(call.place))} no longer watches ${serviceLabel(match.ref, defaultEnv)} · ${match.ref.env}.`,
    );
    return { message, data: { outcome: 'removed', ref: match.ref } };
  },
} satisfies Command;
