import { watchersOf } from '../alerting/find-watchers.ts';
import { serviceIn } from '../alerting/scope.ts';
import type { Watch } from '../alerting/watch.ts';
import type { Answer, Call } from '../ask/answer.ts';
import { expandScopes } from '../ask/expand-scopes.ts';
import { meantScope } from '../ask/meant-scope.ts';
import { defaultEnvironment } from '../ask/meant-service.ts';
import { WATCH_OPTIONS, watchChangeOf } from '../ask/watch-change.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { type WatchLine, watchesMessage, watchMessage } from '../views/watch.ts';
import type { Command } from './command.ts';

type WatchDeps = Pick<Deps, 'estate' | 'watches' | 'clock' | 'directory'>;

/** `watch <service or pattern>`, and bare `watch` for the list */
export const watch = {
  name: 'watch',
  usage: 'watch [service or pattern] [--on-call @group] [--escalate @group] [--quiet 2h]',
  summary: 'opens a thread in this channel when something breaks there; bare: what it watches',
  examples: [
    'watch web --on-call @team-web',
    'watch prod/* --on-call @team-web --escalate @leads',
    'watch *:prod/web*',
    'watch tag:team=payments',
    'watch web --quiet 2h',
    'watch web --quiet "0 2 * * 0" --for 2h --tz Europe/Berlin',
    'watch web --on-call none',
    'watch',
  ],
  role: (words) => (words.length === 0 ? 'viewer' : 'operator'),
  options: WATCH_OPTIONS,
  optionWords: {
    '--on-call @group': 'who is called first, a person or a group; `none` nobody',
    '--escalate @group': 'who is called when nobody acknowledges; `none` nobody but the channel',
    '--quiet 2h': 'no new alert is told for so long; `none` ends it',
    '--for 2h':
      'how long quiet hours last that come again, as `--quiet "0 2 * * 0"`: minute hour day month weekday',
    '--tz Europe/Berlin': 'the zone that they are meant in',
    '--env prod-eu': 'the service or the pattern of this environment',
  },
  async run(deps: WatchDeps, call: Call): Promise<Answer> {
    if (call.place.kind === 'terminal')
      throw new UserError('A channel watches services; a terminal is none. Type this in Slack.');
    return call.words.length === 0 ? listed(deps, call) : saved(deps, call);
  },
} satisfies Command;

async function listed(deps: WatchDeps, { options, place }: Call): Promise<Answer> {
  const [option] = Object.keys(options);
  if (option !== undefined)
    throw new UserError(`\`--${option}\` of which service? \`/snail watch <service> --${option} …\``);
  const all = await deps.watches.list(place.channel);
  const lines = await Promise.all(all.map((each) => lineOf(deps, each)));
  return { message: watchesMessage(lines, aroundOf(deps, place)), data: all };
}

async function saved(deps: WatchDeps, call: Call): Promise<Answer> {
  const { watches, clock, directory } = deps;
  const { channel, kind } = call.place;
  const now = clock.now();
  const change = watchChangeOf(call.options, now);
  const scope = await meantScope(deps, call);
  const isWide = serviceIn(scope) === undefined;
  const [{ outcome, watch: kept }, covered, membership] = await Promise.all([
    watches.save({ channel, scope, createdBy: call.person.id, createdAt: now }, change),
    isWide ? expandScopes(deps, [scope]) : undefined,
    kind === 'channel' ? directory.membership(channel) : 'unknown',
  ]);
  const holds = await withWider(deps, kept);
  const [line, emptyGroups] = await Promise.all([lineOf(deps, holds), emptyGroupsOf(deps, holds)]);
  const message = watchMessage(
    {
      ...line,
      outcome,
      covers: covered?.refs.length,
      gaps: covered?.gaps ?? [],
      emptyGroups,
      outside: membership === 'outside',
    },
    aroundOf(deps, call.place),
  );
  return { message, data: { outcome, watch: kept, covers: covered?.refs } };
}

/** What holds for a service, with what a pattern of the channel says where its own watch says nothing. */
async function withWider({ watches }: WatchDeps, watch: Watch): Promise<Watch> {
  const ref = serviceIn(watch.scope);
  if (!ref) return watch;
  const [holds = watch] = watchersOf(ref, await watches.list(watch.channel), () => []);
  return holds;
}

function aroundOf({ estate, clock }: WatchDeps, place: Call['place']) {
  return { defaultEnv: defaultEnvironment(estate), place, now: clock.now() };
}

async function lineOf({ directory }: WatchDeps, { scope, quiet, ...called }: Watch): Promise<WatchLine> {
  const nameOf = async (id: string | undefined) => (id === undefined ? undefined : directory.nameOf(id));
  const [onCall, escalateTo] = await Promise.all([nameOf(called.onCall), nameOf(called.escalateTo)]);
  return { scope, quiet, onCall, escalateTo };
}

/** Groups that are called and have no members, by name: a call to them would reach nobody and look as if it had. */
async function emptyGroupsOf(
  { directory }: WatchDeps,
  { onCall, escalateTo }: Watch,
): Promise<readonly string[]> {
  const groups = [...new Set([onCall, escalateTo])].filter((id) => id?.startsWith('S'));
  const names = groups.map(async (id = '') =>
    (await directory.membersOf(id)) === 0 ? [await directory.nameOf(id)] : [],
  );
  return (await Promise.all(names)).flat();
}
