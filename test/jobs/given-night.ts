import type { Alert } from '../../src/alerting/alert.ts';
import { ALERT_POLICY } from '../../src/alerting/policy.ts';
import { tell } from '../../src/alerting/tell.ts';
import type { Thread } from '../../src/alerting/thread.ts';
import type { Watch } from '../../src/alerting/watch.ts';
import type { Deps } from '../../src/deps.ts';
import { UpstreamError } from '../../src/errors.ts';
import { deliverThreads } from '../../src/jobs/deliver-threads.ts';
import type { Message } from '../../src/views/message.ts';
import { fakeDiagnoses } from '../fake-diagnoses.ts';
import { fakeDigests } from '../fake-digests.ts';
import { fakeBlackBox, fakeLeases, fakeOperations, fakeThreads, fakeVerifications } from '../fake-store.ts';
import { fakeEstate, fakeWatches, NO_ANSWER, NO_TAILS, SOME_DIRECTORY } from '../fakes.ts';
import { aSighting, NOW } from '../given.ts';
import { ANNA, aWatch } from '../given-alerts.ts';
import { trackers } from '../given-trackers.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

export type Night = ReturnType<typeof aNight>;

/** What a process meets that is ended by `kill -9`. */
class Killed extends Error {
  override readonly name = 'Killed';
}

interface Posted {
  readonly channel: string;
  /** The root that it belongs under. */
  readonly under: string | undefined;
  readonly ts: string;
  readonly key: string | undefined;
  readonly broadcast: boolean;
  texts: string[];
}

/** Slack with channels in which messages stay, are edited and deleted, and that can be made to refuse. */
export function aSlack() {
  const messages: Posted[] = [];
  const told: string[] = [];
  const refusing = new Map<string, UpstreamError>();
  const calls: string[] = [];
  let posts = 0;
  let isReadable = true;
  let answer: (what: string) => void = () => {};
  const there = (ts: string) => messages.find((each) => each.ts === ts);
  const gone = () => new UpstreamError('edit: the message is not there any more', 'not-found');

  function accept(where: Pick<Posted, 'channel' | 'under'>, { text }: Message, options: object = {}) {
    const { key, broadcast = false } = options as { key?: string; broadcast?: boolean };
    calls.push(where.under ? 'reply' : 'post');
    const refused = refusing.get(where.channel);
    if (refused) throw refused;
    if (where.under && !there(where.under)) throw gone();
    posts += 1;
    const ts = `1.${String(posts).padStart(3, '0')}`;
    messages.push({ ...where, ts, key, broadcast, texts: [text] });
    answer(text);
    return { channel: where.channel, ts };
  }

  const outbox: Deps['outbox'] = {
    post: async (channel, message, options) => accept({ channel, under: undefined }, message, options),
    reply: async ({ channel, ts }, message, options) => accept({ channel, under: ts }, message, options),
    update: async ({ channel, ts }, { text }) => {
      calls.push('update');
      const refused = refusing.get(channel);
      if (refused) throw refused;
      const message = there(ts);
      if (!message) throw gone();
      message.texts.push(text);
    },
    find: async ({ channel, thread }, key) => {
      if (!isReadable || refusing.has(channel)) return { kind: 'unknown' };
      const found = messages.find(
        (each) => each.key === key && each.channel === channel && each.under === thread,
      );
      return found ? { kind: 'posted', ts: found.ts } : { kind: 'absent' };
    },
    say: async (user, { text }) => {
      told.push(`${user}: ${text}`);
      return { channel: `D${user}`, ts: `${told.length}.000` };
    },
    file: async () => {},
    permalink: async () => undefined,
    waitOf: () => 0,
  };
  return {
    ...{ outbox, told, calls },
    /** From now on a channel takes nothing. */
    refuse: (error: UpstreamError, channel = 'C1') => void refusing.set(channel, error),
    accept: (channel = 'C1') => void refusing.delete(channel),
    /** Nobody can tell any more what was posted. */
    hide: () => {
      isReadable = false;
    },
    /** What happens after a post was taken, in place of an answer. */
    answer: (given: (text: string) => void) => {
      answer = given;
    },
    delete: (ts: string) => {
      const at = messages.findIndex((each) => each.ts === ts);
      if (at >= 0) messages.splice(at, 1);
    },
    /** How each message begins as it is now; replies are indented, and marked where the channel sees them. */
    seen: (channel = 'C1') =>
      messages
        .filter((each) => each.channel === channel)
        .map(({ under, broadcast, texts }) => {
          const text = texts.at(-1) ?? '';
          const head = text.split('\n')[0]?.split(' · ').slice(0, 2).join(' · ');
          const doubt = text.includes('This may be here twice') ? ' (twice?)' : '';
          return `${under ? (broadcast ? '  ! ' : '  ') : ''}${head}${doubt}`;
        }),
    texts: (channel = 'C1') =>
      messages.filter((each) => each.channel === channel).map(({ texts }) => texts.at(-1) ?? ''),
    edits: () => calls.filter((call) => call === 'update').length,
    messages,
  };
}

