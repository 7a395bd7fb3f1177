import type { Deps } from '../src/deps.ts';
import type { Store } from '../src/store/store.ts';
import type { LogSource } from '../src/tailing/log-source.ts';
import { newTail, type Tail, type TailPlan, type TailProgress } from '../src/tailing/tail.ts';
import type { Message } from '../src/views/message.ts';
import { aRef, minutesAgo, NOW } from './given.ts';

export function aSource(given: Partial<LogSource> = {}): LogSource {
  return { container: 'app', group: '/ecs/web', region: undefined, streamPrefix: 'web/app/', ...given };
}

export function aPlan(given: Partial<TailPlan> = {}): TailPlan {
  return {
    ref: aRef(),
    sources: [aSource()],
    notReadable: [],
    filter: { grep: [], exclude: [], errors: false },
    sinceAt: minutesAgo(15),
    untilAt: undefined,
    lines: 200,
    words: 'web',
    openedBy: 'U1',
    openedAt: NOW,
    ...given,
  };
}

/** A tail that was opened now, to be followed for five minutes, and has read nothing yet. */
export function aTail(
  given: Partial<Omit<Tail, 'plan' | 'progress'>> & {
    readonly plan?: Partial<TailPlan>;
    readonly progress?: Partial<TailProgress>;
  } = {},
): Tail {
  const { plan, progress, ...rest } = given;
  const id = rest.id ?? 'tail-1';
  const fresh = newTail({
    id,
    channel: 'C1',
    thread: '1.0',
    head: '1.0',
    plan: aPlan(plan),
    endsAt: new Date(NOW.getTime() + 300_000),
  });
  return { ...fresh, ...rest, progress: { ...fresh.progress, ...progress } };
}

/** A post that was about to be made. */
export function aPosting(then: TailProgress, at = NOW): NonNullable<Tail['posting']> {
  return { key: 'key-1', at, then };
}

/** Log threads in memory, for tests of what is done with them; the store has its own tests. */
export function fakeTails(initial: readonly Tail[] = []) {
  const all = new Map(initial.map((tail) => [tail.id, tail]));
  const nextAt = new Map<string, Date>();
  const log: string[] = [];
  const set = (id: string, change: Partial<Tail>) => {
    const tail = all.get(id);
    if (tail) all.set(id, { ...tail, ...change });
    return tail;
  };
  const tails: Store['tails'] = {
    add: async (tail, at) => {
      all.set(tail.id, tail);
      nextAt.set(tail.id, at);
    },
    get: async (id) => all.get(id),
    claim: async () => [...all.values()].filter(({ end }) => !end),
    renew: async ({ until }) => void log.push(`renew until ${until.toISOString().slice(14, 19)}`),
    save: async ({ id, progress, posting, end }) => {
      log.push(`save ${id}`);
      return set(id, { progress, posting, end }) ? 'saved' : 'lost';
    },
    release: async (id, _, at) => {
      log.push(`release ${id}`);
      if (at) nextAt.set(id, at);
    },
    stop: async (id, stoppedBy) => {
      const tail = all.get(id);
      if (!tail) return 'absent';
      if (tail.end) return 'ended';
      set(id, { stoppedBy });
      return 'asked';
    },
    extend: async (id, endsAt) =>
      set(id, { endsAt, end: undefined, stoppedBy: undefined }) ? 'extended' : 'absent',
    forget: async (before) => void log.push(`forget before ${before.toISOString()}`),
  };
  return { tails, all, nextAt, log };
}

/** A thread in which everything arrives and can be read. */
export function fakeThread(given: Partial<Deps['outbox']> = {}) {
  const said: string[] = [];
  const files: { name: string; content: string }[] = [];
  const heads: string[] = [];
  const keys: (string | undefined)[] = [];
  const outbox: Deps['outbox'] = {
    post: async (channel, { text }) => {
      said.push(text);
      return { channel, ts: '1.0' };
    },
    reply: async ({ channel }, { text }: Message, options) => {
      said.push(text);
      keys.push(options?.key);
      return { channel, ts: `1.${said.length}` };
    },
    file: async (_, file) => void files.push(file),
    update: async (_, { text }) => void heads.push(text),
    waitOf: () => 0,
    find: async () => ({ kind: 'absent' }),
    permalink: async () => undefined,
    say: async (user) => ({ channel: `D${user}`, ts: '1.000' }),
    ...given,
  };
  return { outbox, said, files, heads, keys };
}
