import type { Person } from '../access/person.ts';
import type { Alert } from '../alerting/alert.ts';
import { byState } from '../alerting/open-alerts.ts';
import { nextRungOf } from '../alerting/pass-time.ts';
import type { AlertThread } from '../alerting/thread.ts';
import { isAlertThread } from '../alerting/thread.ts';
import type { Answer, Call } from '../ask/answer.ts';
import { defaultEnvironment } from '../ask/meant-service.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { type AlertLine, alertsMessage, MOST_ALERTS } from '../views/alerts.ts';
import type { Command } from './command.ts';

type AlertsDeps = Pick<Deps, 'estate' | 'watches' | 'threads' | 'directory' | 'clock'> & {
  readonly outbox: Pick<Deps['outbox'], 'permalink'>;
};

/** `alerts`: those of this channel, or of every one */
export const alerts = {
  name: 'alerts',
  usage: 'alerts [--mine] [--unacked] [--all]',
  summary: 'the open alerts of this channel, with links to their threads',
  examples: ['alerts', 'alerts --unacked', 'alerts --all --mine'],
  role: 'viewer',
  options: { mine: 'flag', unacked: 'flag', all: 'flag' },
  optionWords: {
    '--mine': 'only those I acknowledged, snoozed or am on call for',
    '--unacked': 'only those that nobody has acknowledged',
    '--all': 'of every channel',
  },
  async run(deps: AlertsDeps, { words, options, person, place }: Call): Promise<Answer> {
    if (words.length > 0)
      throw new UserError('This lists alerts of all services: `/snail alerts`, without more.');
    const everywhere = options.all === true || place.kind === 'terminal';
    const where = everywhere ? {} : { channel: place.channel };
    const [threads, watches] = await Promise.all([
      deps.threads.list(where),
      everywhere ? deps.watches.all() : deps.watches.list(place.channel),
    ]);
    const wanted = threads
      .filter(isAlertThread)
      .filter(({ about }) => about.state !== 'counting' && about.state !== 'resolved')
      .filter(({ about }) => options.mine !== true || isOf(about, person))
      .filter(({ about }) => options.unacked !== true || about.state === 'firing');
    const message = alertsMessage({
      lines: await linesOf(deps, wanted),
      blind: threads.flatMap(({ about }) => (about.topic === 'blindness' ? [about] : [])),
      watches: watches.length > 0,
      ...(everywhere ? { within: wanted.length > 0 ? 'all channels' : 'any channel' } : {}),
      which: whichWords(options),
      defaultEnv: defaultEnvironment(deps.estate),
      place,
      now: deps.clock.now(),
    });
    return { message, data: wanted.map(({ id, channel, about }) => ({ id, channel, ...about })) };
  },
} satisfies Command;

/** Whether somebody has it, put it to sleep, or is on call for it: themselves or a group they are known to be in. */
function isOf({ acknowledged, snoozed, onCall }: Alert, { id, groups }: Person): boolean {
  if (acknowledged?.by.id === id || snoozed?.by.id === id) return true;
  return onCall !== undefined && [id, ...groups].includes(onCall);
}

/** " of yours that nobody has acknowledged" */
function whichWords({ mine, unacked }: Call['options']): string {
  return `${mine === true ? ' of yours' : ''}${unacked === true ? ' that nobody has acknowledged' : ''}`;
}

/** Slack is asked for the addresses of those that are shown, and of no more. */
function linesOf(deps: AlertsDeps, threads: readonly AlertThread[]): Promise<readonly AlertLine[]> {
  const sorted = [...threads].sort((one, other) => byState(one.about, other.about));
  return Promise.all(
    sorted.map(async (thread, at) => ({
      alert: thread.about,
      address: at < MOST_ALERTS ? await addressOf(deps, thread) : undefined,
      next: at < MOST_ALERTS ? await nextName(deps, thread.about) : undefined,
    })),
  );
}

async function addressOf(
  { threads, outbox }: AlertsDeps,
  { id, channel }: AlertThread,
): Promise<string | undefined> {
  const { root } = await threads.deliveryOf(id);
  return root === undefined ? undefined : outbox.permalink({ channel, ts: root });
}

async function nextName({ directory }: AlertsDeps, alert: Alert): Promise<string | undefined> {
  const rung = nextRungOf(alert);
  if (!rung) return undefined;
  return rung.kind === 'channel' ? 'the whole channel' : directory.nameOf(rung.id);
}