/** What the jobs of the night work with: fakes, a clock that is set, and a process that can be killed. */
export function aNight(
  given: Partial<Deps> & { threads?: Deps['threads']; known?: readonly Thread[]; watch?: Watch[] } = {},
) {
  const { known = [], watch = [aWatch()], ...rest } = given;
  let now = NOW;
  let stepsLeft = Number.POSITIVE_INFINITY;
  const slack = aSlack();
  const threads = fakeThreads(known);
  const isDead = () => stepsLeft < 0;
  const step = () => {
    stepsLeft -= 1;
    if (isDead()) throw new Killed();
  };
  const deps: Deps = {
    estate: fakeEstate([aSighting()]).estate,
    watches: fakeWatches(watch),
    tails: NO_TAILS,
    threads: mortal(threads, step),
    leases: mortal(fakeLeases(), step),
    blackBox: fakeBlackBox(),
    operations: fakeOperations(),
    digests: fakeDigests(),
    trackers,
    verifications: fakeVerifications(),
    diagnoses: fakeDiagnoses(),
    httpProbe: NO_ANSWER,
    blackBoxMs: 30 * 24 * 60 * MINUTE,
    policy: ALERT_POLICY,
    outbox: mortal(slack.outbox, step),
    directory: SOME_DIRECTORY,
    redact: (text) => ({ text, count: 0 }),
    linesWithheld: async () => undefined,
    clock: { now: () => now },
    sleep: (_, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) resolve();
        signal?.addEventListener('abort', () => resolve());
      }),
    worker: 'worker-1',
    commands: [],
    doctor: { configuration: () => [], slack: async () => [], database: async () => [] },
    ...rest,
  };
  return {
    ...{ deps, slack, threads, step },
    signal: new AbortController().signal,
    at: () => now,
    pass: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
    /** The process ends after so many steps; calls that come later do nothing. */
    killAfter: (steps: number) => {
      stepsLeft = steps;
    },
    isDead,
    revive: () => {
      stepsLeft = Number.POSITIVE_INFINITY;
    },
  };
}

/** Every call is done, and then counted: the last one is done, and its answer never comes. */
export function mortal<T extends object>(whole: T, step: () => void): T {
  return new Proxy(whole, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'function' || name === 'waitOf') return value;
      return async (...given: unknown[]) => {
        step();
        const answer: unknown = await value.apply(target, given);
        step();
        return answer;
      };
    },
  });
}

/** One run of the job that delivers. */
export async function deliver({ deps, signal }: Night): Promise<void> {
  await deliverThreads.run(deps, signal);
}

/** Changes what is known of a thread, as the other jobs do. */
export async function change(night: Night, make: (about: Alert) => Alert, id = 'thread-1'): Promise<void> {
  const thread = await night.threads.get(id);
  if (thread?.about.topic !== 'alert') throw new Error('no such alert');
  const about = make(thread.about);
  await night.threads.save([{ thread: { ...thread, about, open: about.state !== 'resolved' } }], night.at());
}

/** Good looks ended it. */
export const resolved = (night: Night) => (about: Alert) => {
  const resolution = { at: night.at(), by: undefined, how: '2 good looks in a row' };
  const over: Alert = { ...about, state: 'resolved', resolved: resolution };
  return tell(over, { kind: 'resolved', resolution, afterMs: MINUTE }, night.at());
};

export const acknowledged = (night: Night) => (about: Alert) => {
  const taken: Alert = {
    ...about,
    state: 'acknowledged',
    acknowledged: { by: ANNA, at: night.at(), reminders: 0 },
  };
  return tell(taken, { kind: 'acknowledged', by: ANNA }, night.at());
};
