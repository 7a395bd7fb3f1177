import type { OnCallChange } from '../alerting/watch.ts';
import type { Answer, Call } from '../ask/answer.ts';
import { defaultEnvironment, oneService } from '../ask/meant-service.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { watchesMessage, watchMessage } from '../views/watch.ts';
import type { Command } from './command.ts';

/** `watch <service>`, and bare `watch` for the list */
export const watch = {
  name: 'watch',
  usage: 'watch [service] [--on-call @group]',
  summary: 'makes status and menu of this channel about a service (no alerts yet); bare: what it watches',
  examples: [
    'watch web',
    'watch web --on-call @team-web',
    'watch web --on-call none',
    'watch web --env prod-eu',
    'watch',
  ],
  role: (words) => (words.length === 0 ? 'viewer' : 'operator'),
  options: { 'on-call': 'value', env: 'value' },
  optionWords: {
    '--on-call @group': 'notes a person or a group, `none` nobody; without it that stays as it is',
    '--env prod-eu': 'the service of this environment',
  },
  async run(
    { estate, watches, clock, directory }: Pick<Deps, 'estate' | 'watches' | 'clock' | 'directory'>,
    call: Call,
  ): Promise<Answer> {
    const defaultEnv = defaultEnvironment(estate);
    if (call.place.kind === 'terminal')
      throw new UserError('A channel watches services; a terminal is none. Type this in Slack.');
    if (call.words.length === 0) {
      if (call.options['on-call'] !== undefined)
        throw new UserError('On call for which service? `/snail watch <service> --on-call @group`');
      const all = await watches.list(call.place.channel);
      const named = await Promise.all(
        all.map(async ({ ref, onCall }) => ({ ref, onCall: onCall && (await directory.nameOf(onCall)) })),
      );
      return { message: watchesMessage(named, defaultEnv, call.place), data: all };
    }
    const ref = await oneService({ estate }, call);
    const change = onCallChange(call.options['on-call']);
    const entry = {
      channel: call.place.channel,
      ref,
      createdBy: call.person.id,
      createdAt: clock.now(),
    };
    const [saved, membership] = await Promise.all([
      watches.save(entry, change),
      call.place.kind === 'channel' ? directory.membership(call.place.channel) : 'unknown',
    ]);
    const { outcome } = saved;
    const onCall = saved.onCall && (await directory.nameOf(saved.onCall));
    return {
      message: watchMessage({
        outcome,
        onCall,
        ref,
        defaultEnv,
        place: call.place,
        outside: membership === 'outside',
      }),
      data: { ...saved, ref },
    };
  },
} satisfies Command;

/** Slack sends a chosen person or group as `<@U…>` or `<!subteam^S…>`, with or without a label behind a bar. */
function onCallChange(option: Call['options'][string] | undefined): OnCallChange {
  if (option === undefined) return { kind: 'keep' };
  const typed = String(option);
  if (typed.toLowerCase() === 'none') return { kind: 'clear' };
  const id =
    /^<(?:@|!subteam\^)([UWS][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(typed)?.[1] ??
    /^[UWS][A-Z0-9]{5,}$/.exec(typed)?.[0];
  if (id) return { kind: 'set', id };
  throw new UserError(
    'On call is a person or a user group: pick one from the list that opens when you type @, or type `none`.',
  );
}
